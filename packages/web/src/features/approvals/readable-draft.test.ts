import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withParagraphs } from '../../stix/report-paragraphs.ts';
import { draftWords, readable } from './readable-draft.ts';

test('a draft is read as its text, without bookkeeping and markings', () => {
  const report = withParagraphs(
    { id: 'report--1', type: 'report', name: 'Fuel', object_marking_refs: ['m'], granular_markings: [{}] },
    ['Wide.', 'Narrow.'],
  );
  assert.deepEqual(readable(report), { name: 'Fuel', paragraphs: 'Wide.\n\nNarrow.' });
});

test('extensions of others stay to be read', () => {
  const other = { 'extension-definition--2': { seen: true } };
  assert.deepEqual(readable({ extensions: other }), { extensions: other });
});

test('lists are read line by line, with the names of members', () => {
  const names = new Map([['identity--1', 'France']]);
  assert.equal(draftWords(['identity--1', 'report--2'], names), 'France\nreport--2');
  assert.equal(draftWords({ a: 1 }, names), '{\n  "a": 1\n}');
});
