import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { releaseExtensionId, writeReleaseMarking } from '@entente/release';
import { tlpMarkings } from '@entente/stix';
import { freshId, startCoalition } from './coalition.ts';
import { createHolders } from './holders.ts';
import { note, releaseTo, tlp } from './objects.ts';

/** Markings and lists used to open what is closed: who may have an object is its originator’s word alone. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, iraq, belgium } = coalition;
const { everybody, holders, only } = createHolders(coalition);

test('the standard’s TLP markings cannot be defined anew', async () => {
  const red = tlp('red');
  const standard = tlpMarkings.get(red)?.definition;
  const spoofs = [
    { ...standard, extensions: undefined, definition_type: 'statement', definition: { statement: 'for everybody' } },
    { ...standard, extensions: undefined, definition_type: 'tlp', definition: { tlp: 'white' } },
    { ...standard, created_by_ref: france.identity, created: '2027-01-01T00:00:00.000Z', name: 'TLP:CLEAR' },
    { ...releaseTo(france, ...everybody), id: red },
    { ...standard, id: tlp('amber') },
  ];
  for (const who of [france, us]) {
    for (const spoof of spoofs)
      assert.equal((await coalition.add(who, [spoof])).failure_count, 1, JSON.stringify(spoof));
  }
  const secret = note(us, [red]);
  await coalition.store(us, [secret]);
  assert.deepEqual(await holders(secret.id), only());
});

test('what only looks like TLP grants nothing', async () => {
  const extension = Object.keys(tlpMarkings.get(tlp('clear'))?.definition.extensions ?? {})[0] ?? '';
  const base = { type: 'marking-definition', spec_version: '2.1', created: '2026-01-01T00:00:00.000Z' };
  const looking = [
    {
      ...base,
      id: freshId('marking-definition'),
      definition_type: 'statement',
      definition: { statement: 'TLP:CLEAR' },
      name: 'TLP:CLEAR',
    },
    { ...base, id: freshId('marking-definition'), definition_type: 'x-tlp', definition: { tlp: 'white' } },
    {
      ...base,
      id: freshId('marking-definition'),
      extensions: { [freshId('extension-definition')]: { extension_type: 'property-extension', tlp_2_0: 'clear' } },
    },
    {
      ...base,
      id: freshId('marking-definition'),
      extensions: { [extension]: { extension_type: 'property-extension', tlp_2_0: 'clear' } },
    },
  ];
  for (const marking of looking) {
    await coalition.add(us, [marking]);
    for (const id of [marking.id, marking.id.toUpperCase().replace('MARKING-DEFINITION', 'marking-definition')]) {
      const secret = note(us, [id]);
      await coalition.store(us, [secret]);
      assert.deepEqual(await holders(secret.id), only(), JSON.stringify(marking));
    }
  }
  const capitals = note(us, [tlp('clear').replace(/[0-9a-f-]{36}$/, (uuid) => uuid.toUpperCase())]);
  await coalition.store(us, [capitals]);
  assert.deepEqual(await holders(capitals.id), only());
});

test('another member’s release marking is not opened by publishing its id, before or after it is used', async () => {
  const list = releaseTo(us, iraq);
  const first = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, first]);
  const unknown = freshId('marking-definition');
  const waiting = note(us, [tlp('green'), unknown]);
  await coalition.store(us, [waiting]);
  for (const id of [list.id, unknown]) {
    const statement = {
      type: 'marking-definition',
      spec_version: '2.1',
      definition_type: 'statement',
      definition: { statement: 'for everybody' },
    };
    const forged = [
      { ...statement, id, created: '2027-01-01T00:00:00.000Z', created_by_ref: france.identity },
      { ...statement, id, created: '2028-01-01T00:00:00.000Z' },
      { ...releaseTo(france, ...everybody), id, created: '2029-01-01T00:00:00.000Z' },
      { ...releaseTo(us, ...everybody), id, created: '2030-01-01T00:00:00.000Z' },
    ];
    for (const each of forged) await coalition.add(france, [each]);
  }
  const second = note(us, [tlp('amber'), list.id]);
  const later = note(us, [tlp('green'), unknown]);
  await coalition.store(us, [second, later]);
  for (const each of [first, second]) assert.deepEqual(await holders(each.id), only(iraq));
  for (const each of [waiting, later]) assert.deepEqual(await holders(each.id), only());
});

/** Lists that name nobody who may have it. */
const lists: [string, () => Promise<string>][] = [
  ['of strangers', async () => await listed([freshId('identity')])],
  ['of one who has left', async () => await listed([belgium.identity])],
  [
    'of a name instead of an id',
    async () => await listed([`identity--${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`]),
  ],
  ['of an empty group', async () => await listed([await group('Nobody', [])])],
  ['of a group with only one who has left', async () => await listed([await group('Former', [belgium.name])])],
  ['of groups that hold each other', async () => await listed([await circle()])],
  ['that is a group of another kind', async () => await listed([freshId('grouping').replace('grouping', 'identity')])],
];

