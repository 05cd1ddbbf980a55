import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterValues, sameFilters, toggleFilterValue } from './filter-values.ts';

test('values go in and out, and an empty filter disappears', () => {
  assert.equal(toggleFilterValue(undefined, 'report'), 'report');
  assert.equal(toggleFilterValue('report', 'note'), 'report,note');
  assert.equal(toggleFilterValue('report,note', 'report'), 'note');
  assert.equal(toggleFilterValue('note', 'note'), undefined);
  assert.deepEqual(filterValues(',a,,b'), ['a', 'b']);
});

test('the order of filters and values does not matter, the words do', () => {
  assert.equal(sameFilters({ type: 'a,b', q: 'x y' }, { q: 'x y', type: 'b,a', tlp: '' }), true);
  assert.equal(sameFilters({ q: 'x y' }, { q: 'y x' }), false);
  assert.equal(sameFilters({ type: 'a' }, { tlp: 'a' }), false);
});
