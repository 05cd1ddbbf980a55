import { canonicalize, type JsonObject } from '@entente/stix';
import { z } from 'zod';
import { rootOfInclusion } from '../tree/merkle-proofs.ts';
import { type Hash, hashesIn, leafHash, subtreesOf, treeRoot } from '../tree/merkle-tree.ts';
import { RenditionName, type TookIn } from './message.ts';

/**
 * A line of the list that a `took-in` receipt is signed over. The salt is random: who is shown that one object is in a
 * receipt learns nothing of the others, and nothing can be learnt of one that was purged.
 */
export const TakenIn = RenditionName.extend({ salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });
export type TakenIn = z.infer<typeof TakenIn>;

/** The leaf of a line (RFC 6962, section 2.1): of its canonical form (RFC 8785). */
export function takenInLeaf({ id, modified, sha256, salt }: TakenIn): Hash {
  const content: JsonObject = { id, sha256, salt, ...(modified === undefined ? {} : { modified }) };
  return leafHash(Buffer.from(canonicalize(content)));
}

/** The Merkle tree hash of these leaves in their order, in base64url: what the receipt says. */
export function takenInRoot(leaves: readonly Hash[]): string {
  return Buffer.from(treeRoot(leaves.length, subtreesOf(leaves))).toString('base64url');
}

/** That one line is in the list: the hashes beside it from the leaf up, one after the other in base64url. */
export const TakenInProof = TakenIn.extend({
  place: z.int().min(0),
  path: z
    .string()
    .max(1000)
    .regex(/^[A-Za-z0-9_-]*$/),
});
export type TakenInProof = z.infer<typeof TakenInProof>;

/** Whether a receipt is about that. */
export function isTakenIn(
  { root, size }: Pick<TookIn, 'root' | 'size'>,
  { place, path, ...line }: TakenInProof,
): boolean {
  const hashes = hashesIn(Buffer.from(path, 'base64url'));
  const found = rootOfInclusion({ index: place, size, leaf: takenInLeaf(line), path: hashes });
  return found !== undefined && Buffer.from(found).toString('base64url') === root;
}
