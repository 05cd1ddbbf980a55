import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from './simulate.ts';

test('a small coalition, disturbed and lied to, leaks nothing, loses nothing and brings nothing back', async () => {
  const { wrong, leaks, settled, acknowledged, left, returned, watched } = await simulate({
    nodes: 4,
    topology: 'mixed',
    hosted: 1,
    processes: 1,
    seed: 24,
    acts: 25,
    faults: true,
    skew: 1000,
    liars: 1,
    // Slow machines only take longer: what is right early ends it early.
    patience: 150_000,
    keep: false,
    tell: () => {},
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(leaks, []);
  assert.equal(settled.length, 5);
  assert.ok(acknowledged > 0);
  assert.ok(left >= 1 && returned >= 1 && watched >= 1, JSON.stringify({ left, returned, watched }));
});
