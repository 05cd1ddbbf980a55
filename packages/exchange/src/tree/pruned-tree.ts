import { type Hash, nodeHash, split, subtreesOf, treeRoot } from './merkle-tree.ts';

/**
 * What is needed of a tree (RFC 6962, section 2.1) to prove that some of its leaves are in it: these, and the root of each
 * largest part that holds none of them, from left to right. Of a tree that is wanted whole that is its leaves.
 */
export type PrunedTree = {
  readonly size: number;
  /** Places of the leaves that can be proved, in their order. */
  readonly kept: readonly number[];
  readonly hashes: readonly Hash[];
};

/** `kept`: places in their order, each once. */
export function pruneTree(leaves: readonly Hash[], kept: readonly number[]): PrunedTree {
  const hashes = partsOf(leaves.length, kept).map(({ begin, end }) => {
    const part = leaves.slice(begin, end);
    return treeRoot(part.length, subtreesOf(part));
  });
  return { size: leaves.length, kept, hashes };
}

/** The audit path of a leaf that was kept, from the leaf up (RFC 6962, section 2.1.1). */
export function pathInPruned({ size, kept, hashes }: PrunedTree, place: number): Hash[] {
  if (!kept.includes(place)) throw new RangeError(`leaf ${place} was not kept`);
  const known = new Map(partsOf(size, kept).map(({ begin, end }, index) => [`${begin} ${end}`, hashes[index]]));
  const rootOf = (begin: number, end: number): Hash => {
    const stored = known.get(`${begin} ${end}`);
    if (stored !== undefined) return stored;
    const middle = begin + split(end - begin);
    return nodeHash(rootOf(begin, middle), rootOf(middle, end));
  };
  const path: Hash[] = [];
  for (let [begin, end] = [0, size]; end - begin > 1; ) {
    const middle = begin + split(end - begin);
    const isLeft = place < middle;
    path.push(isLeft ? rootOf(middle, end) : rootOf(begin, middle));
    [begin, end] = isLeft ? [begin, middle] : [middle, end];
  }
  return path.reverse();
}

type Part = { readonly begin: number; readonly end: number };

/** The leaves that are kept, and the largest parts without any. */
function partsOf(size: number, kept: readonly number[]): Part[] {
  const within = (begin: number, end: number, some: readonly number[]): Part[] => {
    if (some.length === 0 || end - begin === 1) return [{ begin, end }];
    const middle = begin + split(end - begin);
    return [
      ...within(
        begin,
        middle,
        some.filter((place) => place < middle),
      ),
      ...within(
        middle,
        end,
        some.filter((place) => place >= middle),
      ),
    ];
  };
  return size === 0 ? [] : within(0, size, kept);
}
