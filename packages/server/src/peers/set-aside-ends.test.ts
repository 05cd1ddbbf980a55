import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Recall, signMessages } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { type Said, startLiar } from './test-liar.ts';
import { eventually, hostMember, startTestNode } from './test-nodes.ts';

const green = { object_marking_refs: [tlp('green')] };

test('what waits goes when its own terms say, and what is over already is not kept at all', async () => {
  await using node = await startTestNode('Norway', 200);
  await using liar = await startLiar(node);
  const waiting = () => node.core.peers.setAsides.ofPeer(liar.peer, 10).map(({ object }) => object);
  // Signed by nobody's key, so that it waits; until then, by the terms that came with it.
  const until = (content: string, milliseconds: number): Said => ({
    object: note(content, green),
    key: newPrivateKey(),
    terms: { tlp: 'green', handling: { purge_after: new Date(Date.now() + milliseconds).toISOString() } },
  });
  const over = until('over', -1000);
  const soon = until('The vexillary quay.', 1500);
  const later = until('later', 3_600_000);
  await liar.serve([over, soon, later]);
  await eventually(
    () => waiting().includes(String(later.object.id)),
    () => JSON.stringify(waiting()),
  );
  assert.equal(waiting().includes(String(over.object.id)), false);
  await eventually(
    () => waiting().length === 1,
    () => JSON.stringify(waiting()),
  );
  assert.deepEqual(waiting(), [String(later.object.id)]);
  const { file } = node.core.database;
  const holding = () => [file, `${file}-wal`].filter((each) => readFileSync(each).includes('vexillary quay'));
  await eventually(
    () => holding().length === 0,
    () => `still in ${holding()}`,
    20_000,
  );
});

test('what waits for a member goes when that one has lost it, also where another on the node may have it', async () => {
  await using node = await startTestNode('Norway', 200);
  await using liar = await startLiar(node);
  await hostMember(node, 'Sweden');
  const waiting = () => node.core.peers.setAsides.ofPeer(liar.peer, 10).map(({ object }) => object);
  const [lost, kept] = [note('lost', green), note('kept', green)];
  await liar.serve([lost, kept].map((object) => ({ object, isUnsigned: true })));
  await eventually(
    () => waiting().length === 2,
    () => JSON.stringify(waiting()),
  );
  const order: Recall = {
    kind: 'recall',
    coalition: node.core.signedRoster.current()?.file.roster.coalition.id ?? '',
    by: liar.identity,
    at: new Date().toISOString(),
    recall: randomUUID(),
    because: 'narrowed',
    holders: [node.identity('Norway')],
    items: [{ id: String(lost.id), versions: [String(lost.modified)] }],
  };
  const orders = await signMessages([order], liar.key, new Date().toISOString(), randomBytes);
  liar.behaviour.orders = (_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ orders }));
  node.core.peers.wake(node.admin, 'Liar');
  await eventually(
    () => waiting().length === 1,
    () => JSON.stringify(waiting()),
  );
  assert.deepEqual(waiting(), [String(kept.id)]);
});
