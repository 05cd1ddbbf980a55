import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { publicPart } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import type { ProposalChange } from '../roster/roster-proposal-change.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { type Said, startLiar } from './test-liar.ts';
import { eventually, startTestNode } from './test-nodes.ts';

test('what its owner released just before it left waits while it is away, and is there when it is back', async () => {
  await using node = await startTestNode('Norway', 200);
  await using liar = await startLiar(node);
  const guest = { identity: `identity--${randomUUID()}`, name: 'Guest', kind: 'country' as const };
  const key = newPrivateKey();
  const amend = (...changes: ProposalChange[]) => node.core.signedRoster.amend(() => changes, 'a test', 'The guest');
  await amend({ kind: 'join', member: guest, keys: [publicPart(key)] });
  const there = node.core.signedRoster.current()?.file.roster.nodes.find(({ id }) => id === liar.nodeId);
  assert.ok(there);
  await amend({ kind: 'put-node', node: { ...there, hosts: [...there.hosts, guest.identity] } });

  const its = { owner: guest.identity, signer: guest.identity, key };
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
