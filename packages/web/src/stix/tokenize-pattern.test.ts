import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenizePattern } from './tokenize-pattern.ts';

const visible = (pattern: string) =>
  tokenizePattern(pattern)
    .filter((token) => token.kind !== 'space')
    .map((token) => [token.kind, token.text]);

test('paths, operators, strings and keywords are told apart', () => {
  assert.deepEqual(visible("[file:hashes.'SHA-256' = 'ab' AND file:size > 10] WITHIN 5 SECONDS"), [
    ['bracket', '['],
    ['path', "file:hashes.'SHA-256'"],
    ['operator', '='],
    ['string', "'ab'"],
    ['keyword', 'AND'],
    ['path', 'file:size'],
    ['operator', '>'],
    ['number', '10'],
    ['bracket', ']'],
    ['keyword', 'WITHIN'],
    ['number', '5'],
    ['keyword', 'SECONDS'],
  ]);
});

test('joined, the tokens are the pattern, whatever it is', () => {
  for (const pattern of [
    "[url:value = 'a\\'b']",
    "'unclosed",
    'rule x { strings: $a = "b" }',
    '\ud83d\ude00 ∀ \ud800',
    '',
  ]) {
    assert.equal(
      tokenizePattern(pattern)
        .map((token) => token.text)
        .join(''),
      pattern,
    );
  }
});
