import { canonicalize } from '../json/canonicalize.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { nameBasedUuid } from './name-based-uuid.ts';

/** The namespace of deterministic observable ids (section 2.9). */
const OBSERVABLE_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** The "ID Contributing Properties" of each observable type (sections 6.1 to 6.18). A process has none. */
const CONTRIBUTING_PROPERTIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['artifact', ['hashes', 'payload_bin']],
  ['autonomous-system', ['number']],
  ['directory', ['path']],
  ['domain-name', ['value']],
  ['email-addr', ['value']],
  ['email-message', ['from_ref', 'subject', 'body']],
  ['file', ['hashes', 'name', 'extensions', 'parent_directory_ref']],
  ['ipv4-addr', ['value']],
  ['ipv6-addr', ['value']],
  ['mac-addr', ['value']],
  ['mutex', ['name']],
  ['network-traffic', ['start', 'end', 'src_ref', 'dst_ref', 'src_port', 'dst_port', 'protocols', 'extensions']],
  ['software', ['name', 'cpe', 'swid', 'vendor', 'version']],
  ['url', ['value']],
  ['user-account', ['account_type', 'user_id', 'account_login']],
  ['windows-registry-key', ['key', 'values']],
  ['x509-certificate', ['hashes', 'serial_number']],
]);

const PREFERRED_HASHES = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'];

/** Whether a cyber-observable object has anything that a deterministic id is made of; see `observableId`. */
export function hasContributions(object: JsonObject): boolean {
  const properties = typeof object.type === 'string' ? CONTRIBUTING_PROPERTIES.get(object.type) : undefined;
  return properties?.some((property) => object[property] !== undefined) ?? false;
}

/**
 * The deterministic id (UUIDv5, section 2.9) of a cyber-observable object; its own `id` plays no part.
 *
 * Undefined where the standard has no such id: for a process, a type that it does not know, or an object without any of
 * the properties that contribute.
 */
export function observableId(object: JsonObject): string | undefined {
  const { type } = object;
  const properties = typeof type === 'string' ? CONTRIBUTING_PROPERTIES.get(type) : undefined;
  if (properties === undefined) return undefined;
  const contributing: Record<string, JsonValue> = {};
  for (const property of properties) {
    const value = object[property];
    const contribution = property === 'hashes' ? onePreferredHash(value) : value;
    if (contribution !== undefined && contribution !== null) contributing[property] = contribution;
  }
  if (Object.keys(contributing).length === 0) return undefined;
  return `${type}--${nameBasedUuid(OBSERVABLE_NAMESPACE, canonicalize(contributing))}`;
}

/** Only one hash contributes. Where none of the preferred ones is there, the first by name, so that all choose alike. */
function onePreferredHash(hashes: JsonValue | undefined): JsonObject | undefined {
  if (typeof hashes !== 'object' || hashes === null || Array.isArray(hashes)) return undefined;
  const byAlgorithm = hashes as JsonObject;
  const algorithms = Object.keys(byAlgorithm).sort();
  const chosen = PREFERRED_HASHES.find((name) => algorithms.includes(name)) ?? algorithms[0];
  const digest = chosen === undefined ? undefined : byAlgorithm[chosen];
  return chosen === undefined || digest === undefined ? undefined : { [chosen]: digest };
}
