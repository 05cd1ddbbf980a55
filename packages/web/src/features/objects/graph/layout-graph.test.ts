import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutGraph } from './layout-graph.ts';

const ids = ['centre', ...Array.from({ length: 12 }, (_, index) => `n${index}`)];
const edges = ids.slice(1).map((id) => ({ from: 'centre', to: id }));

test('the centre is in the middle and no two nodes cover one another', () => {
  const points = layoutGraph(ids, edges, 'centre');
  assert.deepEqual(points.get('centre'), { x: 0, y: 0 });
  const all = [...points.values()];
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 30);
  }
});

test('the same graph is placed the same way', () => {
  assert.deepEqual(layoutGraph(ids, edges, 'centre'), layoutGraph(ids, edges, 'centre'));
});

test('edges to nodes that are not there are ignored', () => {
  const points = layoutGraph(['a'], [{ from: 'a', to: 'gone' }], 'a');
  assert.deepEqual([...points.keys()], ['a']);
});
