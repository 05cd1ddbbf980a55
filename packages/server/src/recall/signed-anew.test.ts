import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimedKeyOf } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';
import type { ProposalChange } from '../roster/roster-proposal-change.ts';

const both = { sending: true, receiving: true };
const orderOf = (at: TestNode, object: string) =>
  at.core.recall.recallService.order(at.admin, { object, reason: 'Wrong source' });
const nodesOf = (at: TestNode, id: string) =>
  at.core.recall.recallViews.of(at.core.recall.recallService.find(at.admin, id)).nodes;
const log = (at: TestNode) => JSON.stringify(at.core.peers.log.last(1, 9));

async function publish(at: TestNode): Promise<string> {
  const object = note('The ferry of the brundelite leaves at nine.', {
    created_by_ref: at.identity(at.name),
    object_marking_refs: [tlp('green')],
  });
  assert.equal((await at.write(await at.collection(), object))[0]?.state, 'stored');
  return String(object.id);
}

async function changeRoster(at: TestNode, ...changes: ProposalChange[]): Promise<string> {
  const { hash } = await at.core.signedRoster.propose(at.admin, changes);
  assert.equal((await at.core.signedRoster.sign(at.admin, hash)).state, 'accepted');
  return hash;
}

const confirmed = (at: TestNode, recall: string, name: string) =>
  eventually(
    () => nodesOf(at, recall).some((each) => each.name === name && each.state === 'confirmed'),
    () => `${name} has not confirmed: ${JSON.stringify(nodesOf(at, recall))} ${log(at)}`,
    20_000,
  );

test('an order whose key is revoked before its holder asks is signed anew, and the holder purges and confirms', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  const { atHost } = await joinNodes(norway, sweden);
  const id = await publish(norway);
  await eventually(
    () => sweden.sees('Sweden').includes(id),
    () => `it did not come: ${log(sweden)}`,
  );
  await sweden.stop();
  const { id: recall } = await orderOf(norway, id);
  const asked = async () => (await norway.core.recall.orderExchange.ordersFor(atHost.peer)).orders;
  const [first = ''] = await asked();
  assert.deepEqual(await asked(), [first], 'signed once');
  const stolen = claimedKeyOf(first) ?? '';
  await changeRoster(norway, { kind: 'rotate-key', member: 'Norway' });
  assert.deepEqual(await asked(), [first], 'a key that was only rotated signed validly');
  await changeRoster(norway, { kind: 'revoke-key', key: stolen });
  await sweden.start();
  await confirmed(norway, recall, 'Sweden');
  assert.equal(sweden.sees('Sweden').includes(id), false);
  const kept = String(sweden.core.database.prepare('SELECT word FROM recall WHERE id = ?').get(recall)?.word);
  assert.notEqual(claimedKeyOf(kept), stolen);
});

test('a hub that waits to pass on such an order asks for it anew', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using hub = await startTestNode('Secretariat', 300);
  await using spoke = await startTestNode('Iceland', 300);
  await joinNodes(norway, hub);
  const { atHost, atGuest } = await joinNodes(hub, spoke, both, both, norway);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  const id = await publish(norway);
  await eventually(
    () => spoke.sees('Iceland').includes(id),
    () => `it did not come: ${log(spoke)}`,
  );
  await spoke.stop();
  const { id: recall } = await orderOf(norway, id);
  await confirmed(norway, recall, 'Secretariat');
  const waiting = async () => (await hub.core.recall.orderExchange.ordersFor(atHost.peer)).orders;
  const [first = ''] = await waiting();
  const hash = await changeRoster(norway, { kind: 'revoke-key', key: claimedKeyOf(first) ?? '' });
  await eventually(
    () => hub.core.signedRoster.current()?.hash === hash,
    () => `no roster: ${log(hub)}`,
  );
  await spoke.start();
  await eventually(
    () => !spoke.sees('Iceland').includes(id),
    () => `Iceland has it still: ${log(spoke)}`,
    20_000,
  );
  assert.notEqual((await hub.core.recall.orderExchange.allOrders(atHost.peer)).orders[0], first);
});
