import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from './analysis.ts';

const paragraphs = (text: string): readonly string[] => {
  const a = analyse(text);
  return a.paragraphs.map(({ from, to }) => text.slice(a.start[from], a.end[to - 1]));
};

test('a line that had room for the next word was ended on purpose', () => {
  assert.deepEqual(paragraphs('Summary\nThe centre has seen the loader at three ports since June'), [
    'Summary',
    'The centre has seen the loader at three ports since June',
  ]);
});

test('wrapped prose is one paragraph', () => {
  const text =
    'The minister said that the boats would be kept in\nIceland until spring, whatever the crews of the\nCoast Guard may want';
  assert.deepEqual(paragraphs(text), [text]);
});

test('the number of an item stands by itself', () => {
  assert.deepEqual(paragraphs('3. Ministers agreed.\n\n2/4 We agree.\n\n- Nobody agreed.'), [
    '3.',
    'Ministers agreed.',
    '2/4',
    'We agree.',
    '-',
    'Nobody agreed.',
  ]);
});
