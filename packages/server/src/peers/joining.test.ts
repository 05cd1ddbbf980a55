import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicPart } from '@entente/exchange';
import { Problem } from '../http/problem.ts';
import { note } from '../objects/test-coalition.ts';
import { newPrivateKey } from '../signing/key-store.ts';
import { spokenFingerprint } from './fingerprint.ts';
import { readInvitation, writeInvitation } from './invitation.ts';
import { signMessage } from './join-messages.ts';
import { confirm, eventually, joinNodes, startTestNode } from './test-nodes.ts';

const both = { sending: true, receiving: true };

function refuses(work: Promise<unknown>, code: string, words: RegExp): Promise<void> {
  return assert.rejects(work, (error) => error instanceof Problem && error.code === code && words.test(error.message));
}

test('an invitation works once, from whoever has all of it, and not for long', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await using denmark = await startTestNode('Denmark');
  const { joining } = norway.core.peers;
  const { invitation } = await joining.invite(norway.admin, both);
  const contents = readInvitation(`  ${invitation.slice(0, 60)}\n${invitation.slice(60)} `);
  const wrong = { ...contents, secret: 'A'.repeat(43) };
  await refuses(sweden.core.peers.joining.join(sweden.admin, writeInvitation(wrong), both), 'not-found', /over/);
  const other = { ...contents, key: '0'.repeat(64) };
  await refuses(sweden.core.peers.joining.join(sweden.admin, writeInvitation(other), both), 'invalid', /Another node/);
  await refuses(sweden.core.peers.joining.join(sweden.admin, 'entente-invitation:x', both), 'invalid', /no invitation/);
  await refuses(norway.core.peers.joining.join(norway.admin, invitation, both), 'conflict', /this very node/);
  assert.deepEqual(sweden.core.peers.store.all(), []);

  const seen = await sweden.core.peers.joining.look(sweden.admin, invitation);
  assert.equal(seen.name, 'Norway');
  await sweden.core.peers.joining.join(sweden.admin, invitation, both);
  await refuses(denmark.core.peers.joining.join(denmark.admin, invitation, both), 'not-found', /used/);
  assert.deepEqual(denmark.core.peers.store.all(), []);

  const late = await joining.invite(norway.admin, both);
  norway.core.database.prepare('UPDATE peer_invitation SET expires = ?').run('2020-01-01T00:00:00.000Z');
  await refuses(denmark.core.peers.joining.join(denmark.admin, late.invitation, both), 'not-found', /over/);
  await refuses(
    norway.core.peers.joining.invite({ ...norway.admin, roles: new Set(['member-admin']) }, both),
    'not-allowed',
    /administrator/,
  );
});

test('nothing passes before both have confirmed, and a wrong fingerprint confirms nothing', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { invitation } = await norway.core.peers.joining.invite(norway.admin, both);
  await sweden.core.peers.joining.join(sweden.admin, invitation, both);
  const open = await norway.collection({ unmarked: 'green' });
  const first = note('first');
  await norway.write(open, first);
  const peer = norway.core.peers.store.find('Sweden');
  assert.ok(peer);
  const wrong = spokenFingerprint(norway.core.peers.own.signer.publicKey);
  await refuses(norway.core.peers.service.confirm(norway.admin, peer.id, wrong), 'invalid', /fingerprint/);
  const waiting = await confirm(sweden, norway);
  assert.equal(waiting.confirmed, undefined);
  assert.match(sweden.core.peers.views.peer(waiting).waits ?? '', /roster/);
  await eventually(
    () => sweden.core.peers.statuses.of(1).failure?.code === 'waiting',
    () => `it is let in: ${JSON.stringify(sweden.core.peers.statuses.of(1).failure)}`,
  );
  assert.equal(norway.core.members.find('Sweden'), undefined, 'who is not confirmed is no member');
  await confirm(norway, sweden);
  await eventually(
    () => sweden.text('Sweden', String(first.id)) !== undefined,
    () => 'not there',
    15_000,
  );
});

