import type { JsonObject } from '@entente/stix';
import { type Draft, setProperty } from '../json/json-access.ts';

/** The names of the hash algorithms in STIX 2.1 section 10.10, and those that STIX 2.0 had besides. */
const HASH_NAMES: readonly string[] = [
  'MD5',
  'SHA-1',
  'SHA-224',
  'SHA-256',
  'SHA-384',
  'SHA-512',
  'SHA3-224',
  'SHA3-256',
  'SHA3-384',
  'SHA3-512',
  'SSDEEP',
  'TLSH',
];

const BY_PLAIN_NAME = new Map(HASH_NAMES.map((name) => [plainName(name), name]));

/** The standard's name of a hash algorithm, however it was written (`sha256`, `ssdeep`); a name it does not know stays. */
function hashName(name: string): string {
  return BY_PLAIN_NAME.get(plainName(name)) ?? name;
}

/** A `hashes` dictionary with the standard's names. */
export function withHashNames(hashes: JsonObject): JsonObject {
  const renamed: Draft = {};
  for (const [name, digest] of Object.entries(hashes)) setProperty(renamed, hashName(name), digest);
  return renamed;
}

function plainName(name: string): string {
  // SHA3-256 and SHA-3256 must not fall together, so only the first hyphen of SHA-n goes.
  return name.toUpperCase().replace(/^SHA-(?=\d)/, 'SHA');
}
