import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp } from '../http/test-app.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode } from '../peers/test-nodes.ts';
import { Exposure } from './messages.ts';

test('the exposure report says what a member had, to the owner alone, and what is taken back from whom', async () => {
  await using app = await startTestApp();
  const [france, iraq, norway] = ['france', 'iraq', 'norway'].map((name) => `${name}@people.example`);
  await app.person('france', { member: 'France' });
  await app.person('iraq', { member: 'Iraq' });
  await app.person('norway', { member: 'Norway', roles: ['reader'] });
  const publish = async (level: 'green' | 'red', content: string): Promise<string> => {
    const value = note(content, { created_by_ref: app.identity('France'), object_marking_refs: [tlp(level)] });
    const [outcome] = await app.core.service.add(app.viewer('France'), app.open, [
      { bytes: Buffer.from(JSON.stringify(value)), value },
    ]);
    assert.equal(outcome?.state, 'stored');
    return String(value.id);
  };
  const read = await publish('green', 'Opened by Iraq.');
  const unread = await publish('green', '=cmd|"never opened"');
  await publish('red', 'Never released to Iraq.');
  await app.must(iraq ?? '', 'GET', `/api/objects/${read}`);
  const report = async (): Promise<z.output<typeof Exposure>> =>
    Exposure.parse(await app.must(france ?? '', 'GET', '/api/members/Iraq/exposure'));
  const before = await report();
  const told = ({ objects }: z.output<typeof Exposure>) =>
    Object.fromEntries(objects.map(({ summary, opened }) => [summary.id, opened !== undefined]));
  assert.deepEqual(told(before), { [read]: true, [unread]: false });
  assert.deepEqual(before.counts, [{ tlp: 'green', count: 2 }]);
  const early = await app.ask(france ?? '', 'POST', '/api/members/Iraq/take-back', {
    atLeast: 'green',
    reason: 'Left',
  });
  assert.equal(early.status, 409, 'a member that has not left keeps what it was given');

  app.time.now += 60_000;
  await app.core.memberService.remove(app.core.localViewer(1), 'Iraq');
  assert.equal((await app.ask(iraq ?? '', 'GET', '/api/objects')).status, 401);
  assert.deepEqual(told(await report()), told(before), 'leaving hides nothing of what was had');
  const csv = await app.ask(france ?? '', 'GET', '/api/members/Iraq/exposure.csv');
  assert.equal(csv.text.split('\r\n').length, 4);
  assert.match(csv.text, /"'=cmd\|""never opened"""/, 'no formula for a spreadsheet');
  const none = Exposure.parse(await app.must(norway ?? '', 'GET', '/api/members/Iraq/exposure'));
  assert.deepEqual([none.objects, none.counts], [[], []]);
  const asReader = await app.ask(norway ?? '', 'POST', '/api/members/Iraq/take-back', {
    atLeast: 'green',
    reason: 'x',
  });
  assert.equal(asReader.status, 403);

  const take = (atLeast: string) =>
    app.must<{ objects: number }>(france ?? '', 'POST', '/api/members/Iraq/take-back', { atLeast, reason: 'Left' });
  assert.equal((await take('amber')).objects, 0);
  assert.equal((await take('green')).objects, 1, 'only what it had got');
  assert.equal((await take('green')).objects, 0, 'once');
  const after = await report();
  assert.deepEqual(
    after.objects.filter(({ takenBack }) => takenBack !== undefined).map(({ summary }) => summary.id),
    [read],
  );
  assert.equal((await app.ask(norway ?? '', 'GET', `/api/objects/${read}`)).status, 200, 'others keep it');
});

test('a member’s own node is told to purge after it has left, and learns nothing else', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const publish = async (content: string): Promise<string> => {
    const by = { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] };
    const object = note(content, by);
    await norway.write(open, object);
    return String(object.id);
  };
  const id = await publish('Held by Sweden’s node.');
  await eventually(
    () => sweden.sees('Sweden').includes(id),
    () => 'did not arrive',
  );
  const { core } = norway;
  await core.memberService.remove(norway.admin, 'Sweden');
  const later = await publish('Published after it left.');
  const [token] = core.database.prepare('SELECT token FROM peer_member WHERE token IS NOT NULL').all();
  assert.ok(token);
  const held = String(
    sweden.core.database.prepare('SELECT token FROM peer_member WHERE token IS NOT NULL').get()?.token,
  );
  const ask = async (path: string) =>
    (await fetch(`${norway.url}${path}`, { headers: { authorization: `Bearer ${held}` } })).status;
  for (const path of ['/taxii2/', '/taxii2/coalition/collections/', '/api/events', '/api/objects', '/api/me']) {
    assert.equal(await ask(path), 401, path);
  }
  assert.equal(await ask('/api/exchange/orders'), 200);
  const member = core.members.get(core.members.find('Sweden')?.member ?? 0);
  assert.equal(await core.recall.takeBack(norway.admin, member, { atLeast: 'green', reason: 'It left' }), 1);
  await eventually(
    () => !sweden.sees('Sweden').includes(id),
    () => JSON.stringify(sweden.core.peers.log.last(1, 9)),
    20_000,
  );
  assert.equal(sweden.sees('Sweden').includes(later), false);
  assert.equal(norway.sees('Norway').includes(id), true);
  const [recall] = core.recall.recallService.ofObject(norway.admin, id);
  assert.ok(recall);
  await eventually(
    () => core.recall.recallViews.of(recall).nodes.every(({ state }) => state === 'confirmed'),
    () => JSON.stringify(core.recall.recallViews.of(recall).nodes),
    20_000,
  );
});
