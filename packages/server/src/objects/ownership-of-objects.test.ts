import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { tlpMarkings } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import {
  createTestCoalition,
  identityId,
  note,
  releaseMarking,
  stampOf,
  type TestCoalition,
  tlp,
} from './test-coalition.ts';

const [france, iraq, germany] = ['France', 'Iraq', 'Germany'] as const;
const green = { object_marking_refs: [tlp('green')] };

let coalition: TestCoalition;
let open: Collection;

beforeEach(async () => {
  coalition = await createTestCoalition([france, iraq, germany]);
  open = await coalition.collection({ title: 'Open' });
});
afterEach(() => coalition[Symbol.asyncDispose]());

test('writing in the name of another member is refused, with the property that says so', async () => {
  const forged = note('n', { created_by_ref: coalition.identity(iraq), ...green });
  const [outcome] = await coalition.write(france, open, [forged]);
  assert.ok(outcome?.state === 'refused');
  assert.deepEqual(
    outcome.refusals.map(({ path, rule }) => [path, rule]),
    [['created_by_ref', 'not-the-originator']],
  );
  assert.deepEqual(coalition.readers(String(forged.id)), []);
});

test('the identity of a member is published by that member alone', async () => {
  const identity = (id: string, more = {}) => ({
    type: 'identity',
    spec_version: '2.1',
    id,
    created: '2026-01-01T00:00:00.000Z',
    modified: stampOf(1),
    name: 'Iraq, as France would have it',
    ...more,
  });
  const own = { created_by_ref: coalition.identity(france) };
  for (const forged of [identity(coalition.identity(iraq)), identity(coalition.identity(iraq), own)]) {
    const [outcome] = await coalition.write(france, open, [forged]);
    assert.equal(outcome?.state, 'refused');
  }
  await coalition.store(iraq, open, identity(coalition.identity(iraq)));
});

test('material of a third party is its source’s, who decides on its release', async () => {
  const feed = { created_by_ref: identityId() };
  const [marked, unmarked] = [note('marked', { ...feed, ...green }), note('unmarked', feed)];
  await coalition.store(france, open, marked, unmarked);
  assert.equal(coalition.readers(String(marked.id)).length, 4);
  assert.deepEqual(coalition.readers(String(unmarked.id)), [france]);
  const shown = coalition.core.reader.current(coalition.viewer(iraq), String(marked.id));
  assert.equal(shown?.owner, coalition.viewer(france).member);
  assert.equal(shown?.createdByOwner, false);
});

test('of several owners each viewer is shown one that it may see, and the next when that goes', async () => {
  const feed = note('feed', { created_by_ref: identityId() });
  const marked = (version: number, ...markings: string[]) => ({
    ...feed,
    modified: stampOf(version),
    object_marking_refs: markings,
  });
  const toIraq = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
  await coalition.store(france, open, toIraq, marked(1, toIraq.id));
  await coalition.store(germany, open, marked(2, tlp('green')));

  const shownTo = (member: string) => {
    const owner = coalition.core.reader.current(coalition.viewer(member), String(feed.id))?.owner;
    const [got, ...more] = coalition.poll(member, open).filter(({ id }) => id === feed.id);
    assert.deepEqual(more, [], 'an object of several owners is shown once');
    assert.deepEqual(coalition.browse(member), owner === undefined ? [] : [feed.id]);
    assert.equal(coalition.core.catalogue.count(coalition.viewer(member), {}).count, got === undefined ? 0 : 1);
    return [owner === undefined ? undefined : coalition.core.members.get(owner).name, got?.stamp];
  };
  coalition.browse(france);
  assert.deepEqual(shownTo(iraq), [france, stampOf(1)], 'the earliest');
  assert.deepEqual(shownTo('Norway'), [germany, stampOf(2)], 'the only one that it may see');

  const viewer = coalition.viewer(france);
  await coalition.core.remover.remove(
    viewer,
    String(feed.id),
    coalition.core.reader.owned(viewer, String(feed.id), open.collection),
  );
  assert.deepEqual(shownTo(iraq), [germany, stampOf(2)]);
});

test('the true creator comes before whoever brought the object in earlier, or takes its id later', async () => {
  const own = (by: string, version: number) =>
    note(`by ${by}`, {
      id: 'note--5f1a7c5e-6a9a-4d5c-8c0f-0c5f9bb7a7e1',
      version,
      created_by_ref: coalition.identity(by),
      ...green,
    });
  const { created_by_ref: _, ...anonymous } = own(germany, 2);
  const id = await coalition.store(germany, open, { ...anonymous, modified: stampOf(9) });
  await coalition.store(france, open, own(france, 2));
  await coalition.store(iraq, open, own(iraq, 1));
  const shown = coalition.core.reader.current(coalition.viewer('Norway'), id);
  assert.equal(shown && coalition.core.members.get(shown.owner).name, france);
  assert.deepEqual(coalition.browse('Norway'), [id]);
});

