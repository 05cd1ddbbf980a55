import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { writeReleaseMarking } from '@entente/release';
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
