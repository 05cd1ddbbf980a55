import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { writeReleaseMarking } from '@entente/release';
import { tlpMarkings } from '@entente/stix';
import { type Caller, freshId, startCoalition } from './coalition.ts';
import { note, releaseTo, tlp } from './objects.ts';

/** One person alone who publishes what by the policy of the member takes two, by whatever way round it. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, iraq, nato, api, ask } = coalition;
const admin = await coalition.account('admin@us.example', us.principal, 'member-admin');
const analyst = await coalition.account('analyst@us.example', us.principal, 'analyst');
const police = await core.unitService.add(operator, 'France', { name: 'Police', kind: 'served', amber: true });
const border = await core.unitService.add(operator, 'France', { name: 'Border', kind: 'internal', amberStrict: true });

const policy = async (wanted: object) => {
  const { status, text } = await api(admin, 'PUT', '/api/members/United%20States/policy', wanted);
  assert.equal(status, 200, text);
};
const reads = async (who: Caller, id: string) => (await ask(who, { path: `/api/objects/${id}` })).status === 200;
const publish = (terms: object, more: object = {}) =>
  api(analyst, 'POST', '/api/objects', {
    collection: 'open',
    terms,
    object: { type: 'note', content: 'x', object_refs: [us.identity] },
    ...more,
  });
/** The rules by which the objects of an envelope were refused, in their order. */
const refusedAll = async (objects: readonly { readonly id: string }[]) => {
  const status = await coalition.add(us, objects);
  return new Map(status.failures?.map(({ id, message }) => [id, message]));
};

test('the policy holds at all, so that there is something to get round', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  assert.equal((await publish({ tlp: 'green' })).status, 202);
  const open = note(us, [tlp('green')]);
  assert.match((await refusedAll([open])).get(open.id) ?? '', /second person/);
});

test('an embargo that ends in a moment', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  const notBefore = new Date(Date.now() + 3_600_000).toISOString();
  assert.equal((await publish({ tlp: 'green' }, { handling: { notBefore } })).status, 202);
  const marking = writeReleaseMarking(
    { to: [france.identity, iraq.identity], handling: { notBefore } },
    { id: freshId('marking-definition'), created: '2026-01-01T00:00:00.000Z', createdBy: us.identity },
  );
  const late = note(us, [tlp('green'), String(marking.id)]);
  assert.match((await refusedAll([marking as { id: string }, late])).get(late.id) ?? '', /second person/);
});

test('a narrow text of a marking that stands beside the object, and a wide one that is stored', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  for (const created of ['2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']) {
    const wide = releaseTo(us, france, iraq);
    await coalition.store(us, [wide]);
    const secret = note(us, [tlp('green'), wide.id]);
    await coalition.add(us, [{ ...releaseTo(us, us), id: wide.id, created }, secret]);
    assert.ok(!(await reads(iraq, secret.id)), created);
  }
  // Nor the other way round: refused, so that it says nothing, or not of this owner.
  for (const more of [{ created: 'never' }, { created_by_ref: france.identity }]) {
    const wide = releaseTo(us, france, iraq);
    await coalition.store(us, [wide]);
    const secret = note(us, [tlp('green'), wide.id]);
    await coalition.add(us, [{ ...releaseTo(us, us), id: wide.id, ...more }, secret]);
    assert.ok(!(await reads(iraq, secret.id)), JSON.stringify(more));
  }
});

test('a marking that comes after the object that waits for it', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  const marking = releaseTo(us, france, iraq);
  const [secret, narrow] = [note(us, [tlp('green'), marking.id]), note(us, [tlp('amber'), marking.id])];
  await coalition.add(us, [secret, narrow]);
  await coalition.add(us, [marking]);
  await core.catchUps.idle();
  for (const who of [france, iraq]) assert.ok(!(await reads(who, secret.id)), who.name);
});

const created = '2026-01-01T00:00:00.000Z';
const statement = (more: object = {}) => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: freshId('marking-definition'),
  created_by_ref: us.identity,
  created,
  definition_type: 'statement',
  definition: { statement: 'The convoy leaves at dawn.' },
  ...more,
});

