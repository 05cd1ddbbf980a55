import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coalitionId, identityOf, newKey, sampleRoster } from '../../test/sample-coalition.ts';
import { createKeyRing } from '../roster/key-ring.ts';
import type { Message } from './message.ts';
import { receiptRoot } from './receipt-root.ts';
import { openMessage, signMessage } from './signed-message.ts';

const now = '2026-05-01T00:00:00.000Z';
const { keys, roster } = sampleRoster();
const ring = createKeyRing(roster);
const [key = newKey(), otherKey = newKey()] = keys;
const renditions = [1, 2, 3].map((n) => ({ id: `note--${n}`, modified: now, sha256: `${n}`.repeat(64) }));
const receipt: Message = {
  kind: 'took-in',
  coalition: coalitionId,
  by: identityOf(1),
  at: '2026-04-01T00:00:00.000Z',
  node: '11111111-1111-4111-8111-111111111111',
  owner: identityOf(2),
  root: receiptRoot(renditions),
  size: 3,
};
const recall: Message = {
  kind: 'recall',
  coalition: coalitionId,
  by: identityOf(1),
  at: '2026-04-01T00:00:00.000Z',
  recall: '22222222-2222-4222-8222-222222222222',
  because: 'recalled',
  items: [{ id: 'note--1', versions: 'all' }],
};

async function reasonOf(jws: string) {
  const opened = await openMessage(jws, ring, now);
  return opened.state === 'refused' ? opened.reason : opened.state;
}

test('a message opens as it was signed', async () => {
  for (const message of [receipt, recall]) {
    const opened = await openMessage(await signMessage(message, key), ring, now);
    assert.deepEqual(opened.state === 'opened' && opened.message, message);
  }
});

test('nobody speaks in the name of another, or of another coalition', async () => {
  assert.equal(await reasonOf(await signMessage(recall, otherKey)), 'not-its-key');
  assert.equal(await reasonOf(await signMessage(recall, newKey())), 'unknown-key');
  const elsewhere = { ...recall, coalition: '33333333-3333-4333-8333-333333333333' };
  assert.equal(await reasonOf(await signMessage(elsewhere, key)), 'other-coalition');
});

test('what is no message of ours is refused, signed or not', async () => {
  assert.equal(await reasonOf('a.b.c'), 'malformed-signature');
  const [header, , made] = (await signMessage(recall, key)).split('.');
  const other = Buffer.from(JSON.stringify({ ...recall, because: 'expired' })).toString('base64url');
  assert.equal(await reasonOf(`${header}.${other}.${made}`), 'bad-signature');
  const unknown = { ...recall, kind: 'other' } as unknown as Message;
  assert.equal(await reasonOf(await signMessage(unknown, key)), 'malformed-message');
  const early = { ...recall, at: '2025-01-01T00:00:00.000Z' };
  assert.equal(await reasonOf(await signMessage(early, key)), 'key-not-yet-valid');
});

test('the root of a receipt fixes what was taken in, and the order', () => {
  const roots = [renditions, renditions.toReversed(), renditions.slice(1), [...renditions, ...renditions.slice(2)], []];
  assert.equal(new Set(roots.map(receiptRoot)).size, roots.length);
  assert.equal(
    receiptRoot(renditions),
    receiptRoot(renditions.map(({ sha256, id, modified }) => ({ modified, sha256, id }))),
  );
});
