import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { random } from '../../test/sample-coalition.ts';
import { batchDepth, batchLimit, buildBatchTree, createKnownTree } from './batch-tree.ts';
import { leafHash } from './merkle-tree.ts';

const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

test('the tree holds each leaf, and no other, at its place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: batchLimit }), (count) => {
      const leaves = leavesOf(count);
      const { root, places } = buildBatchTree(leaves, random);
      assert.equal(new Set(places.map(({ place }) => place)).size, count);
      const tree = createKnownTree(root);
      const other = leafHash(Buffer.from('other'));
      for (const [index, leaf] of leaves.entries()) {
        const place = places[index] ?? { place: -1, path: [] };
        const elsewhere = { ...place, place: place.place ^ 1 };
        // Before anything was proved, and when this very path was.
        for (const known of [createKnownTree(root), tree]) {
          assert.equal(known.holds(other, place), false);
          assert.equal(known.holds(leaf, elsewhere), false);
          assert.equal(known.holds(leaf, place), true);
          assert.equal(known.holds(other, place), false);
          assert.equal(known.holds(leaf, elsewhere), false);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('a path is as long for one leaf as for many, and its place tells nothing', () => {
  for (const count of [1, 2, 255, 256]) {
    const { places } = buildBatchTree(leavesOf(count), random);
    for (const { path } of places) assert.equal(path.length, batchDepth);
  }
  const firsts = new Set(Array.from({ length: 50 }, () => buildBatchTree(leavesOf(1), random).places[0]?.place));
  assert.ok(firsts.size > 10, 'a single leaf stands anywhere');
});

test('a path of another length leads nowhere: no inner node passes for a leaf', () => {
  const leaves = leavesOf(2);
  const {
    root,
    places: [first],
  } = buildBatchTree(leaves, random);
  assert.ok(first);
  const [leaf = new Uint8Array()] = leaves;
  const tree = createKnownTree(root);
  assert.equal(tree.holds(leaf, { ...first, path: first.path.slice(1) }), false);
  assert.equal(tree.holds(leaf, { ...first, path: [...first.path, leaf] }), false);
  assert.equal(tree.holds(leaf, { ...first, place: batchLimit }), false);
  assert.equal(tree.holds(root, { place: 0, path: [] }), false);
});

test('a batch without leaves, or with too many, is not made', () => {
  assert.throws(() => buildBatchTree([], random), RangeError);
  assert.throws(() => buildBatchTree(leavesOf(batchLimit + 1), random), RangeError);
});
