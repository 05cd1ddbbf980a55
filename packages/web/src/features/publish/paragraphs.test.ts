import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphSelector, withParagraphs } from '../../stix/report-paragraphs.ts';
import { markedTextOf, newParagraph, partsOf, splitParagraph, written } from './paragraphs.ts';

const amber = { tlp: 'amber' as const, releasableTo: ['identity--1'], notReleasableTo: [] };
const red = { tlp: 'red' as const, releasableTo: [], notReleasableTo: [] };

test('paragraphs come with their terms, and go back as they came', () => {
  const object = withParagraphs({ type: 'report' }, ['one', 'two', 'three']);
  const parts = [
    { selectors: ['description'], terms: amber },
    { selectors: [paragraphSelector(1)], terms: amber },
    { selectors: [paragraphSelector(2)], terms: red },
  ];
  const marked = markedTextOf(object, parts);
  assert.deepEqual(
    marked.paragraphs.map(({ text, terms }) => [text, terms]),
    [
      ['one', undefined],
      ['two', amber],
      ['three', red],
    ],
  );
  assert.deepEqual(partsOf(marked), parts);
});

test('terms stay with their paragraph when others before it are empty', () => {
  const marked = { paragraphs: [newParagraph(' '), { ...newParagraph('secret'), terms: red }], others: [] };
  assert.equal(written(marked).length, 1);
  assert.deepEqual(partsOf(marked), [{ selectors: [paragraphSelector(0)], terms: red }]);
});

test('both halves of a split paragraph keep its terms', () => {
  const whole = { ...newParagraph('first half. second half.'), terms: red };
  const halves = splitParagraph([newParagraph('before'), whole], whole.key, 11);
  assert.deepEqual(
    halves.map(({ text, terms }) => [text, terms]),
    [
      ['before', undefined],
      ['first half.', red],
      ['second half.', red],
    ],
  );
  assert.notEqual(halves[1]?.key, halves[2]?.key);
});
