import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { random } from '../../test/sample-coalition.ts';
import { batchDepth, batchLimit, buildBatchTree, leafHash, rootOfPath } from './batch-tree.ts';

const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

test('each leaf, and no other, leads to the root from its place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: batchLimit }), (count) => {
      const leaves = leavesOf(count);
      const { root, places } = buildBatchTree(leaves, random);
      assert.equal(new Set(places.map(({ place }) => place)).size, count);
      for (const [index, leaf] of leaves.entries()) {
        const place = places[index] ?? { place: -1, path: [] };
        assert.deepEqual(rootOfPath(leaf, place), root);
        assert.notDeepEqual(rootOfPath(leafHash(Buffer.from('other')), place), root);
        assert.notDeepEqual(rootOfPath(leaf, { ...place, place: place.place ^ 1 }), root);
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
  const [first] = buildBatchTree(leaves, random).places;
  assert.ok(first);
  const [leaf = new Uint8Array()] = leaves;
  assert.equal(rootOfPath(leaf, { ...first, path: first.path.slice(1) }), undefined);
  assert.equal(rootOfPath(leaf, { ...first, path: [...first.path, leaf] }), undefined);
  assert.equal(rootOfPath(leaf, { ...first, place: batchLimit }), undefined);
});

test('a batch without leaves, or with too many, is not made', () => {
  assert.throws(() => buildBatchTree([], random), RangeError);
  assert.throws(() => buildBatchTree(leavesOf(batchLimit + 1), random), RangeError);
});
