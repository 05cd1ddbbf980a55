import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { publicPart } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import type { ProposalChange } from '../roster/roster-proposal-change.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { type Said, startLiar } from './test-liar.ts';
import { eventually, startTestNode, type TestNode } from './test-nodes.ts';

/** A member that the other node hosts, and how what it signs is served there. */
async function joinGuest(node: TestNode, liar: Awaited<ReturnType<typeof startLiar>>) {
  const guest = { identity: `identity--${randomUUID()}`, name: 'Guest', kind: 'country' as const };
  const key = newPrivateKey();
  const { signedRoster } = node.core;
  const join: ProposalChange = { kind: 'join', member: guest, keys: [publicPart(key)] };
  await signedRoster.amend(() => [join], 'a test', 'The guest joins');
  const there = signedRoster.current()?.file.roster.nodes.find(({ id }) => id === liar.nodeId);
  assert.ok(there);
  const put: ProposalChange = { kind: 'put-node', node: { ...there, hosts: [...there.hosts, guest.identity] } };
  await signedRoster.amend(() => [put], 'a test', 'The other node hosts it');
  return { guest, its: { owner: guest.identity, signer: guest.identity, key } };
}

test('what its owner released just before it left waits while it is away, and is there when it is back', async () => {
  await using node = await startTestNode('Norway', 200);
  await using liar = await startLiar(node);
  const amend = (change: ProposalChange) => node.core.signedRoster.amend(() => [change], 'a test', 'The guest');
  const { guest, its } = await joinGuest(node, liar);
  const forAll: Said = { ...its, object: note('for all', { object_marking_refs: [tlp('green')] }) };
  const forOne: Said = {
    ...its,
    object: note('for one', { object_marking_refs: [tlp('amber')] }),
    reach: 'member',
    tlp: 'amber',
    terms: { tlp: 'amber', limited: true },
  };
  const forged: Said = { ...forAll, object: note('forged', { object_marking_refs: [tlp('green')] }), key: liar.key };
  const said = [forAll, forOne, forged];
  const waiting = () => node.core.peers.setAsides.ofPeer(liar.peer, 10);
  const rules = () => said.map(({ object }) => waiting().find((each) => each.object === object.id)?.rule);
  const read = () => said.map(({ object }) => node.text('Norway', String(object.id)) !== undefined);
  const describe = () => JSON.stringify([rules(), read()]);

  // It left while the page was on its way.
  await amend({ kind: 'leave', member: guest.identity });
  await liar.serve(said);
  await eventually(() => waiting().length === 3, describe);
  assert.deepEqual(read(), [false, false, false]);

  await amend({ kind: 'return', member: guest.identity });
  await eventually(() => waiting().length === 1, describe);
  assert.deepEqual(read(), [true, true, false]);
  assert.deepEqual(rules(), [undefined, undefined, 'not-its-key']);
});

test('a newer version that waits is not lost with the older one that expires meanwhile', async () => {
  await using node = await startTestNode('Norway', 200);
  await using liar = await startLiar(node);
  const read = (id: string) => node.text('Norway', id) ?? '';
  const amend = (change: ProposalChange) => node.core.signedRoster.amend(() => [change], 'a test', 'The guest');
  const { guest, its } = await joinGuest(node, liar);
  const green = { object_marking_refs: [tlp('green')] };
  const first = note('for a moment', green);
  const id = String(first.id);
  const purgeAfter = new Date(Date.now() + 2500).toISOString();
  await liar.serve([{ ...its, object: first, terms: { tlp: 'green', handling: { purge_after: purgeAfter } } }]);
  await eventually(
    () => read(id).includes('for a moment'),
    () => 'the first version did not come',
  );
  await amend({ kind: 'leave', member: guest.identity });
  await liar.serve([{ ...its, object: note('for longer', { ...green, id, version: 2 }) }]);
  const waiting = () => node.core.peers.setAsides.ofPeer(liar.peer, 10);
  await eventually(
    () => waiting().length === 1,
    () => 'the second version does not wait',
  );
  const stored = node.core.database.prepare('SELECT count(*) AS n FROM version WHERE id = ?');
  await eventually(
    () => stored.get(id)?.n === 0,
    () => 'the first version does not go',
  );
  await amend({ kind: 'return', member: guest.identity });
  await eventually(
    () => read(id).includes('for longer'),
    () => `the second version is lost: ${JSON.stringify(waiting().map(({ rule }) => rule))}`,
  );
});
