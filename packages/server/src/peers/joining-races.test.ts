import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Problem } from '../http/problem.ts';
import { note } from '../objects/test-coalition.ts';
import { readInvitation, writeInvitation } from './invitation.ts';
import { signMessage } from './join-messages.ts';
import { confirm, eventually, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

const both = { sending: true, receiving: true };
const invite = async (at: TestNode) => (await at.core.peers.joining.invite(at.admin, both)).invitation;
const join = (at: TestNode, invitation: string) => at.core.peers.joining.join(at.admin, invitation, both);
const namesAt = (at: TestNode) => at.core.peers.store.all().map(({ name }) => name);
const isRefusal = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'rejected' && outcome.reason instanceof Problem && outcome.reason.code;

test('of two nodes with one invitation at the same time one joins, and the other leaves nothing anywhere', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await using denmark = await startTestNode('Denmark');
  const invitation = await invite(norway);
  const outcomes = await Promise.allSettled([join(sweden, invitation), join(denmark, invitation)]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.ok(outcomes.some((each) => isRefusal(each) === 'not-found'));
  const [winner, loser] = outcomes[0]?.status === 'fulfilled' ? [sweden, denmark] : [denmark, sweden];
  assert.deepEqual([namesAt(norway), namesAt(winner), namesAt(loser)], [[winner.name], ['Norway'], []]);
});

test('one node that joins twice at once, or after it failed half-way, is there once, and what is released arrives', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const twice = [await invite(norway), await invite(norway)];
  const outcomes = await Promise.allSettled(twice.map((each) => join(sweden, each)));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
    'the later counts, on both sides',
  );
  assert.deepEqual([namesAt(norway), namesAt(sweden)], [['Sweden'], ['Norway']]);
  await confirm(norway, sweden);
  await confirm(sweden, norway);
  const own = note('arrives');
  await norway.write(await norway.collection({ unmarked: 'green' }), own);
  await eventually(
    () => sweden.text('Sweden', String(own.id)) !== undefined,
    () => `not there: ${JSON.stringify(sweden.core.peers.statuses.of(1).failure)}`,
  );
});

test('a node whose answer was lost on the way is in with the next invitation', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  let lost = 0;
  // On the way from Sweden to Norway: what Norway answers to a join never comes back.
  const way = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(norway.url + request.url, { method: 'POST', headers, body: Buffer.concat(chunks) });
    if (request.url?.endsWith('/join') !== true) {
      response.writeHead(answer.status, headers).end(await answer.text());
      return;
    }
    lost += 1;
    response.destroy();
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(way.address() as AddressInfo).port}`;
    const through = { ...readInvitation(await invite(norway)), url };
    const [outcome] = await Promise.allSettled([join(sweden, writeInvitation(through))]);
    assert.equal(outcome && isRefusal(outcome), 'conflict');
    assert.deepEqual([lost, namesAt(norway), namesAt(sweden)], [1, ['Sweden'], []]);
    await joinNodes(norway, sweden);
    assert.deepEqual([namesAt(norway), namesAt(sweden)], [['Sweden'], ['Norway']]);
  } finally {
    way.closeAllConnections();
    way.close();
  }
});

test('two that invite each other and join at the same time end alike on both sides, and can join after it', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const [toSweden, toNorway] = [await invite(norway), await invite(sweden)];
  await Promise.allSettled([join(sweden, toSweden), join(norway, toNorway)]);
  await joinNodes(norway, sweden);
  assert.deepEqual([namesAt(norway), namesAt(sweden)], [['Sweden'], ['Norway']]);
  const own = note('arrives');
  await sweden.write(await sweden.collection({ unmarked: 'green' }), own);
  await eventually(
    () => norway.text('Norway', String(own.id)) !== undefined,
    () => `not there: ${JSON.stringify(norway.core.peers.statuses.of(1).failure)}`,
  );
});

test('what has ended begins anew by an invitation, compared anew; what goes on is not begun anew by the other side', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { atHost } = await joinNodes(norway, sweden);
  const open = await norway.collection({ unmarked: 'green' });
  const [kept, later] = [note('kept'), note('later')];
  await norway.write(open, kept);
  const has = (id: unknown) => () => sweden.text('Sweden', String(id)) !== undefined;
  await eventually(has(kept.id), () => 'not there');
  const [again] = await Promise.allSettled([join(sweden, await invite(norway))]);
  assert.equal(again && isRefusal(again), 'conflict', 'Norway has not ended it');
  assert.equal(sweden.core.peers.store.all()[0]?.confirmed === undefined, false, 'and nothing has changed for Sweden');

  await norway.core.peers.service.change(norway.admin, atHost.id, { sending: 'ended', receiving: 'ended' });
  await join(sweden, await invite(norway));
  assert.equal(norway.core.peers.store.get(atHost.peer).confirmed, undefined, 'to be compared anew');
  await norway.write(open, later);
  const tokens = norway.core.database.prepare('SELECT count(*) AS n FROM token WHERE peer IS NOT NULL');
  assert.equal(tokens.get()?.n, 0, 'no credential of before works');
  await confirm(norway, sweden, atHost.id);
  assert.ok(!has(later.id)(), 'not before both have compared');
  await confirm(sweden, norway);
  await eventually(has(later.id), () => `not there: ${JSON.stringify(sweden.core.peers.statuses.of(1).failure)}`);
  assert.equal(norway.core.peers.store.get(atHost.peer).id, atHost.id, 'it is the same node, with what it is to purge');
});

test('a guessed, used, expired or unknown invitation and a join that is replayed are answered alike', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { own } = sweden.core.peers;
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${norway.url}/api/exchange/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return `${answer.status} ${await answer.text()}`;
  };
  const joining = ({ id, secret }: { id: string; secret: string }) => {
    const said = { type: 'join' as const, invitation: id, secret, node: own.introduce(own.reached()), tokens: {} };
    return signMessage(said, own.signer);
  };
  const used = readInvitation(await invite(norway));
  const first = joining(used);
  assert.match(await post('join', first), /^200 /);
  const open = readInvitation(await invite(norway));
  const guessed = { ...open, secret: 'A'.repeat(43) };
  const unknown = { ...open, id: '00000000-0000-4000-8000-000000000000' };
  const nothing = await post('introduction', { invitation: unknown.id, secret: unknown.secret });
  assert.match(nothing, /^404 /);
  for (const { id, secret } of [used, guessed]) {
    assert.equal(await post('introduction', { invitation: id, secret }), nothing);
  }
  assert.equal(await post('join', first), nothing, 'replayed');
  for (const each of [guessed, unknown]) assert.equal(await post('join', joining(each)), nothing);
  norway.core.database.prepare('UPDATE peer_invitation SET expires = ?').run('2020-01-01T00:00:00.000Z');
  assert.equal(await post('join', joining(open)), nothing, 'over');
  assert.deepEqual(namesAt(norway), ['Sweden']);
});
