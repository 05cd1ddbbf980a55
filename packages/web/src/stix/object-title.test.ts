import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectTitle } from './object-title.ts';

test('words of vocabularies read as words, names stay as they were given', () => {
  assert.equal(objectTitle({ id: 'opinion--1', type: 'opinion', title: 'strongly-disagree' }), 'Strongly disagree');
  assert.equal(objectTitle({ id: 'report--1', type: 'report', title: 'al-Hol' }), 'al-Hol');
  const id = 'marking-definition--fdd68b9e-5e4a-52fd-894b-ed7cf2ada190';
  assert.equal(objectTitle({ id, type: 'marking-definition', title: id }), 'Marking fdd68b9e');
  assert.equal(objectTitle({ id: 'report--1', type: 'report', title: '' }), 'Report 1');
});
