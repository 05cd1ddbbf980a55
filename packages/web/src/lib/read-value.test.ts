import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asNumber, asRecord, asRecords, asText, asTexts } from './read-value.ts';

test('a value of the wrong kind is none', () => {
  assert.equal(asText(7), undefined);
  assert.equal(asText(''), undefined);
  assert.equal(asNumber('7'), undefined);
  assert.equal(asNumber(Number.NaN), undefined);
  assert.deepEqual(asTexts('ab'), []);
  assert.equal(asRecord([1]), undefined);
  assert.equal(asRecord(null), undefined);
});

test('lists keep what fits', () => {
  assert.deepEqual(asTexts(['a', 1, null, 'b']), ['a', 'b']);
  assert.deepEqual(asRecords([{ a: 1 }, 'x', [2]]), [{ a: 1 }]);
});
