import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode } from '../peers/test-nodes.ts';
import { leftReason } from './departures.ts';
import type { ContributionTerms } from './leaving-terms.ts';

const secret = 'The quexalite convoy leaves the zorvane depot at four.';
const [france, iraq, norway] = ['france@people.example', 'iraq@people.example', 'norway@people.example'];

async function people(app: TestApp): Promise<void> {
  for (const member of ['France', 'Iraq', 'Norway']) {
    await app.person(member.toLowerCase(), { member, roles: ['analyst', 'member-admin'] });
  }
}
const incoming = (value: JsonObject) => ({ bytes: Buffer.from(JSON.stringify(value)), value });
const noteOf = (app: TestApp, member: string, content: string): JsonObject & { id: string } => {
  const value = note(content, { created_by_ref: app.identity(member), object_marking_refs: [tlp('green')] });
  return { ...value, id: String(value.id) };
};
async function write(app: TestApp, member: string, value: JsonObject): Promise<string> {
  const [outcome] = await app.core.service.add(app.viewer(member), app.open, [incoming(value)]);
  return outcome?.state === 'refused' ? (outcome.refusals[0]?.rule ?? '') : String(outcome?.state);
}
const status = async (app: TestApp, who: string, path: string) => (await app.ask(who, 'GET', path)).status;
const setTerms = (app: TestApp, who: string, contributions: ContributionTerms, of = app.identity('Iraq')) =>
  app.ask(who, 'PUT', `/api/members/${of}/leaving`, { contributions });
async function leave(app: TestApp): Promise<void> {
  app.time.now += 86_400_000;
  await app.core.memberService.remove(app.viewer('France'), 'Iraq');
  await app.core.recall.departures.idle();
}
async function comeBack(app: TestApp): Promise<void> {
  app.time.now += 86_400_000;
  const admin = app.viewer('France');
  const { hash } = await app.core.signedRoster.propose(admin, [{ kind: 'return', member: 'Iraq' }]);
  await app.core.signedRoster.sign(admin, hash);
  await app.core.recall.departures.idle();
  await app.settled();
}

test('what becomes of contributions is the member’s own word, and unknown to others until it leaves', async () => {
  await using app = await startTestApp();
  await people(app);
  await app.person('analyst', { member: 'Iraq' });
  const path = `/api/members/${app.identity('Iraq')}/leaving`;
  assert.equal((await setTerms(app, france, 'goes')).status, 403);
  assert.equal(await status(app, norway, path), 403);
  assert.equal((await setTerms(app, 'analyst@people.example', 'goes')).status, 403);
  assert.deepEqual(await app.must(iraq, 'GET', path), { contributions: 'stays' });
  assert.equal((await setTerms(app, iraq, 'frozen')).status, 200);
  const seen = () => app.must<{ contributions?: string }>(norway, 'GET', `/api/members/${app.identity('Iraq')}`);
  assert.equal((await seen()).contributions, undefined);
  await leave(app);
  assert.equal((await seen()).contributions, 'frozen');
});

test('frozen: it can be read, and nothing newer is taken from anybody', async () => {
  await using app = await startTestApp();
  await people(app);
  const [theirs, report] = [noteOf(app, 'Iraq', 'Stays as it is.'), noteOf(app, 'Iraq', 'Another one of theirs.')];
  await write(app, 'Iraq', theirs);
  await setTerms(app, iraq, 'frozen');
  await leave(app);
  assert.equal(await status(app, norway, `/api/objects/${theirs.id}`), 200);
  assert.equal(await write(app, 'Iraq', { ...theirs, modified: stampOf(9) }), 'frozen');
  assert.equal(await write(app, 'Iraq', report), 'frozen');
  assert.equal(await write(app, 'Norway', noteOf(app, 'Norway', 'Others go on.')), 'stored');
  await comeBack(app);
  assert.equal(await write(app, 'Iraq', { ...theirs, modified: stampOf(9) }), 'stored', 'its own again');
});

