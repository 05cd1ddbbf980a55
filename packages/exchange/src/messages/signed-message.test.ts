import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coalitionId, identityOf, newKey, sampleRoster } from '../../test/sample-coalition.ts';
import { createKeyRing } from '../roster/key-ring.ts';
import { inclusionProof, subtreesOf } from '../tree/merkle-tree.ts';
import type { Message } from './message.ts';
import { openMessage, signMessage } from './signed-message.ts';
import { isTakenIn, type TakenIn, takenInLeaf, takenInRoot } from './took-in-list.ts';

const now = '2026-05-01T00:00:00.000Z';
const { keys, roster } = sampleRoster();
const ring = createKeyRing(roster);
const [key = newKey(), otherKey = newKey()] = keys;
const renditions = [1, 2, 3].map((n) => ({
  id: `note--${n}`,
  modified: now,
  sha256: `${n}`.repeat(64),
  salt: `${n}`.repeat(22),
}));
const rootOf = (list: readonly TakenIn[]): string => takenInRoot(list.map(takenInLeaf));
const receipt: Message = {
  kind: 'took-in',
  coalition: coalitionId,
  by: identityOf(1),
  at: '2026-04-01T00:00:00.000Z',
  node: '11111111-1111-4111-8111-111111111111',
  owner: identityOf(2),
  root: rootOf(renditions),
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

test('the root of a receipt fixes what was taken in, the salts, and the order', () => {
  const salted = renditions.map((each) => ({ ...each, salt: 'A'.repeat(22) }));
  const lists = [renditions, renditions.toReversed(), renditions.slice(1), [...renditions, ...renditions.slice(2)], []];
  assert.equal(new Set([...lists, salted].map(rootOf)).size, lists.length + 1);
  const turned = renditions.map(({ salt, sha256, id, modified }) => ({ salt, modified, sha256, id }));
  assert.equal(rootOf(renditions), rootOf(turned));
});

test('one line of a receipt is proved by itself, and no other', () => {
  const leaves = renditions.map(takenInLeaf);
  const said = { root: rootOf(renditions), size: 3 };
  const [line, other] = renditions;
  assert.ok(line && other);
  const path = Buffer.concat(inclusionProof(0, 3, subtreesOf(leaves))).toString('base64url');
  const proof = { ...line, place: 0, path };
  assert.equal(isTakenIn(said, proof), true);
  const wrong = [
    { ...proof, place: 1 },
    { ...proof, ...other },
    { ...proof, salt: other.salt },
    { ...proof, sha256: other.sha256 },
    { ...proof, path: '' },
    { ...proof, path: path.slice(0, -4) },
  ];
  for (const each of wrong) assert.equal(isTakenIn(said, each), false, JSON.stringify(each));
  assert.equal(isTakenIn({ ...said, size: 2 }, proof), false);
});
