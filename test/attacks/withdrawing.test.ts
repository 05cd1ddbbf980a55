import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, freshId, startCoalition } from './coalition.ts';
import { type Events, openEvents } from './events.ts';
import { address, keptToNodes, note, releaseTo, tlp } from './objects.ts';

/** That something is gone, and why, is told to those who had it, and tells nobody else that there ever was something. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, nato, node } = coalition;
const releaser = await coalition.account('analyst@us.example', us.principal, 'analyst');
const reader = await coalition.account('reader@iraq.example', iraq.principal, 'reader');
const colleague = await coalition.account('colleague@iraq.example', iraq.principal, 'reader');
const outsider = await coalition.account('reader@france.example', france.principal, 'reader');
const third = await coalition.account('reader@nato.example', nato.principal, 'reader');
const people = { reader, colleague, outsider, third };
type Name = keyof typeof people;

/** Who hears that something is gone while this is done: all hear the note after it, so nothing else is on its way. */
async function hearing(work: () => Promise<unknown>): Promise<readonly string[]> {
  const names = Object.keys(people) as Name[];
  const open = await Promise.all(names.map((name) => openEvents(node.url, people[name])));
  await work();
  await coalition.store(us, [note(us, [tlp('green')], { content: 'for all' })]);
  await Promise.all(open.map((each) => each.next('new')));
  const heard = names.filter((_, place) => (open[place] as Events).seen().includes('gone'));
  for (const each of open) each.close();
  return heard;
}

const status = async (who: Caller, id: string) => (await coalition.ask(who, { path: `/api/objects/${id}` })).status;
const told = async (who: Caller, id: string) => await coalition.read(who, `/api/objects/${id}/recalled`);
const nothing = '{"recalled":[]}';

async function recall(object: string, reason = 'The source asked for it'): Promise<void> {
  const { status, text } = await coalition.api(releaser, 'POST', '/api/recalls', { object, reason });
  assert.equal(status, 201, text);
}

test('a recall is heard by those who had it; its reason is told to whoever had opened it, and to no one else', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, secret]);
  assert.equal(await status(reader, secret.id), 200);
  assert.equal(await told(reader, secret.id), nothing, 'while it is there');
  assert.deepEqual(await hearing(() => recall(secret.id)), ['reader', 'colleague']);
  assert.equal(await status(reader, secret.id), 404);
  const [notice, ...more] = JSON.parse(await told(reader, secret.id)).recalled;
  assert.deepEqual(
    [notice.by.name, notice.reason, notice.whole, more],
    ['United States', 'The source asked for it', true, []],
  );
  assert.deepEqual(Object.keys(notice).sort(), ['by', 'ordered', 'reason', 'whole'], 'nothing of who else had it');
  for (const each of [colleague, outsider, third, iraq, france]) assert.equal(await told(each, secret.id), nothing);
  assert.equal(await told(reader, freshId('note')), nothing);
});

test('what is narrowed goes from those who lose it, and they are told of nothing that is still there for others', async () => {
  const [both, one] = [releaseTo(us, iraq, nato), releaseTo(us, iraq)];
  const wide = note(us, [tlp('amber'), both.id]);
  await coalition.store(us, [both, one, wide]);
  assert.equal(await status(third, wide.id), 200);
  const narrow = { ...wide, object_marking_refs: [tlp('amber'), one.id], modified: '2026-05-01T00:00:00.000Z' };
  assert.deepEqual(await hearing(() => coalition.store(us, [narrow])), ['third']);
  assert.deepEqual([await status(third, wide.id), await status(reader, wide.id)], [404, 200]);
  assert.equal(await told(third, wide.id), nothing);
});

