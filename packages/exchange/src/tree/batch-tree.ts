import { type Hash, nodeHash } from './merkle-tree.ts';

/** Where a leaf stands in the tree of its batch, and the hashes beside it from the leaf up. */
export type TreePlace = { readonly place: number; readonly path: readonly Hash[] };

export type BatchTree = { readonly root: Hash; readonly places: readonly TreePlace[] };

/**
 * Every tree is so deep, however few leaves it has, and leaves stand at random places among random hashes: so neither a
 * path nor a place tells how much else was signed beside an object.
 */
export const batchDepth = 8;

/** The most leaves that one signature is over. */
export const batchLimit = 2 ** batchDepth;

/**
 * The tree over 1 to `batchLimit` leaf hashes, with a place for each in their order. `random` gives so many bytes that
 * nobody can foretell.
 */
export function buildBatchTree(leaves: readonly Hash[], random: (bytes: number) => Uint8Array): BatchTree {
  if (leaves.length === 0 || leaves.length > batchLimit) throw new RangeError(`A batch of ${leaves.length} leaves`);
  const places = randomPlaces(leaves.length, random);
  let level = new Map(leaves.map((leaf, index) => [places[index] ?? 0, leaf]));
  const paths: Hash[][] = leaves.map(() => []);
  for (let height = 0; height < batchDepth; height += 1) {
    const at = (index: number): Hash => {
      const known = level.get(index) ?? random(32);
      level.set(index, known);
      return known;
    };
    const above = new Map<number, Hash>();
    for (const index of [...level.keys()]) {
      above.set(index >> 1, above.get(index >> 1) ?? nodeHash(at(index & ~1), at(index | 1)));
    }
    for (const [leaf, path] of paths.entries()) path.push(at(((places[leaf] ?? 0) >> height) ^ 1));
    level = above;
  }
  return {
    root: level.get(0) ?? new Uint8Array(),
    places: paths.map((path, index) => ({ place: places[index] ?? 0, path })),
  };
}

/** A tree of which the root is known, and what was proved of it since. */
export type KnownTree = {
  /** Whether the tree holds this leaf at this place. */
  holds(leaf: Hash, place: TreePlace): boolean;
};

/**
 * Checks paths against a root. Hashes that one path proved need not be computed for the next: over a whole batch that is
 * about one a leaf instead of eight.
 */
export function createKnownTree(root: Hash): KnownTree {
  // By heap index: 1 the root, 2n and 2n + 1 what is below n.
  const proved = new Map<number, Hash>([[1, root]]);
  return {
    holds(leaf, { place, path }) {
      if (path.length !== batchDepth || !Number.isInteger(place) || place < 0 || place >= batchLimit) return false;
      const seen: [index: number, hash: Hash][] = [];
      let below = leaf;
      let index = batchLimit + place;
      for (const beside of path) {
        if (proved.has(index)) break;
        seen.push([index, below], [index ^ 1, beside]);
        below = (index & 1) === 0 ? nodeHash(below, beside) : nodeHash(beside, below);
        index >>= 1;
      }
      if (Buffer.compare(proved.get(index) ?? new Uint8Array(), below) !== 0) return false;
      for (const [at, hash] of seen) proved.set(at, hash);
      return true;
    },
  };
}

/** So many different places, drawn by a shuffle (Fisher and Yates) with numbers without bias. */
function randomPlaces(count: number, random: (bytes: number) => Uint8Array): number[] {
  const all = Array.from({ length: batchLimit }, (_, index) => index);
  for (let taken = 0; taken < count; taken += 1) {
    const other = taken + randomBelow(batchLimit - taken, random);
    [all[taken], all[other]] = [all[other] ?? 0, all[taken] ?? 0];
  }
  return all.slice(0, count);
}

function randomBelow(limit: number, random: (bytes: number) => Uint8Array): number {
  const fair = 65_536 - (65_536 % limit);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const drawn = high * 256 + low;
    if (drawn < fair) return drawn % limit;
  }
}
