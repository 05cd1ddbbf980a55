import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChosenTerms, importSentence, termsSentence } from './terms-sentence.ts';

const terms: ChosenTerms = {
  tlp: 'green',
  releasableTo: [],
  notReleasableTo: [],
  collection: { title: 'Shared picture', readers: 'all' },
};

test('without a list, the readers of the collection get it', () => {
  assert.match(termsSentence(terms), /^Goes to you, and to every member of the coalition\. It stays within/);
  assert.match(
    termsSentence({ ...terms, collection: { title: 'Desk', readers: ['France', 'Iraq'] } }),
    /^Goes to you, and to France and Iraq\./,
  );
  assert.match(termsSentence({ ...terms, collection: { title: 'Desk', readers: [] } }), /nobody else/);
  assert.match(termsSentence({ ...terms, collection: { title: 'Desk', readers: undefined } }), /the readers of “Desk”/);
});

test('a list names them, bounded by the collection, less the exceptions', () => {
  const sentence = termsSentence({
    tlp: 'amber',
    releasableTo: ['France', 'Iraq', 'Five Eyes'],
    notReleasableTo: ['Canada'],
    collection: { title: 'Desk', readers: ['France'] },
  });
  assert.equal(
    sentence,
    'Goes to you, and to France, Iraq and Five Eyes, as far as they read “Desk”, but not Canada. They may show it to their units and those they serve, who need to know.',
  );
});

test('every level says what may be done with it', () => {
  const said = (['clear', 'green', 'amber', 'amber+strict', 'red'] as const).map((tlp) =>
    termsSentence({ ...terms, tlp }),
  );
  assert.equal(new Set(said).size, 5);
});

test('of a file it is said before it is sent how far it can reach, and what becomes of what it leaves unmarked', () => {
  const file = { releasableTo: [], collection: { title: 'Desk', readers: 'all' as const } };
  assert.match(importSentence(file), /goes to every member of the coalition\. What it leaves unmarked stays with/);
  assert.match(importSentence({ ...file, unmarked: 'TLP:GREEN' }), /unmarked counts as TLP:GREEN/);
  assert.equal(
    importSentence({ ...file, releasableTo: ['Iraq', 'NATO'] }),
    'Goes to you, and at most to Iraq and NATO. Where the file’s own markings are narrower, they hold.',
  );
});