test('goes: all it contributed is purged, out of every file; a return resurrects nothing', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'entente-departures-')), 'entente.db');
  const filesWith = () =>
    readdirSync(dirname(file)).filter((name) => readFileSync(join(dirname(file), name)).includes('quexalite'));
  {
    await using app = await startTestApp(file);
    await people(app);
    const theirs = noteOf(app, 'Iraq', secret);
    const other = noteOf(app, 'Norway', 'Norway’s own stays.');
    assert.equal(await write(app, 'Iraq', theirs), 'stored');
    assert.equal(await write(app, 'Norway', other), 'stored');
    await setTerms(app, iraq, 'goes');
    await leave(app);
    assert.equal(await status(app, norway, `/api/objects/${theirs.id}`), 404);
    assert.equal(await status(app, norway, `/api/objects/${other.id}`), 200);
    assert.ok(app.core.members.find('Iraq'), 'who it was stays known');
    await eventually(
      () => filesWith().length === 0,
      () => filesWith().join(),
    );
    await comeBack(app);
    assert.equal(await status(app, iraq, `/api/objects/${theirs.id}`), 404);
    assert.equal(await write(app, 'Iraq', theirs), 'recalled');
    assert.equal(await status(app, iraq, `/api/objects/${other.id}`), 200, 'it sees what it may from now on');
  }
  rmSync(dirname(file), { recursive: true });
});

test('whatever could act for who left has ended for good: a return begins with none of it', async () => {
  await using app = await startTestApp();
  await people(app);
  const { core } = app;
  const viewer = app.viewer('Iraq');
  const { token } = core.access.tokens.create(viewer, { member: viewer.member, label: 'Feed', write: true });
  const kept = core.access.tokens.create(app.viewer('Norway'), {
    member: app.viewer('Norway').member,
    label: 'x',
    write: false,
  });
  const mandate = core.mandates.add({ giver: viewer.member, holder: app.viewer('Norway').member, given: core.now() });
  const account = core.database.prepare('SELECT id FROM account WHERE email = ?').get(iraq)?.id ?? null;
  core.database
    .prepare("INSERT INTO session (id, account, token, expires, created, updated) VALUES ('s', ?, 't', '2099', '', '')")
    .run(account);
  core.database
    .prepare(
      "INSERT INTO alert_subscription (id, account, watch, channel, created, looked) VALUES ('w', ?, '{}', 'in-app', '', 0)",
    )
    .run(account);
  core.database
    .prepare(
      `INSERT INTO alert_delivery (id, account, subscription, due) SELECT 'd', account, subscription, 0 FROM alert_subscription`,
    )
    .run();
  const told: unknown[] = [];
  core.access.onCredentialEnded((end) => told.push(end));
  await leave(app);
  assert.deepEqual(told, [{ member: viewer.member }], 'what is open ends');
  assert.equal(core.access.tokens.verify(token), undefined);
  const boss = core.localViewer(app.viewer('France').member);
  const gone = { reason: 'member-left' };
  const { member } = viewer;
  assert.throws(() => core.access.tokens.create(boss, { member, label: 'Later', write: true }), { details: gone });
  const person = { email: 'later@people.example', name: 'L', password: 'a long password', roles: [], member };
  await assert.rejects(() => core.access.accounts.add(boss, person), { details: gone }, 'nothing is made meanwhile');
  await comeBack(app);
  assert.equal(core.access.tokens.verify(token), undefined, 'not by coming back either');
  assert.notEqual(core.access.tokens.verify(kept.token), undefined, 'others keep theirs');
  assert.equal(core.database.prepare('SELECT count(*) AS n FROM session').get()?.n, 0);
  for (const table of ['alert_delivery', 'alert_subscription']) {
    assert.equal(core.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n, 0, table);
  }
  assert.notEqual(core.mandates.find(mandate.id)?.withdrawn, undefined);
  assert.equal(await status(app, iraq, '/api/me'), 200, 'its people sign in anew');
});

test('goes: nodes that hold it purge it too, on the word of who has left, and confirm', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country', joined: '2019-01-01' });
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const value = note(secret, { created_by_ref: norway.identity('Finland'), object_marking_refs: [tlp('green')] });
  const id = String(value.id);
  const finland = norway.viewer('Finland');
  const [outcome] = await norway.core.service.add(finland, open, [incoming(value)]);
  assert.equal(outcome?.state, 'stored');
  const told = () => JSON.stringify([sweden.core.peers.log.last(1, 9), norway.core.peers.log.last(1, 9)]);
  await eventually(() => sweden.sees('Sweden').includes(id), told, 20_000);
  await norway.core.recall.setLeavingTerms(finland, finland.member, 'goes');
  await norway.core.memberService.remove(norway.admin, 'Finland');
  await norway.core.recall.departures.idle();
  assert.equal(norway.sees('Norway').includes(id), false);
  await eventually(() => !sweden.sees('Sweden').includes(id), told, 20_000);
  const [recall] = norway.core.recall.recallService.ofObject(finland, id);
  assert.equal(recall?.reason, leftReason);
  await eventually(
    () => norway.core.recall.recallViews.of(recall ?? assert.fail()).nodes.every(({ state }) => state === 'confirmed'),
    told,
    20_000,
  );
});
