import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isToken, newToken, tokenHash } from './token-format.ts';

test('a token has 256 random bits behind its prefix, and is told from a typo', () => {
  const token = newToken();
  assert.match(token, /^entente_[A-Za-z0-9_-]{51}$/);
  assert.ok(isToken(token));
  assert.notEqual(newToken(), token);
  for (let at = 0; at < token.length; at += 1) {
    const typo = `${token.slice(0, at)}${token[at] === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`;
    assert.equal(isToken(typo), false, typo);
  }
  assert.equal(isToken(`${token}0`), false);
  assert.equal(isToken(''), false);
});

test('what is stored is the SHA-256', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(tokenHash('abc').toString('hex'), expected);
});
