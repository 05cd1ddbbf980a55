import { type Hash, nodeHash } from './merkle-tree.ts';

export type InclusionClaim = {
  readonly index: number;
  readonly size: number;
  /** The hash of the leaf. */
  readonly leaf: Hash;
  readonly path: readonly Hash[];
};

/** The root that an audit path leads to; undefined where the path cannot be one (RFC 9162, section 2.1.3.2). */
export function rootOfInclusion({ index, size, leaf, path }: InclusionClaim): Hash | undefined {
  if (index >= size || ![leaf, ...path].every(isHash)) return undefined;
  let [node, last] = [index, size - 1];
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      root = nodeHash(sibling, root);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      root = nodeHash(root, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : undefined;
}

export function verifyInclusion(claim: InclusionClaim, root: Hash): boolean {
  const reached = rootOfInclusion(claim);
  return reached !== undefined && isEqual(reached, root);
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32;
}

/** Bit operators would end at 32 bits. */
function half(number: number): number {
  return Math.floor(number / 2);
}

function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function isEqual(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0;
}