test('an owner whose copy is not the one shown can take it out, and touches nobody else’s', async () => {
  const feed = note('feed', { created_by_ref: identityId(), ...green });
  await coalition.store(france, open, feed);
  await coalition.store(germany, open, feed);
  const viewer = coalition.viewer(germany);
  const owned = coalition.core.reader.owned(viewer, String(feed.id), open.collection);
  assert.equal(owned.length, 1);
  await coalition.core.remover.remove(viewer, String(feed.id), owned);
  assert.deepEqual(coalition.core.reader.owned(viewer, String(feed.id), open.collection), []);
  assert.equal(coalition.readers(String(feed.id)).length, 4);
  const others = coalition.core.reader.renditions(viewer, String(feed.id), open.collection);
  await assert.rejects(coalition.core.remover.remove(viewer, String(feed.id), others), { code: 'not-found' });
});

test('deleting the newest version brings the older one back into the catalogue', async () => {
  const first = note('first', green);
  const id = await coalition.store(france, open, first);
  await coalition.store(france, open, note('second', { id, version: 2, ...green }));
  const viewer = coalition.viewer(france);
  const newest = coalition.core.reader.owned(viewer, id, open.collection).filter(({ stamp }) => stamp === stampOf(2));
  await coalition.core.remover.remove(viewer, id, newest);
  assert.deepEqual(coalition.browse(iraq, { text: 'first' }), [id]);
  assert.deepEqual(coalition.browse(iraq, { text: 'second' }), []);
  const last = { all: false, first: false, last: true, at: [] };
  assert.deepEqual(
    coalition.poll(iraq, open, { versions: last }).map(({ stamp }) => stamp),
    [stampOf(1)],
  );
});

test('adding the same again changes nothing, however it is spelt', async () => {
  const first = note('same', green);
  await coalition.store(france, open, first);
  const before = coalition.poll(iraq, open);
  const reordered = Object.fromEntries(Object.entries(first).reverse());
  for (const again of [first, reordered]) {
    const [outcome] = await coalition.write(france, open, [again]);
    assert.equal(outcome?.state, 'unchanged');
  }
  assert.deepEqual(coalition.poll(iraq, open), before);
});

test('another content under the same version is refused', async () => {
  const first = note('one', green);
  await coalition.store(france, open, first);
  const [outcome] = await coalition.write(france, open, [{ ...first, content: 'another' }]);
  assert.ok(outcome?.state === 'refused');
  assert.equal(outcome.refusals[0]?.rule, 'version-exists');
});

test('a standard TLP marking is the same with its name and without', async () => {
  for (const { definition } of tlpMarkings.values()) {
    const { name: _, ...unnamed } = definition;
    await coalition.store(france, open, definition);
    const [again] = await coalition.write(france, open, [unnamed]);
    assert.equal(again?.state, 'unchanged');
    const [wrong] = await coalition.write(france, open, [{ ...definition, created: '2020-01-01T00:00:00.000Z' }]);
    assert.ok(wrong?.state === 'refused' && wrong.version === '2020-01-01T00:00:00.000Z');
  }
});

test('an observable has no versions: other content replaces it, and importing all of it twice changes nothing', async () => {
  const domain = (more = {}) => ({
    type: 'domain-name',
    spec_version: '2.1',
    id: 'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
    value: 'example.com',
    ...more,
    ...green,
  });
  const contents = [domain(), ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((x_seen) => domain({ x_seen }))];
  for (const content of contents) await coalition.store(france, open, content);
  const [got] = coalition.browse(iraq);
  assert.equal(got, domain().id);
  const current = coalition.core.reader.current(coalition.viewer(iraq), domain().id);
  assert.ok(current);
  const [bytes] = coalition.core.reader.bodies([current]);
  assert.equal(JSON.parse(Buffer.from(bytes ?? []).toString()).x_seen, 11);

  const before = coalition.poll(iraq, open);
  const outcomes = await coalition.write(france, open, contents);
  assert.deepEqual(new Set(outcomes.map(({ state }) => state)), new Set(['unchanged']));
  assert.deepEqual(coalition.poll(iraq, open), before);
});