test('one owner’s copy that is recalled tells nothing to those who had another’s of the same', async () => {
  const list = releaseTo(us, iraq);
  const theirs = address('192.0.2.77', [tlp('amber'), list.id]);
  const common = address('192.0.2.77', [tlp('green')]);
  await coalition.store(us, [list, theirs]);
  await coalition.store(france, [common]);
  for (const who of [third, reader]) assert.equal(await status(who, common.id), 200);
  assert.deepEqual(await hearing(() => recall(common.id)), ['reader', 'colleague']);
  assert.equal(await status(third, common.id), 200);
  assert.equal(await told(third, common.id), nothing);
});

test('what its owner takes out of a collection is gone for its readers, and publishing alone makes nothing gone', async () => {
  const shared = note(us, [tlp('green')]);
  await coalition.store(us, [shared]);
  const newer = { ...shared, content: 'newer', modified: '2026-06-01T00:00:00.000Z' };
  assert.deepEqual(await hearing(() => coalition.store(us, [newer])), []);
  const path = `/taxii2/coalition/collections/${coalition.open.id}/objects/${shared.id}/`;
  const remove = async () => assert.equal((await coalition.ask(us, { method: 'DELETE', path })).status, 200);
  assert.deepEqual(await hearing(remove), ['reader', 'colleague', 'outsider', 'third']);
});

test('whoever is no longer in a group, or no longer reads a collection, hears that what it had is gone', async () => {
  const { core, operator } = coalition;
  const few = await core.collectionService.add(operator, {
    title: 'Few',
    readers: [iraq.name, nato.name],
    writers: 'all',
  });
  const kept = note(us, [tlp('green')]);
  await coalition.store(us, [kept], few.id);
  assert.equal(await status(third, kept.id), 200);
  const close = () => core.collectionService.change(operator, few.id, { readers: [iraq.name] });
  assert.deepEqual(await hearing(close), ['third']);
  assert.deepEqual([await status(third, kept.id), await status(reader, kept.id)], [404, 200]);
});

test('what is taken back from one that left is told to nobody who may go on reading it', async () => {
  const kept = note(us, [tlp('green')]);
  await coalition.store(us, [kept]);
  for (const who of [reader, outsider]) assert.equal(await status(who, kept.id), 200);
  const { core, operator } = coalition;
  const leaver = await core.memberService.add(operator, { name: 'Leaver', kind: 'country' });
  const { token } = core.access.tokens.create(operator, { member: leaver.member, label: 'x', write: false });
  assert.equal(await status({ headers: { authorization: `Bearer ${token}` } }, kept.id), 200);
  await core.memberService.remove(operator, 'Leaver');
  const body = { atLeast: 'clear', reason: 'It left' };
  const { text } = await coalition.api(releaser, 'POST', '/api/members/Leaver/take-back', body);
  assert.ok((JSON.parse(text) as { objects: number }).objects > 0, text);
  const { recalls } = JSON.parse(await coalition.read(releaser, `/api/recalls?object=${kept.id}`)) as {
    recalls: object[];
  };
  assert.equal(recalls.length, 1, 'its owner has ordered it');
  for (const who of [reader, outsider]) {
    assert.equal(await status(who, kept.id), 200);
    assert.equal(await told(who, kept.id), nothing);
  }
});

test('a program hears nothing of the loss of what is for nodes only, which it never had; people of its member do', async () => {
  const { core, operator } = coalition;
  const readers = [iraq.name, nato.name];
  const few = await core.collectionService.add(operator, { title: 'For nodes', readers, writers: 'all' });
  const nodes = keptToNodes(us);
  const kept = note(us, [tlp('green'), nodes.id]);
  await coalition.store(us, [nodes]);
  await coalition.store(us, [kept], few.id);
  assert.deepEqual([await status(third, kept.id), await status(nato, kept.id)], [200, 404]);
  const program = await openEvents(node.url, nato);
  const close = () => core.collectionService.change(operator, few.id, { readers: [iraq.name] });
  assert.deepEqual(await hearing(close), ['third']);
  await program.next('new');
  assert.equal(program.seen().includes('gone'), false);
  program.close();
});
