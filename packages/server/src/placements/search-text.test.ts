import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOf } from './search-text.ts';

const statement = { type: 'statement', id: 'statement--1' };

test('a statement is called by who said what, also where one of them is withheld or recalled', () => {
  assert.equal(titleOf({ ...statement, speaker_name: 'A minister', quote: 'It is over.' }), 'A minister: It is over.');
  assert.equal(titleOf({ ...statement, office: 'Minister', quote: 'It is over.' }), 'Minister: It is over.');
  assert.equal(titleOf({ ...statement, speaker_name: 'A minister' }), 'A minister');
  assert.equal(titleOf({ ...statement, quote: 'It is over.' }), 'Somebody unnamed: It is over.');
});
