import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDateTime } from '../../lib/format-time.ts';
import { withParagraphs } from '../../stix/report-paragraphs.ts';
import { draftWords, readable } from './readable-draft.ts';

test('a draft is read as its text, without bookkeeping and markings', () => {
  const report = withParagraphs(
    { id: 'report--1', type: 'report', name: 'Fuel', object_marking_refs: ['m'], granular_markings: [{}] },
    ['Wide.', 'Narrow.'],
  );
  assert.deepEqual(readable(report), { name: 'Fuel', paragraphs: '1. Wide.\n\n2. Narrow.' });
});

test('the text comes before what is said about it, in the words of people', () => {
  const note = readable({ published: '2019-02-06T10:00:00.000Z', labels: ['x'], description: 'D', name: 'N' });
  assert.deepEqual(Object.keys(note), ['name', 'description', 'published', 'labels']);
  assert.equal(draftWords(note.published, new Map()), formatDateTime('2019-02-06T10:00:00.000Z'));
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
