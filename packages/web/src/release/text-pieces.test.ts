import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphSelector, withParagraphs } from '../stix/report-paragraphs.ts';
import { selectorWords, withheldWords } from './selector-words.ts';
import { textPieces } from './text-pieces.ts';

const report = withParagraphs(
  { type: 'report', name: 'Manbij', description: 'wide', object_refs: ['identity--1', 'identity--2'] },
  ['one', 'two'],
);

test('what is withheld is marked in its place', () => {
  const pieces = textPieces(report, [paragraphSelector(1), 'object_refs.[1]']);
  assert.deepEqual(
    pieces.map(({ text, withheld }) => [text, withheld]),
    [
      ['Manbij', false],
      ['wide', false],
      ['one', false],
      ['two', true],
      ['identity--2', true],
    ],
  );
});

test('with a whole goes all that lies in it', () => {
  const whole = paragraphSelector(0).replace('.[0]', '');
  assert.deepEqual(
    textPieces(report, [whole]).map(({ withheld }) => withheld),
    [false, false, true, true],
  );
});

test('places are called by words', () => {
  assert.equal(selectorWords(paragraphSelector(1)), 'paragraph 2');
  assert.equal(withheldWords(['name', paragraphSelector(0)]), 'the title and paragraph 1');
  assert.equal(withheldWords(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 other places');
});
