import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffWords } from './diff-words.ts';

test('a replaced word shows as removed and added', () => {
  assert.deepEqual(diffWords('about 2,000 troops', 'about 400 troops'), [
    { kind: 'same', text: 'about ' },
    { kind: 'removed', text: '2,000' },
    { kind: 'added', text: '400' },
    { kind: 'same', text: ' troops' },
  ]);
});

test('what is same, removed and added always adds up to both texts', () => {
  const before = 'The fight is one\nthat we will continue to wage';
  const after = 'That fight is one that we may continue to wage alongside you';
  const changes = diffWords(before, after);
  const join = (without: string) =>
    changes
      .filter((change) => change.kind !== without)
      .map((change) => change.text)
      .join('');
  assert.equal(join('added'), before);
  assert.equal(join('removed'), after);
});

test('neighbouring changes are gathered into one', () => {
  assert.deepEqual(diffWords('the last ground held', 'the end of it'), [
    { kind: 'same', text: 'the ' },
    { kind: 'removed', text: 'last ground held' },
    { kind: 'added', text: 'end of it' },
  ]);
});

test('empty and very long texts are handled', () => {
  assert.deepEqual(diffWords('', ''), []);
  assert.deepEqual(diffWords('', 'new'), [{ kind: 'added', text: 'new' }]);
  const long = 'word '.repeat(2000);
  assert.equal(diffWords(long, 'x').length, 2);
});
