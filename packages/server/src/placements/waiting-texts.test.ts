import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWaitingTexts } from './waiting-texts.ts';

test('it is known how long the texts that wait are together', () => {
  const texts = createWaitingTexts();
  texts.set(1, { title: 'one', text: 'harbour' });
  texts.set(2, { title: 'two', text: '' });
  assert.equal(texts.characters, 13);
  texts.set(1, { title: 'one', text: 'port' });
  assert.equal(texts.characters, 10);
  assert.deepEqual(texts.take(1), { title: 'one', text: 'port' });
  assert.equal(texts.take(1), undefined);
  assert.equal(texts.characters, 3);
  texts.clear();
  assert.equal(texts.characters, 0);
});
