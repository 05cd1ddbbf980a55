import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admiraltyCredibility } from './confidence.ts';

test('every bound of the scale falls on its grade', () => {
  const grades = [100, 80, 79, 60, 59, 40, 39, 20, 19, 0].map((value) => admiraltyCredibility(value)?.grade);
  assert.deepEqual(grades, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

test('what is no confidence has no grade', () => {
  for (const value of [-1, 101, Number.NaN, '90', undefined]) assert.equal(admiraltyCredibility(value), undefined);
});
