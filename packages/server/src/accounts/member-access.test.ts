import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessUntil } from './member-access.ts';

const now = Date.parse('2019-02-06T15:00:00Z');

test('a member has access from the day it joins until the day it leaves', () => {
  const infinite = Number.POSITIVE_INFINITY;
  assert.equal(accessUntil({ joined: '2014-09-10', left: null }, now), infinite);
  assert.equal(accessUntil({ joined: '2019-02-06', left: null }, now), infinite);
  assert.equal(accessUntil({ joined: '2019-02-07', left: null }, now), undefined);
  assert.equal(accessUntil({ joined: '2014-09-10', left: '2019-02-06' }, now), undefined);
  assert.equal(accessUntil({ joined: '2014-09-10', left: '2019-01-01T00:00:00Z' }, now), undefined);
  assert.equal(accessUntil({ joined: '2014-09-10', left: '2019-02-07' }, now), Date.parse('2019-02-07T00:00:00Z'));
});
