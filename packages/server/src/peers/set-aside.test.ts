import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { publicPart } from '@entente/exchange';
import type { Viewer } from '../accounts/viewer.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { createSetAsideAgain } from './set-aside-again.ts';
import { createSetAsideRuns } from './set-aside-runs.ts';
import { type Said, startLiar } from './test-liar.ts';
import { eventually, startTestNode, type TestNode } from './test-nodes.ts';

let node: TestNode;
let liar: Awaited<ReturnType<typeof startLiar>>;
const stranger = { identity: `identity--${randomUUID()}`, name: 'Stranger', kind: 'country' as const };
const strangersKey = newPrivateKey();
const marked = { object_marking_refs: [tlp('amber')] };
const terms = { tlp: 'amber' as const, limited: true as const };
const words = ['one', 'two', 'three'];
const passedOn: readonly Said[] = words.map((text) => ({
  object: note(text, marked),
  owner: stranger.identity,
  signer: stranger.identity,
  key: strangersKey,
  reach: 'member',
  tlp: 'amber',
  terms,
}));
const unsigned: readonly Said[] = ['four', 'five'].map((text) => ({ object: note(text, marked), isUnsigned: true }));

before(async () => {
  node = await startTestNode('Norway', 200);
  liar = await startLiar(node);
  const keys = [publicPart(strangersKey)];
  await node.core.signedRoster.amend(() => [{ kind: 'join', member: stranger, keys }], 'a test', 'Stranger joins');
  await liar.serve([...passedOn, ...unsigned]);
  await eventually(
    () => setAsides().count(liar.peer) === 5,
    () => JSON.stringify(setAsides().ofPeer(liar.peer, 10)),
  );
});
after(async () => {
  await node[Symbol.asyncDispose]();
  await liar[Symbol.asyncDispose]();
});

const setAsides = () => node.core.peers.setAsides;
const service = () => node.core.peers.setAsideService;
const stateOf = () => {
  const peer = node.core.peers.store.get(liar.peer);
  return node.core.peers.views.setAside(peer);
};

async function retryAll(rule?: string) {
  const begun = await service().retryAll(node.admin, 'Liar', rule);
  await eventually(
    () => service().runOf(liar.peer)?.isOver === true,
    () => `it goes on: ${JSON.stringify(service().runOf(liar.peer))}`,
  );
  return begun;
}

test('all that waits for one reason is tried once more, and then all of it; what still cannot be taken stays', async () => {
  assert.deepEqual(stateOf().reasons, [
    { rule: 'passed-on', count: 3 },
    { rule: 'unsigned', count: 2 },
  ]);
  assert.equal(stateOf().run, undefined);
  await retryAll('passed-on');
  assert.deepEqual(stateOf().run, { rule: 'passed-on', total: 3, done: 3, taken: 0, isOver: true });
  await retryAll();
  assert.deepEqual(stateOf().run, { total: 5, done: 5, taken: 0, isOver: true });
  await retryAll('no-such-reason');
  assert.deepEqual(stateOf().run, { rule: 'no-such-reason', total: 0, done: 0, taken: 0, isOver: true });
  assert.equal(stateOf().total, 5);
});

test('who does not run the node tries nothing again, and hears of no node that is not there', async () => {
  const { account: _, ...token } = node.admin;
  const guest: Viewer = { ...token, roles: new Set() };
  await assert.rejects(service().retryAll(guest, 'Liar'), { code: 'not-allowed' });
  await assert.rejects(service().retryAll(node.admin, 'Nobody'), { code: 'not-found' });
});

test('one run at a time: a second is refused, and a fault in the way ends it with words', async () => {
  let finish: (isTaken: boolean) => void = () => {};
  const runs = createSetAsideRuns(setAsides(), () => {
    return new Promise((resolve, reject) => {
      finish = (isTaken) => (isTaken ? resolve(true) : reject(new Error('disk full')));
    });
  });
  assert.equal(runs.start(liar.peer)?.total, 5);
  assert.equal(runs.start(liar.peer, 'unsigned'), undefined);
  finish(true);
  await eventually(
    () => runs.of(liar.peer)?.done === 1,
    () => 'it does not go on',
  );
  finish(false);
  await eventually(
    () => runs.of(liar.peer)?.isOver === true,
    () => 'it does not end',
  );
  assert.deepEqual(runs.of(liar.peer), { total: 5, done: 1, taken: 1, isOver: true, failure: 'disk full' });
  assert.notEqual(runs.start(liar.peer), undefined, 'and again afterwards');
  finish(true);
  const closing = runs[Symbol.asyncDispose]();
  finish(true);
  await closing;
  assert.equal(runs.start(liar.peer), undefined, 'not once it is closed');
});

test('what time may mend is tried by itself, in the order in which it came; what is wrong in itself is not', async () => {
  const tried: number[] = [];
  {
    await using again = createSetAsideAgain(setAsides(), async (_, setAside) => tried.push(setAside) > 0, 1);
    again.setAside();
    await eventually(
      () => tried.length >= 6,
      () => `tried ${tried.length} times`,
    );
  }
  const waiting = setAsides().because(['passed-on']);
  assert.deepEqual(
    tried.slice(0, 6),
    [...waiting, ...waiting].map(({ setAside }) => setAside),
  );
});

test('a roster that mends it has it taken by itself, and the rest waits on', async () => {
  const roster = node.core.signedRoster.current()?.file.roster;
  const listed = roster?.nodes.find(({ id }) => id === liar.nodeId);
  assert.ok(listed);
  const put = { kind: 'put-node' as const, node: { ...listed, hosts: [...listed.hosts, stranger.identity] } };
  await node.core.signedRoster.amend(() => [put], 'a test', 'The liar hosts it');
  await eventually(
    () => stateOf().total === 2,
    () => JSON.stringify(stateOf()),
  );
  assert.deepEqual(stateOf().reasons, [{ rule: 'unsigned', count: 2 }]);
  for (const { object } of passedOn) assert.notEqual(node.text('Norway', String(object.id)), undefined);
});

test('what stands in the way by now is the reason that is told', async () => {
  const forged: Said = { object: note('forged', marked), key: newPrivateKey() };
  await liar.serve([forged]);
  const id = String(forged.object.id);
  const found = () => stateOf().setAside.find(({ object }) => object === id);
  await eventually(
    () => found()?.rule === 'unknown-key',
    () => JSON.stringify(stateOf()),
  );
  setAsides().setReason(found()?.id ?? 0, 'unsigned', 'as it was told once');
  await assert.rejects(service().retry(node.admin, 'Liar', found()?.id ?? 0), /Still not/);
  assert.equal(found()?.rule, 'unknown-key');
  assert.notEqual(found()?.reason, 'as it was told once');
});

test('what waits is found by its reason and its peer without looking through the rest', () => {
  const plan = (sql: string) => JSON.stringify(node.core.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  const waiting = 'FROM peer_set_aside WHERE';
  const byRule = plan(
    `SELECT peer, set_aside ${waiting} rule IN (SELECT value FROM json_each('[]')) ORDER BY set_aside LIMIT 1`,
  );
  assert.match(byRule, /COVERING INDEX peer_set_aside_by_rule/);
  const next = plan(`SELECT set_aside ${waiting} peer = 1 AND rule = 'x' AND set_aside > 0 ORDER BY set_aside LIMIT 9`);
  assert.match(next, /COVERING INDEX peer_set_aside_by_rule \(rule=\? AND peer=\? AND set_aside>\?\)/);
  assert.match(plan(`SELECT count(*) ${waiting} peer = 1`), /COVERING INDEX peer_set_aside_by_peer/);
});
