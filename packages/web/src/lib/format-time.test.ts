import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, formatDateTime, formatRelative } from './format-time.ts';

const now = new Date('2019-02-06T15:00:00Z');

test('dates and times are in UTC at any precision', () => {
  assert.equal(formatDate('2019-02-06T23:59:59.123456789Z'), '6 Feb 2019');
  assert.equal(formatDateTime('2019-02-06T14:05:00.000Z'), '6 Feb 2019, 14:05 UTC');
});

test('recent times are relative, older ones dates', () => {
  assert.equal(formatRelative('2019-02-06T14:55:00Z', now), '5 minutes ago');
  assert.equal(formatRelative('2019-02-05T15:00:00Z', now), 'yesterday');
  assert.equal(formatRelative('2018-12-19T15:00:00Z', now), '19 Dec 2018');
});

test('what is no timestamp is shown as it is', () => {
  assert.equal(formatDate('soon'), 'soon');
  assert.equal(formatRelative('', now), '');
});
