import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  keyId,
  type PrivateJwk,
  publicPart,
  type RosterDocument,
  type RosterFile,
  rosterHash,
  signRoster,
  verifyRosterChain,
} from '@entente/exchange';
import type { Roster, RosterFiles, RosterProposal, RosterTaken } from '../api-types.ts';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { newPrivateKey } from '../signing/key-store.ts';

const admin = 'founder@people.example';

function document({ core }: TestApp): RosterDocument {
  const held = core.signedRoster.current();
  assert.ok(held);
  return held.file.roster;
}

function propose(app: TestApp, ...changes: unknown[]): Promise<RosterProposal> {
  return app.must<RosterProposal>(admin, 'POST', '/api/roster/proposals', { changes });
}

const sign = (app: TestApp, { hash }: RosterProposal) =>
  app.must<RosterTaken>(admin, 'POST', `/api/roster/proposals/${hash}/sign`);

/** A second administrator, whose key lies elsewhere, and a threshold of two. */
async function withSecondAdmin(app: TestApp): Promise<PrivateJwk> {
  const key = newPrivateKey();
  const proposal = await propose(
    app,
    { kind: 'add-admin', name: 'Secretariat', key: publicPart(key) },
    { kind: 'threshold', threshold: 2 },
  );
  assert.equal((await sign(app, proposal)).state, 'waiting');
  assert.equal((await countersign(app, proposal, key)).state, 'accepted');
  return key;
}

async function countersign(app: TestApp, { hash }: RosterProposal, key: PrivateJwk): Promise<RosterTaken> {
  const { rosters } = await app.must<RosterFiles>(admin, 'GET', `/api/roster/proposals/${hash}/file`);
  const file = rosters[0] as unknown as RosterFile;
  const signature = await signRoster(file.roster, key, app.core.now());
  const signed = { ...file, signatures: [...file.signatures, signature] };
  return app.must<RosterTaken>(admin, 'POST', '/api/roster/file', { rosters: [signed] });
}

test('a coalition has a signed roster from its beginning, and it follows the members by itself', async () => {
  await using app = await startTestApp();
  const roster = document(app);
  assert.equal(roster.version, 2, 'the founding, and the two that joined');
  assert.deepEqual(roster.members.map(({ name }) => name).sort(), ['France', 'Iraq', 'Norway']);
  assert.ok(roster.members.every(({ keys }) => keys.length === 1));
  assert.equal(roster.nodes[0]?.hosts.length, 3);

  await app.must(admin, 'POST', '/api/members', { name: 'Chad', kind: 'country' });
  await app.must(admin, 'DELETE', '/api/members/Iraq');
  const later = document(app);
  assert.equal(later.version, 4);
  assert.equal(later.members.find(({ name }) => name === 'Iraq')?.left, '2035-03-01');
  assert.equal(later.nodes[0]?.hosts.length, 3, 'who left is not hosted');

  const { rosters } = await app.must<RosterFiles>(admin, 'GET', '/api/roster/file');
  const verdict = await verifyRosterChain(undefined, rosters, app.core.now());
  assert.equal(verdict.state, 'accepted', verdict.state === 'refused' ? verdict.message : '');
});

test('nothing that changes nothing makes a version', async () => {
  await using app = await startTestApp();
  await app.core.signedRoster.follow();
  assert.equal(document(app).version, 2);
});

test('a roster that nears its end is signed anew by a node that may', async () => {
  await using app = await startTestApp();
  const { expires, version } = document(app);
  app.time.now = Date.parse(expires) - 20 * 86_400_000;
  assert.equal((await app.must<Roster>(admin, 'GET', '/api/roster')).standing, 'expires-soon');
  type Health = { health: { check: string; ok: boolean; message: string }[] };
  const { health } = await app.must<Health>(admin, 'GET', '/api/operator');
  const said = health.find(({ check }) => check === 'roster');
  assert.equal(said?.ok, false);
  assert.match(said?.message ?? '', /expires on \d{4}-\d\d-\d\d: renew it/);
  await app.core.signedRoster.follow();
  assert.equal(document(app).version, version + 1);
  assert.equal((await app.must<Roster>(admin, 'GET', '/api/roster')).standing, 'in-force');
});

test('with a threshold of two, one signature changes nothing, and members change by proposal only', async () => {
  await using app = await startTestApp();
  const second = await withSecondAdmin(app);
  const before = document(app).version;
  assert.equal((await app.ask(admin, 'POST', '/api/members', { name: 'Chad' })).status, 409);
  assert.equal((await app.ask(admin, 'DELETE', '/api/members/Iraq')).status, 409);
  assert.equal(app.core.members.find('Chad'), undefined);

  const proposal = await propose(app, { kind: 'join', member: { name: 'Chad', kind: 'country' } });
  assert.equal((await sign(app, proposal)).state, 'waiting');
  assert.equal(document(app).version, before);
  assert.equal(app.core.members.find('Chad'), undefined);
  const [waiting] = (await app.must<Roster>(admin, 'GET', '/api/roster')).proposals;
  assert.deepEqual(waiting?.missing, { ofCurrent: 1, ofProposed: 1 });
  assert.equal(waiting?.maySign, false, 'it has signed');

  assert.equal((await countersign(app, proposal, second)).state, 'accepted');
  assert.equal(document(app).version, before + 1);
  assert.equal(app.core.members.find('Chad')?.kind, 'country');
  assert.deepEqual((await app.must<Roster>(admin, 'GET', '/api/roster')).proposals, []);
});

