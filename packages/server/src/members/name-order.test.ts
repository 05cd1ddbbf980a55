import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byName, mostFirst } from './name-order.ts';

test('names stand where people look for them', () => {
  const names = ['Zimbabwe', 'Claim 10', 'Österreich', 'claim 2', 'Claim 1', 'Oman', 'Pakistan'];
  assert.deepEqual(
    names
      .map((name) => ({ name }))
      .sort(byName)
      .map(({ name }) => name),
    ['Claim 1', 'claim 2', 'Claim 10', 'Oman', 'Österreich', 'Pakistan', 'Zimbabwe'],
  );
});

test('of what is counted alike, names decide', () => {
  const counts = [
    { label: 'Unit 10', count: 1 },
    { label: 'Unit 9', count: 1 },
    { label: 'Zone', count: 2 },
  ];
  assert.deepEqual(
    counts.sort(mostFirst).map(({ label }) => label),
    ['Zone', 'Unit 9', 'Unit 10'],
  );
});
