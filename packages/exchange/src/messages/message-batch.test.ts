import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { coalitionId, identityOf, newKey, sampleRoster } from '../../test/sample-coalition.ts';
import { createKeyRing } from '../roster/key-ring.ts';
import type { Recall } from './message.ts';
import { signMessages } from './message-batch.ts';
import { claimedMessage, createMessageOpener } from './signed-message.ts';

const now = '2026-05-01T00:00:00.000Z';
const { keys, roster } = sampleRoster();
const opener = createMessageOpener(createKeyRing(roster));
const [key = newKey(), otherKey = newKey()] = keys;
const recall = (number: number): Recall => ({
  kind: 'recall',
  coalition: coalitionId,
  by: identityOf(1),
  at: '2025-12-01T00:00:00.000Z',
  recall: `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`,
  because: 'recalled',
  items: [{ id: `note--${number}`, versions: 'all' }],
});
const messages = Array.from({ length: 300 }, (_, place) => recall(place));
const sign = (by = key, signed = now) => signMessages(messages, by, signed, randomBytes);
const parts = (word: string): [head: string, own: string] => {
  const end = word.indexOf('~');
  return [word.slice(0, end), word.slice(end + 1)];
};

async function reasonOf(word: string) {
  const opened = await opener.open(word, now);
  return opened.state === 'refused' ? opened.reason : opened.state;
}

test('each of many stands by itself, under as few signatures as there are batches', async () => {
  const words = await sign();
  assert.equal(new Set(words.map((word) => parts(word)[0])).size, 2);
  for (const [place, word] of words.entries()) {
    const opened = await opener.open(word, now);
    // The key was not valid yet when that was ordered, of which the message tells, but when it was signed.
    assert.deepEqual(opened.state === 'opened' && opened.message, messages[place]);
    assert.deepEqual(claimedMessage(word), messages[place]);
    assert.equal(word.includes('note--299') && place !== 299, false, 'it tells nothing of the others');
  }
});

test('what was not signed is not under the signature, and who may not speak is refused', async () => {
  const [word = '', next = ''] = await sign();
  const [head, own] = parts(word);
  const changed = { ...JSON.parse(own), message: recall(999) };
  assert.equal(await reasonOf(`${head}~${JSON.stringify(changed)}`), 'not-in-batch');
  const moved = { ...JSON.parse(own), place: JSON.parse(parts(next)[1]).place };
  assert.equal(await reasonOf(`${head}~${JSON.stringify(moved)}`), 'not-in-batch');
  assert.equal(await reasonOf(`${parts((await sign())[0] ?? '')[0]}~${own}`), 'not-in-batch');
  assert.equal(await reasonOf((await sign(otherKey))[0] ?? ''), 'not-its-key');
  assert.equal(await reasonOf((await sign(newKey()))[0] ?? ''), 'unknown-key');
  assert.equal(await reasonOf((await sign(key, '2025-12-02T00:00:00.000Z'))[0] ?? ''), 'key-not-yet-valid');
  const [start, , end] = head.split('.');
  const forged = Buffer.from('{"kind":"messages"}').toString('base64url');
  assert.equal(await reasonOf(`${start}.${forged}.${end}~${own}`), 'bad-signature');
  for (const nonsense of ['~', `${head}~`, `${head}~{}`, `${head}~null`, `a~${own}`, head, '']) {
    assert.equal(await reasonOf(nonsense), 'malformed-signature', nonsense);
  }
});