test('a stranger’s signature does not help a proposal on', async () => {
  await using app = await startTestApp();
  await withSecondAdmin(app);
  const proposal = await propose(app, { kind: 'threshold', threshold: 1 });
  await sign(app, proposal);
  assert.equal((await countersign(app, proposal, newPrivateKey())).state, 'waiting');
  assert.equal(document(app).threshold, 2);
});

test('a roster that no administrator signed is nobody’s proposal', async () => {
  await using app = await startTestApp();
  const current = app.core.signedRoster.current();
  assert.ok(current);
  const roster: RosterDocument = { ...current.file.roster, version: 3, previous: current.hash };
  const signatures = [await signRoster(roster, newPrivateKey(), app.core.now())];
  await app.must(admin, 'POST', '/api/roster/file', { rosters: [{ roster, signatures }] });
  assert.deepEqual((await app.must<Roster>(admin, 'GET', '/api/roster')).proposals, []);
});

test('a member that leaves by the roster loses everything at once, and can come back', async () => {
  await using app = await startTestApp();
  const person = await app.person('reader', { member: 'Iraq' });
  await app.must(person, 'GET', '/api/me');
  await sign(app, await propose(app, { kind: 'leave', member: 'Iraq' }));
  assert.equal((await app.ask(person, 'GET', '/api/me')).status, 401);
  assert.equal(app.core.members.find('Iraq')?.left, '2035-03-01');

  app.time.now += 40 * 86_400_000;
  await sign(app, await propose(app, { kind: 'return', member: 'Iraq' }));
  assert.equal(app.core.members.find('Iraq')?.left, undefined);
  const listed = document(app).members.find(({ name }) => name === 'Iraq');
  assert.deepEqual(listed?.earlier, [{ joined: '2026-01-01', left: '2035-03-01' }]);
  assert.equal(app.core.signedRoster.hosts(app.core.members.find('Iraq')?.member ?? 0), true);
});

test('older, forked and foreign rosters are refused, kept for people to see, and change nothing', async () => {
  await using app = await startTestApp();
  await using other = await startTestApp();
  const [first] = app.core.rosterVersions.versions();
  const current = app.core.signedRoster.current();
  assert.ok(first && current);
  const adminKey = app.core.keyStore.of('admin')[0]?.id;
  const key = app.core.keyStore.privateKey(adminKey ?? '');
  assert.ok(key);
  const forked: RosterDocument = { ...current.file.roster, threshold: 1, issued: '2035-03-01T09:59:00.000Z' };
  const file = async (roster: RosterDocument): Promise<RosterFile> => ({
    roster,
    signatures: [await signRoster(roster, key, app.core.now())],
  });
  const foreign = other.core.signedRoster.current()?.file;
  for (const [given, reason] of [
    [first.file, 'older'],
    [await file(forked), 'forked'],
    [await file({ ...current.file.roster, version: 4, previous: rosterHash(forked) }), 'gap'],
    [foreign, 'other-coalition'],
  ] as const) {
    const answer = await app.must<RosterTaken>(admin, 'POST', '/api/roster/file', { rosters: [given] });
    assert.equal(answer.state === 'refused' && answer.reason, reason);
  }
  assert.equal(document(app).version, 2);
  const { refusals } = await app.must<Roster>(admin, 'GET', '/api/roster');
  assert.deepEqual(refusals.map((each) => each.reason).sort(), ['forked', 'gap', 'older', 'other-coalition']);
});

test('proposals that cannot be are refused when they are made', async () => {
  await using app = await startTestApp();
  const status = async (change: unknown) =>
    (await app.ask(admin, 'POST', '/api/roster/proposals', { changes: [change] })).status;
  assert.equal(await status({ kind: 'threshold', threshold: 5 }), 422);
  assert.equal(await status({ kind: 'leave', member: 'Nobody' }), 404);
  assert.equal(await status({ kind: 'revoke-key', key: 'x' }), 404);
  assert.equal(await status({ kind: 'return', member: 'Iraq' }), 409);
  const adminKey = document(app).admins[0]?.key;
  assert.ok(adminKey);
  assert.equal(await status({ kind: 'remove-admin', key: keyId(adminKey) }), 409);
  assert.equal(await status({ kind: 'add-key', member: 'Iraq', key: adminKey }), 422);
  assert.deepEqual((await app.must<Roster>(admin, 'GET', '/api/roster')).proposals, []);
});

