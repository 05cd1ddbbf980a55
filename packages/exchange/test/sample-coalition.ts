import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  keyId,
  type PrivateJwk,
  type PublicJwk,
  publicPart,
  type RosterDocument,
  type RosterFile,
  type RosterMember,
  rosterHash,
  signRoster,
} from '../src/index.ts';

export const coalitionId = '6f1f4a86-3b54-4d0e-9f3c-2f6b9b1a7c01';

/** A fresh key of either kind. */
export function newKey(kind: 'Ed25519' | 'P-256' = 'Ed25519'): PrivateJwk {
  const { privateKey } =
    kind === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk;
}

export function identityOf(number: number): string {
  return `identity--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function memberWith(number: number, keys: readonly PublicJwk[], more: Partial<RosterMember> = {}): RosterMember {
  return {
    identity: identityOf(number),
    name: `Member ${number}`,
    kind: 'country',
    joined: '2020-01-01',
    keys: keys.map((key) => ({ key, from: '2026-01-01T00:00:00.000Z' })),
    ...more,
  };
}

export type Sample = {
  readonly admins: readonly PrivateJwk[];
  readonly keys: readonly PrivateJwk[];
  readonly roster: RosterDocument;
};

/** A first roster, with so many administrators and two members with a key each. */
export function sampleRoster({ admins: count = 3, threshold = 2 } = {}): Sample {
  const admins = Array.from({ length: count }, () => newKey());
  const keys = [newKey(), newKey('P-256')];
  const roster: RosterDocument = {
    format: 'entente-roster/1',
    coalition: { id: coalitionId, name: 'Coalition' },
    version: 1,
    issued: '2026-03-01T00:00:00.000Z',
    expires: '2027-03-01T00:00:00.000Z',
    previous: null,
    threshold,
    admins: admins.map((key, index) => ({ name: `Admin ${index}`, key: publicPart(key) })),
    members: keys.map((key, index) => memberWith(index + 1, [publicPart(key)])),
    nodes: [],
  };
  return { admins, keys, roster };
}

/** The version after this one, changed by `change`. */
export function nextRoster(roster: RosterDocument, change: Partial<RosterDocument> = {}): RosterDocument {
  return {
    ...roster,
    version: roster.version + 1,
    issued: '2026-04-01T00:00:00.000Z',
    expires: '2027-04-01T00:00:00.000Z',
    previous: rosterHash(roster),
    ...change,
  };
}

export async function signedBy(roster: RosterDocument, ...keys: readonly PrivateJwk[]): Promise<RosterFile> {
  return { roster, signatures: await Promise.all(keys.map((key) => signRoster(roster, key, roster.issued))) };
}

export const random = (bytes: number): Uint8Array => randomBytes(bytes);
export const idOf = (key: PrivateJwk): string => keyId(publicPart(key));
