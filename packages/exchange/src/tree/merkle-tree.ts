import { hash } from 'node:crypto';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array;

/**
 * What a tree is read by: the hash of the complete subtree over the leaves from `index * 2^level`, `2^level` of them.
 * Asked only for subtrees that lie wholly within the tree.
 */
export type Subtrees = (level: number, index: number) => Hash;

const leafPrefix = Buffer.of(0);
/** 0x01 and two hashes: filled anew for each node, which is hashed before anything else runs. */
const nodeInput = Buffer.alloc(65, 1);

/** The hash of a leaf (RFC 6962, section 2.1). */
export function leafHash(data: Uint8Array): Hash {
  return hash('sha256', Buffer.concat([leafPrefix, data]), 'buffer');
}

/** The hash of an inner node (RFC 6962, section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return hash('sha256', nodeInput, 'buffer');
}

/** Hashes that lie one after the other. */
export function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: Math.ceil(bytes.length / 32) }, (_, index) =>
    bytes.subarray(index * 32, index * 32 + 32),
  );
}

/** The Merkle tree hash of the first `size` leaves (RFC 6962, section 2.1). */
export function treeRoot(size: number, subtrees: Subtrees): Hash {
  return size === 0 ? hash('sha256', '', 'buffer') : rangeRoot(0, size, subtrees);
}

/** The audit path of leaf `index` in the tree of `size` leaves, from the leaf up (RFC 6962, section 2.1.1). */
export function inclusionProof(index: number, size: number, subtrees: Subtrees): Hash[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path: Hash[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      path.push(rangeRoot(middle, end, subtrees));
      end = middle;
    } else {
      path.push(rangeRoot(begin, middle, subtrees));
      begin = middle;
    }
  }
  return path.reverse();
}

/** That the tree of `to` leaves begins with the tree of `from` leaves (RFC 6962, section 2.1.2). */
export function consistencyProof(from: number, to: number, subtrees: Subtrees): Hash[] {
  if (from < 0 || from > to) throw new RangeError(`a tree of ${to} does not begin with one of ${from}`);
  if (from === 0 || from === to) return [];
  const path: Hash[] = [];
  let [begin, end] = [0, to];
  // Whether the part looked at is the whole earlier tree, whose root the verifier has.
  let isWhole = true;
  while (end !== from) {
    const middle = begin + split(end - begin);
    if (from <= middle) {
      path.push(rangeRoot(middle, end, subtrees));
      end = middle;
    } else {
      path.push(rangeRoot(begin, middle, subtrees));
      begin = middle;
      isWhole = false;
    }
  }
  if (!isWhole) path.push(rangeRoot(begin, end, subtrees));
  return path.reverse();
}

/** A tree held in memory, over the hashes of its leaves. */
export function subtreesOf(leaves: readonly Hash[]): Subtrees {
  const levels: (readonly Hash[])[] = [leaves];
  for (let below = leaves; below.length > 1; ) {
    const level: Hash[] = [];
    for (let index = 0; index + 1 < below.length; index += 2) {
      level.push(nodeHash(below[index] as Hash, below[index + 1] as Hash));
    }
    levels.push(level);
    below = level;
  }
  return (level, index) => {
    const found = levels[level]?.[index];
    if (found === undefined) throw new RangeError(`subtree ${index} of level ${level} is not complete`);
    return found;
  };
}

function rangeRoot(begin: number, end: number, subtrees: Subtrees): Hash {
  const size = end - begin;
  const level = Math.round(Math.log2(size));
  if (2 ** level === size) return subtrees(level, begin / size);
  const middle = begin + split(size);
  return nodeHash(rangeRoot(begin, middle, subtrees), rangeRoot(middle, end, subtrees));
}

/** The largest power of two smaller than `size`: where a tree of that many leaves divides. */
export function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