test('only administrators of the coalition propose, sign, import and see what is proposed', async () => {
  await using app = await startTestApp();
  const officer = await app.person('officer', { member: 'Iraq', roles: ['member-admin', 'release-officer'] });
  const proposal = await propose(app, { kind: 'renew' });
  for (const [method, path, body] of [
    ['POST', '/api/roster/proposals', { changes: [{ kind: 'renew' }] }],
    ['POST', `/api/roster/proposals/${proposal.hash}/sign`, undefined],
    ['GET', `/api/roster/proposals/${proposal.hash}/file`, undefined],
    ['DELETE', `/api/roster/proposals/${proposal.hash}`, undefined],
    ['POST', '/api/roster/file', { rosters: [{}] }],
  ] as const) {
    assert.equal((await app.ask(officer, method, path, body)).status, 403, `${method} ${path}`);
  }
  const seen = await app.must<Roster>(officer, 'GET', '/api/roster');
  assert.deepEqual([seen.proposals, seen.mayChange], [[], false]);
  assert.equal((await app.ask(admin, 'DELETE', `/api/roster/proposals/${proposal.hash}`)).status, 204);
});

test('a member with a node of its own is listed with it, and is not signed for here', async () => {
  await using app = await startTestApp();
  const [key, nodeKey] = [newPrivateKey(), newPrivateKey()].map(publicPart);
  const node = {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'Chad node',
    url: 'https://chad.example',
    key: nodeKey,
  };
  const member = { name: 'Chad', kind: 'country' };
  await sign(app, await propose(app, { kind: 'join', member, keys: [key], node }));
  const chad = app.core.members.find('Chad');
  assert.ok(chad);
  assert.equal(app.core.signedRoster.hosts(chad.member), false);
  const version = document(app).version;
  await app.core.signedRoster.follow();
  assert.equal(document(app).version, version, 'the table of members agrees');
});

test('for a member that a peer says it hosts no key is made, and nothing signed', async () => {
  await using app = await startTestApp();
  const identity = 'identity--11111111-1111-4111-8111-111111111111';
  app.database.exec(`
    INSERT INTO peer (id, name, public_key, private_address, operator, sending, receiving, joined)
      VALUES ('p', 'Chad', x'00', 0, '${identity}', 'on', 'on', '2035-01-01T00:00:00.000Z');
    INSERT INTO peer_member (peer, identity, side) VALUES (1, '${identity}', 'there');
  `);
  await app.must(admin, 'POST', '/api/members', { name: 'Chad', kind: 'country', identity });
  const listed = document(app).members.find(({ name }) => name === 'Chad');
  assert.deepEqual(listed?.keys, []);
  assert.equal(document(app).nodes[0]?.hosts.includes(identity), false);
  assert.equal(app.core.signedRoster.hosts(app.core.members.find('Chad')?.member ?? 0), false);
});

test('a node enters another coalition with its member, once the fingerprint was compared', async () => {
  await using hub = await startTestApp();
  await using guest = await startTestApp();
  // The guest holds France, Iraq and Norway too; its members have other identities and cannot be in the hub's roster.
  const { rosters } = await hub.must<RosterFiles>(admin, 'GET', '/api/roster/file');
  const hash = hub.core.signedRoster.current()?.hash ?? '';
  await assert.rejects(guest.core.signedRoster.enter(rosters, hash), /is on this node and not in/);
  await assert.rejects(guest.core.signedRoster.enter(rosters, 'other'), /fingerprint/);

  const joins = document(guest).members.map(({ joined: _, keys, ...facts }) => ({
    kind: 'join',
    member: { ...facts, name: `${facts.name} (guest)` },
    keys: keys.map(({ key }) => key),
  }));
  const [own] = document(guest).nodes;
  assert.ok(own);
  const [lead, ...others] = joins;
  const { hosts, operator: _o, ...node } = own;
  const proposal = await propose(hub, { ...lead, node }, ...others, {
    kind: 'put-node',
    node: { ...own, operator: lead?.member.identity, hosts },
  });
  assert.equal((await sign(hub, proposal)).state, 'accepted');
  const chain = await hub.must<RosterFiles>(admin, 'GET', '/api/roster/file');
  const verdict = await guest.core.signedRoster.enter(chain.rosters, hub.core.signedRoster.current()?.hash ?? '');
  assert.equal(verdict.state, 'accepted');
  assert.equal(document(guest).coalition.id, document(hub).coalition.id);
  assert.equal(guest.core.members.all().length, 6);
  assert.equal(guest.core.signedRoster.mayChangeAlone(), false);
  const hosted = guest.core.members.all().filter(({ member }) => guest.core.signedRoster.hosts(member));
  assert.deepEqual(hosted.map(({ name }) => name).sort(), ['France (guest)', 'Iraq (guest)', 'Norway (guest)']);
});
