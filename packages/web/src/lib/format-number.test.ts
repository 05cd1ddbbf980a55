import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf, formatBytes, formatFacetCount, formatTotal } from './format-number.ts';

test('sizes are in powers of 1,000', () => {
  assert.equal(formatBytes(0), '0 B');
  assert.equal(formatBytes(999), '999 B');
  assert.equal(formatBytes(38_700_000), '38.7 MB');
  assert.equal(formatBytes(250_400_000_000), '250 GB');
});

test('an inexact total says so', () => {
  assert.equal(formatTotal({ count: 10_000, exact: false }), '10,000+');
  assert.equal(formatTotal({ count: 9_999, exact: true }), '9,999');
  assert.equal(formatFacetCount(9_999), '9,999');
  assert.equal(formatFacetCount(10_000), '10,000+');
});

test('counts agree with their nouns', () => {
  assert.equal(countOf(1, 'object'), '1 object');
  assert.equal(countOf(0, 'object'), '0 objects');
  assert.equal(countOf(2, 'entry', 'entries'), '2 entries');
});