async function listed(to: readonly string[]): Promise<string> {
  const marking = releaseTo(us, ...to.map((identity) => ({ identity })));
  await coalition.store(us, [marking]);
  return marking.id;
}

async function group(name: string, members: readonly string[]): Promise<string> {
  return (await core.memberService.putGroup(operator, { name, members })).identity;
}

async function circle(): Promise<string> {
  await group('Inner', []);
  const outer = await group('Outer', ['Inner']);
  await group('Inner', ['Outer']);
  return outer;
}

for (const [what, make] of lists) {
  test(`a release list ${what} gives it to nobody`, async () => {
    const marking = await make();
    for (const level of ['clear', 'green', 'amber'] as const) {
      const secret = note(us, [tlp(level), marking]);
      await coalition.store(us, [secret]);
      assert.deepEqual(await holders(secret.id), only(), level);
      const { terms } = JSON.parse(await coalition.read(us, `/api/objects/${secret.id}`)) as {
        terms: { audience: { name: string }[] };
      };
      assert.deepEqual(
        terms.audience.map(({ name }) => name),
        only(),
      );
    }
  });
}

test('a release list that is not exactly as defined closes, and an empty one is refused', async () => {
  const extension = (more: object) => ({
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${randomUUID()}`,
    created: '2026-01-01T00:00:00.000Z',
    created_by_ref: us.identity,
    extensions: { [releaseExtensionId]: { extension_type: 'property-extension', ...more } },
  });
  for (const more of [
    { releasable_to: [] },
    { releasable_to: 'all' },
    { releasable_to: ['all'] },
    { releasable_to: { 0: france.identity } },
    { releasable_to: [france.identity], unknown: true },
    { releasableTo: [france.identity] },
    { releasable_to: [france.identity, 7] },
    { releasable_to: [france.identity], handling: { not_before: 'soon' } },
    { releasable_to: [france.identity], handling: { __proto__: null, constructor: true } },
    { not_releasable_to: [freshId('identity')] },
  ]) {
    const marking = extension(more);
    await coalition.add(us, [marking]);
    const secret = note(us, [tlp('green'), marking.id]);
    await coalition.store(us, [secret]);
    assert.deepEqual(await holders(secret.id), only(), JSON.stringify(more));
  }
});

test('a list is a list of now: who leaves the group, or the coalition, has it no more', async () => {
  const identity = await group('Partners', ['France', 'Iraq']);
  const secret = note(us, [tlp('amber'), await listed([identity])]);
  await coalition.store(us, [secret]);
  assert.deepEqual(await holders(secret.id), only(france, iraq));
  await group('Partners', ['Iraq']);
  assert.deepEqual(await holders(secret.id), only(iraq));
});

test('markings that contradict each other: what every one of them allows, in any order', async () => {
  const [toFrance, toIraq, toBoth] = [releaseTo(us, france), releaseTo(us, iraq), releaseTo(us, france, iraq)];
  await coalition.store(us, [toFrance, toIraq, toBoth]);
  const cases: [string[], string[]][] = [
    [[tlp('clear'), tlp('red')], only()],
    [[tlp('green'), toFrance.id, toIraq.id], only()],
    [[toBoth.id, tlp('clear'), toIraq.id], only(iraq)],
    [[tlp('clear'), freshId('marking-definition')], only()],
  ];
  for (const [markings, expected] of cases) {
    for (const order of [markings, markings.toReversed()]) {
      const secret = note(us, order);
      await coalition.store(us, [secret]);
      assert.deepEqual(await holders(secret.id), expected);
    }
  }
});

test('TLP:RED goes to no member’s token, though it names the member', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('red'), list.id]);
  await coalition.store(us, [list, secret]);
  assert.deepEqual(await holders(secret.id), only());
});

test('an embargo and an expiry hold', async () => {
  const dated = (handling: { notBefore: string } | { purgeAfter: string }) =>
    writeReleaseMarking(
      { to: [iraq.identity], handling },
      { id: freshId('marking-definition'), created: '2026-01-01T00:00:00.000Z', createdBy: us.identity },
    );
  const embargoed = dated({ notBefore: '2999-01-01T00:00:00Z' });
  const secret = note(us, [tlp('amber'), String(embargoed.id)]);
  await coalition.store(us, [embargoed, secret]);
  assert.deepEqual(await holders(secret.id), only());
  // What has expired before it is published is not taken, or shown to nobody.
  const expired = dated({ purgeAfter: '2020-01-01T00:00:00Z' });
  const late = note(us, [tlp('amber'), String(expired.id)]);
  await coalition.store(us, [expired]);
  await coalition.add(us, [late]);
  for (const name of await holders(late.id)) assert.equal(name, us.name);
});
