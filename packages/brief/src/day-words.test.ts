import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayWords, momentWords } from './day-words.ts';

test('days and moments are said as people write them', () => {
  assert.equal(dayWords('2019-02-06'), '6 Feb 2019');
  assert.equal(dayWords('2026-09-30'), '30 Sept 2026');
  assert.equal(dayWords('2019-13-01'), '2019-13-01');
  assert.equal(dayWords('in spring'), 'in spring');
  assert.equal(momentWords('2026-01-05T08:00:00.000Z'), '5 Jan 2026, 08:00 UTC');
});