test('the fingerprint that people compare is the one of the node in the roster, which no other key can claim', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { invitation } = await norway.core.peers.joining.invite(norway.admin, both);
  const { id, secret } = readInvitation(invitation);
  const { own, joining, views } = sweden.core.peers;
  const node = own.introduce({ url: sweden.url });
  const posing = { ...node, roster: { ...node.roster, key: publicPart(newPrivateKey()) } };
  const said = { type: 'join', invitation: id, secret, node: posing, tokens: {} };
  await refuses(norway.core.peers.joining.welcome(signMessage(said, own.signer)), 'invalid', /key by which/);

  const seen = views.inviting(await joining.look(sweden.admin, invitation));
  const { nodes } = await norway.core.rosterViews.view(norway.admin);
  assert.equal(seen.fingerprint, norway.core.peers.views.own().fingerprint);
  assert.deepEqual(
    nodes.map(({ fingerprint }) => fingerprint),
    [seen.fingerprint],
  );
  await joinNodes(norway, sweden);
  const { nodes: listed } = await sweden.core.rosterViews.view(sweden.admin);
  const shown = [views.own().fingerprint, ...sweden.core.peers.store.all().map((peer) => views.peer(peer).fingerprint)];
  assert.deepEqual(listed.map(({ fingerprint }) => fingerprint).sort(), shown.sort());
});

test('each direction is decided by itself, pauses at once, goes on, and ends for good', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { atHost } = await joinNodes(norway, sweden, both, { sending: false, receiving: true });
  const open = await norway.collection({ unmarked: 'green' });
  const theirs = await sweden.collection({ unmarked: 'green' });
  const back = note('from Sweden');
  await sweden.write(theirs, back);
  const [one, two, three] = [note('one'), note('two'), note('three')];
  const has = (of: { id?: unknown }) => (): boolean => sweden.text('Sweden', String(of.id)) !== undefined;
  await norway.write(open, one);
  await eventually(has(one), () => 'one');

  await norway.core.peers.service.change(norway.admin, atHost.id, { sending: 'paused' });
  await norway.write(open, two);
  await eventually(
    () => sweden.core.peers.statuses.of(1).failure?.code === 'turned-away',
    () => 'not turned away',
  );
  assert.ok(!has(two)());
  await norway.core.peers.service.change(norway.admin, atHost.id, { sending: 'on' });
  await eventually(has(two), () => 'two', 15_000);

  await eventually(
    () => sweden.core.peers.statuses.of(1).connected.size === 1,
    () => 'not connected again',
    15_000,
  );
  await norway.core.peers.service.change(norway.admin, atHost.id, { sending: 'ended' });
  await norway.write(open, three);
  await eventually(
    () => sweden.core.peers.statuses.of(1).failure?.code === 'turned-away',
    () => 'not ended',
  );
  await refuses(norway.core.peers.service.change(norway.admin, atHost.id, { sending: 'on' }), 'conflict', /ended/);
  assert.ok(!has(three)());
  assert.equal(norway.text('Norway', String(back.id)), undefined, 'Sweden decided not to send');
});

test('a node’s token reads over TAXII, and opens nothing else', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await joinNodes(norway, sweden);
  const [here] = sweden.core.peers.store.members(1).filter(({ side }) => side === 'here');
  const headers = { authorization: `Bearer ${here?.token}`, accept: 'application/taxii+json;version=2.1' };
  const status = async (path: string, method = 'GET') => (await fetch(norway.url + path, { headers, method })).status;
  assert.equal(await status('/taxii2/coalition/collections/'), 200);
  for (const path of ['/api/objects', '/api/me', '/api/members', '/api/export', '/api/peers', '/api/audit/entries']) {
    assert.ok([403, 404].includes(await status(path)), path);
  }
  assert.equal(await status('/api/objects', 'POST'), 403);
});

test('how exchange goes is measured, for who runs the node', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await joinNodes(norway, sweden);
  const own = note('measured');
  await norway.write(await norway.collection({ unmarked: 'green' }), own);
  await eventually(
    () => sweden.text('Sweden', String(own.id)) !== undefined,
    () => 'not there',
  );
  const ask = (as: string) =>
    fetch(`${sweden.url}/metrics`, {
      headers: { authorization: `Basic ${Buffer.from(`${as}:a long password 1`).toString('base64')}` },
    });
  const answer = await ask('admin@sweden.example');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/openmetrics-text/);
  const text = await answer.text();
  assert.match(text, /^entente_peer_connected\{peer="Norway"\} 1$/m);
  assert.match(text, /^entente_peer_received_objects\{peer="Norway"\} [1-9]\d*$/m);
  assert.match(text, /# EOF\n$/);
  assert.equal((await ask('nobody@sweden.example')).status, 401);
  assert.equal((await fetch(`${sweden.url}/metrics`)).status, 401);
});
