import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph, ObjectSummary } from '@entente/server/api-types';
import { groupNeighbours } from './group-neighbours.ts';

const node = (id: string): ObjectSummary => ({
  id,
  type: 'note',
  title: id,
  owner: { id: 'identity--1', name: 'France' },
  source: false,
  added: '2019-02-06T00:00:00Z',
  tlp: null,
  labels: [],
  revoked: false,
});

test('neighbours are grouped by direction and word, each once', () => {
  const graph: Graph = {
    nodes: [node('a'), node('b'), node('c'), node('d')],
    edges: [
      { id: '1', from: 'a', to: 'b', label: 'uses' },
      { id: '2', from: 'a', to: 'b', label: 'uses' },
      { id: '3', from: 'c', to: 'a', label: 'object' },
      { id: '4', from: 'c', to: 'd', label: 'uses' },
      { id: '5', from: 'a', to: 'hidden', label: 'uses' },
    ],
    more: false,
  };
  assert.deepEqual(
    groupNeighbours(graph, 'a').map(({ label, neighbours }) => [label, neighbours.map(({ id }) => id)]),
    [
      ['→ uses', ['b']],
      ['← is about', ['c']],
    ],
  );
});
