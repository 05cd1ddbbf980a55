import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterPoints } from './cluster-points.ts';

const at = (id: string, x: number, y: number) => ({ id, x, y, label: id });

test('near points are one cluster, far ones their own', () => {
  const clusters = clusterPoints([at('a', 0, 0), at('b', 3, 4), at('c', 30, 40)], 5);
  assert.deepEqual(
    clusters.map((cluster) => cluster.points.map((point) => point.id)),
    [['a', 'b'], ['c']],
  );
});

test('no point is lost', () => {
  const points = Array.from({ length: 200 }, (_, index) => at(String(index), (index * 37) % 100, (index * 61) % 100));
  const found = clusterPoints(points, 12).flatMap((cluster) => cluster.points);
  assert.equal(new Set(found).size, 200);
});
