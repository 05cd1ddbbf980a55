import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withModified } from './with-modified.ts';

test('changes the time of the version and no other character', () => {
  const text = (modified: string) => `{ "n":1.50,"a":{"modified":"x"}, "modified" : "${modified}","s":"\\u00e9" }`;
  const later = '2026-01-01T00:00:00.000001Z';
  assert.equal(withModified(text('2026-01-01T00:00:00Z'), later), text(later));
  assert.equal(withModified('{"a":1}', later), undefined, 'an object without versions has none');
});
