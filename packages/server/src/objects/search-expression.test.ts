import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSearch } from './search-expression.ts';

const index = ['28', '29', 'border', 'borders', 'cafe', 'control', 'controls'];
const words = (beginning: string) => index.filter((each) => each.startsWith(beginning));

const parsed = (typed: string): string | undefined =>
  parseSearch(typed, words)?.replace(/^\{title text\} : \((.*)\)$/s, '$1');

test('the last word is looked for as what it may become', () => {
  assert.equal(parsed('village bord'), '"village" AND ("border" OR "borders")');
  assert.equal(parsed('Café'), '("cafe")');
  assert.equal(parsed('command-and-Control'), '("command-and-control" OR "command-and-controls")');
  assert.equal(parsed('APT-2'), '("apt-28" OR "apt-29")');
  assert.equal(parsed('bordeaux'), '"bordeaux"');
});

test('a single letter is a word of its own, a phrase is what it says', () => {
  assert.equal(parsed('b'), '"b"');
  assert.equal(parsed('"bord"'), '"bord"');
  assert.equal(parsed('bord.'), '"bord."');
});

test('what the index folds in ways of its own, or has too many words for, is left to it', () => {
  assert.equal(parsed('пограни'), '"пограни"*');
  assert.equal(parsed('北'), '"北"*');
  assert.equal(
    parseSearch('bord', () => undefined),
    '{title text} : ("bord"*)',
  );
});

test('nothing that was typed is anything but text', () => {
  assert.equal(parsed('title:bord* NEAR(x'), '"title:bord*" AND "NEAR(x"');
  assert.equal(parsed('x"y OR z*'), '"x y" AND "OR" AND "z*"');
  assert.equal(parsed(' - '), undefined);
});
