import type { JsonObject } from '@entente/stix';
import { jwsTypes, signJws } from '../jws/compact-jws.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import { batchDepth, buildBatchTree } from '../tree/batch-tree.ts';
import { type LeafContent, proofLeaf } from './leaf.ts';
import { type ProofObject, proofExtensionId, proofId, proofType, saltBytes } from './proof-object.ts';

/** What one rendition's proof needs besides the signature of its batch. */
export type LeafProof = { readonly salt: string; readonly place: number; readonly path: string };

export type SignedBatch = {
  /** The JWS over the root. */
  readonly signature: string;
  /** One for each leaf, in their order. */
  readonly proofs: readonly LeafProof[];
};

export type BatchHead = {
  /** Id of the coalition. */
  readonly coalition: string;
  /** Identity of the member that signs. */
  readonly signer: string;
  /** When, in UTC with milliseconds. */
  readonly signed: string;
};

/** Signs 1 to `batchLimit` renditions with one signature. `random` gives bytes that nobody can foretell. */
export async function signBatch(
  leaves: readonly LeafContent[],
  head: BatchHead,
  key: PrivateJwk,
  random: (bytes: number) => Uint8Array,
): Promise<SignedBatch> {
  // Asked for one by one, they would cost more than the hashes.
  const salt = random(saltBytes * leaves.length);
  const salts = leaves.map((_, index) => salt.subarray(index * saltBytes, (index + 1) * saltBytes));
  const tree = buildBatchTree(
    leaves.map((leaf, index) => proofLeaf(leaf, salts[index] ?? new Uint8Array())),
    random,
  );
  const { coalition, signer, signed } = head;
  const root = Buffer.from(tree.root).toString('base64url');
  const payload = { kind: 'batch', coalition, signer, signed, depth: batchDepth, root };
  return {
    signature: await signJws(payload, jwsTypes.batch, key),
    proofs: tree.places.map(({ place, path }, index) => ({
      salt: Buffer.from(salts[index] ?? []).toString('base64url'),
      place,
      path: Buffer.concat(path).toString('base64url'),
    })),
  };
}

/** The proof as the object that travels. `markings` are the object's own. */
export function writeProof(
  leaf: LeafContent,
  { salt, place, path }: LeafProof,
  { signer, signed }: Pick<BatchHead, 'signer' | 'signed'>,
  signature: string,
  markings?: readonly string[],
): JsonObject {
  const proof: ProofObject = {
    type: proofType,
    spec_version: '2.1',
    id: proofId({ ...leaf, created_by_ref: signer }),
    created: signed,
    modified: signed,
    created_by_ref: signer,
    ...(markings === undefined || markings.length === 0 ? {} : { object_marking_refs: [...markings] }),
    object_ref: leaf.object_ref,
    ...(leaf.object_modified === undefined ? {} : { object_modified: leaf.object_modified }),
    object_sha256: leaf.object_sha256,
    role: leaf.role,
    terms: leaf.terms,
    salt,
    place,
    path,
    signature,
    extensions: { [proofExtensionId]: { extension_type: 'new-sdo' } },
  };
  return proof as JsonObject;
}
