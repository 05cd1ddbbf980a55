import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeText } from './size-text.ts';

test('sizes are told in the unit that leaves a figure to read', () => {
  assert.deepEqual([0, 999, 1700, 431_654, 1_163_007].map(sizeText), [
    '0 bytes',
    '999 bytes',
    '2 kB',
    '432 kB',
    '1.2 MB',
  ]);
});
