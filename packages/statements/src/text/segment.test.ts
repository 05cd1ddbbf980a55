import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findQuotes } from './quotes.ts';
import { segment } from './segment.ts';
import { tokenize } from './tokenize.ts';

const sentences = (text: string) => {
  const tokens = tokenize(text);
  return segment(tokens).map(({ sentences: firsts }) => firsts.map((i) => tokens.words[i]));
};

test('blank lines end paragraphs; abbreviations do not end sentences', () => {
  assert.deepEqual(sentences('Gen. Ito met the U.S. envoy. He left.\n\nNobody spoke.'), [['Gen.', 'He'], ['Nobody']]);
});

test('a closing quotation mark belongs to the sentence before', () => {
  assert.deepEqual(sentences('“We go.” Then she left.'), [['“', 'Then']]);
});

test('lines wrapped in the middle of a sentence stay together', () => {
  assert.deepEqual(sentences('The minister said that\nthe bridge is closed.'), [['The']]);
});

test('a quotation without an end stops with its paragraph', () => {
  const tokens = tokenize('“We go on.\n\n“And on,” he said.');
  const { open, close } = findQuotes(tokens, segment(tokens));
  assert.equal(tokens.words[open[2] ?? -1], '“');
  assert.equal(close[0], 4);
  assert.equal(open[tokens.words.indexOf('he')], -1);
});

test('neutral marks open before a word and close after it', () => {
  const tokens = tokenize('"Never," she said, "again."');
  const { open } = findQuotes(tokens, segment(tokens));
  const inside = tokens.words.filter((_, i) => (open[i] ?? -1) >= 0).join(' ');
  assert.equal(inside, '" Never , " " again . "');
});
