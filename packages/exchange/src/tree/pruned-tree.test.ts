import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inclusionProof, leafHash, subtreesOf } from './merkle-tree.ts';
import { pathInPruned, pruneTree } from './pruned-tree.ts';

const trees = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.tuple(fc.constant(size), fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: size })))
  .map(([size, kept]) => ({ size, kept: kept.toSorted((a, b) => a - b) }));
const leavesOf = (size: number) => Array.from({ length: size }, (_, place) => leafHash(Buffer.from(`leaf ${place}`)));

test('what is left of a tree proves each leaf that was kept, as the whole tree does', () => {
  fc.assert(
    fc.property(trees, ({ size, kept }) => {
      const leaves = leavesOf(size);
      const pruned = pruneTree(leaves, kept);
      for (const place of kept) {
        assert.deepEqual(pathInPruned(pruned, place), inclusionProof(place, size, subtreesOf(leaves)));
      }
    }),
  );
});

test('no more is kept than is needed, and nothing of other leaves', () => {
  const leaves = leavesOf(1000);
  const all = pruneTree(
    leaves,
    leaves.map((_, place) => place),
  );
  assert.equal(all.hashes.length, 1000);
  const one = pruneTree(leaves, [7]);
  assert.equal(one.hashes.length, 11);
  assert.equal(one.hashes.filter((each) => leaves.includes(each)).length, 2, 'itself, and the leaf beside it');
  assert.throws(() => pathInPruned(one, 8), RangeError);
});
