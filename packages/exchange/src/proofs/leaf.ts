import { hash } from 'node:crypto';
import { canonicalize, type JsonObject } from '@entente/stix';
import { type Hash, leafHash } from '../tree/merkle-tree.ts';
import type { ProofObject } from './proof-object.ts';

/** What a leaf commits to. */
export type LeafContent = Pick<ProofObject, 'object_ref' | 'object_modified' | 'object_sha256' | 'role' | 'terms'>;

/** SHA-256, in hexadecimal, of the canonical form of a rendition (RFC 8785). */
export function contentDigest(object: JsonObject): string {
  return hash('sha256', canonicalize(object), 'hex');
}

/** The salted leaf of a rendition: the salt, then the canonical form of what the leaf commits to. */
export function proofLeaf(
  { object_ref, object_modified, object_sha256, role, terms }: LeafContent,
  salt: Uint8Array,
): Hash {
  const content: JsonObject = {
    object_ref,
    ...(object_modified === undefined ? {} : { object_modified }),
    object_sha256,
    role,
    terms: terms as JsonObject,
  };
  return leafHash(Buffer.concat([salt, Buffer.from(canonicalize(content))]));
}