test('words in what the whole coalition reads, whatever it is marked with', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  const [white = ''] = [...tlpMarkings].find(([, { version, level }]) => version === 1 && level === 'clear') ?? [];
  const extension = {
    type: 'extension-definition',
    spec_version: '2.1',
    id: freshId('extension-definition'),
    created_by_ref: us.identity,
    created,
    modified: created,
    name: 'The convoy leaves at dawn.',
    schema: 'https://example.org/schema.json',
    version: '1.0.0',
    extension_types: ['toplevel-property-extension'],
    object_marking_refs: [tlp('red')],
  };
  const said = [
    statement(),
    statement({ name: 'The convoy leaves at dawn.', definition: { statement: 'x' } }),
    statement({ created_by_ref: undefined, x_when: 'at dawn' }),
    statement({ object_marking_refs: [tlp('red')] }),
    extension,
  ];
  const refused = await refusedAll(said);
  for (const { id } of said) {
    assert.match(refused.get(id) ?? '', /second person/, id);
    assert.ok(!(await reads(iraq, id)), id);
  }
  const identity = {
    type: 'identity',
    spec_version: '2.1',
    id: us.identity,
    created_by_ref: us.identity,
    name: us.name,
  };
  const own = { ...identity, created, modified: '2099-01-01T00:00:00.000Z', description: 'The convoy leaves at dawn.' };
  await coalition.add(us, [own, { ...tlpMarkings.get(white)?.definition, x_when: 'The convoy leaves at dawn.' }]);
  for (const id of [us.identity, white]) {
    const { text } = await ask(iraq, { path: `/api/objects/${id}` });
    assert.doesNotMatch(text, /convoy/, id);
  }
});

test('and what is none of that is free: the standard’s markings, lists, what is stored, what few read', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  const standard = [...tlpMarkings.values()].map(({ definition }) => definition);
  const list = releaseTo(us, france);
  await coalition.store(us, [...standard, { ...standard[0], name: undefined }, list]);
  await policy({ partners: [], dates: [] });
  const known = statement();
  await coalition.store(us, [known]);
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  await coalition.store(us, [known]);
  const own = await core.collectionService.add(core.localViewer(us.principal), {
    title: 'Own',
    alias: 'own',
    readers: [],
    writers: [],
  });
  await coalition.store(us, [statement()], own.id);
});

test('a marking is handed in, looked at by another, and read by all from then on', async () => {
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  const { type, definition_type, definition } = statement();
  const object = { type, definition_type, definition };
  for (const terms of [{ tlp: 'red' }, { tlp: 'clear', releasableTo: ['France'] }]) {
    assert.equal((await publish(terms, { object })).status, 422, 'narrower terms would be a lie');
  }
  assert.equal((await publish({ tlp: 'clear' }, { object, handling: { nodesOnly: true } })).status, 422);
  const handedIn = await publish({ tlp: 'clear' }, { object });
  assert.equal(handedIn.status, 202, handedIn.text);
  const { approval } = JSON.parse(handedIn.text) as { approval: string };
  const officer = await coalition.account('officer@us.example', us.principal, 'release-officer', 'analyst');
  const seen = JSON.parse(await coalition.read(officer, `/api/approvals/${approval}`)) as { object: string };
  assert.ok(!(await reads(iraq, seen.object)));
  assert.equal((await api(officer, 'POST', `/api/approvals/${approval}/approve`)).status, 200);
  assert.ok(await reads(iraq, seen.object));
});

test('units and persons of a partner, instead of the partner', async () => {
  await policy({ partners: ['France'], dates: [] });
  for (const releasableTo of [['France'], [police.identity], [border.identity], ['France/Police', 'NATO']]) {
    for (const level of ['amber', 'green']) {
      assert.equal((await publish({ tlp: level, releasableTo })).status, 202, `${level} to ${releasableTo}`);
    }
  }
  const { id } = await coalition.account('person@france.example', france.principal, 'analyst');
  const chief = await coalition.account('chief@france.example', france.principal, 'member-admin');
  assert.equal((await api(chief, 'PATCH', `/api/accounts/${id}`, { clearedForRed: true })).status, 200);
  assert.equal((await publish({ tlp: 'red', releasableTo: ['France'] })).status, 202, 'RED to its persons');
  await policy({ widerThan: 'amber', partners: [], dates: [] });
  assert.equal((await publish({ tlp: 'green', releasableTo: [police.identity] })).status, 202, 'to a unit, and wide');
  await policy({ moreMembersThan: 1, partners: [], dates: [] });
  assert.equal((await publish({ tlp: 'amber', releasableTo: [police.identity, nato.identity] })).status, 202);
  assert.equal((await publish({ tlp: 'amber', releasableTo: [police.identity, border.identity] })).status, 201);
});
