import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLinks, withoutLinks } from './split-links.ts';

test('links with web addresses are found, the rest stays text', () => {
  assert.deepEqual(splitLinks('[REvil](https://example.org/S0496) uses *scripts*'), [
    { label: 'REvil', href: 'https://example.org/S0496' },
    { text: ' uses *scripts*' },
  ]);
  assert.equal(withoutLinks('a [b](http://c) d'), 'a b d');
});

test('what is no web address is no link', () => {
  for (const text of [
    '[x](javascript:alert(1))',
    '[x](/api/sign-out)',
    '[x] (https://a)',
    '[](https://a)',
    '[x](https://a b)',
  ]) {
    assert.deepEqual(splitLinks(text), [{ text }]);
  }
});

test('hostile brackets do not take long', () => {
  const text = '['.repeat(100_000);
  const start = process.cpuUsage();
  assert.equal(withoutLinks(text), text);
  assert.ok(process.cpuUsage(start).user < 2e6);
});
