import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeHref, safeReturnPath } from './safe-href.ts';

test('web addresses become links', () => {
  assert.equal(safeHref('https://example.org/a?b=c'), 'https://example.org/a?b=c');
  assert.equal(safeHref('HTTP://Example.org'), 'http://example.org/');
});

test('everything else does not', () => {
  for (const value of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//example.org',
    '/api/sign-out',
    'ftp://example.org',
    'https://example.org@evil.example/',
    'https://',
    7,
    null,
    undefined,
  ]) {
    assert.equal(safeHref(value), undefined, String(value));
  }
});

test('returning after sign-in stays in the application', () => {
  assert.equal(safeReturnPath('/browse?q=x'), '/browse?q=x');
  for (const value of ['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in?next=/', undefined]) {
    assert.equal(safeReturnPath(value), '/');
  }
});
