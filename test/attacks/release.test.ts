import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { releaseExtensionId, writeReleaseMarking } from '@entente/release';
import { tlpMarkings } from '@entente/stix';
import { basic, type Caller, freshId, type Member, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { address, note, relationship, releaseTo, tlp } from './objects.ts';
import { difference, told } from './told.ts';

/** Markings, lists and versions used to open what is closed: who may have an object is its originator's word alone. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, iraq, nato, interpol, belgium, ask } = coalition;
const everybody: readonly Member[] = [us, france, iraq, nato, interpol];

/** Names of the members that get this object, by every way of reading it; the ways must agree. */
async function holders(id: string, collection = 'open'): Promise<string[]> {
  const holding: string[] = [];
  for (const who of everybody) {
    const one = (await ask(who, { path: `/api/objects/${id}` })).status === 200;
    const taxii = `/taxii2/coalition/collections/${collection}`;
    const ways: Record<string, boolean> = {
      raw: (await ask(who, { path: `/api/objects/${id}/raw` })).status === 200,
      object: (await ask(who, { path: `${taxii}/objects/${id}/` })).status === 200,
      all: (await coalition.ids(who, 'match[version]=all', collection)).includes(id),
      manifest: (await coalition.read(who, `${taxii}/manifest/?limit=1000&match[version]=all`)).includes(id),
      search: (await coalition.read(who, `/api/objects?limit=200&q=${id}`)).includes(id),
    };
    for (const [way, has] of Object.entries(ways)) assert.equal(has, one, `${who.name} by ${way}`);
    if (one) holding.push(who.name);
  }
  return holding;
}
const all = everybody.map(({ name }) => name);
const only = (...members: readonly Member[]): string[] => ['United States', ...members.map(({ name }) => name)];

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

test('a part that is marked more narrowly is not read by others', async () => {
  const list = releaseTo(us, iraq);
  const parts = note(us, [tlp('green')], {
    content: 'a part for one alone',
    granular_markings: [{ marking_ref: list.id, selectors: ['content'] }],
  });
  await coalition.store(us, [list, parts]);
  assert.match(await asText(iraq), /a part for one alone/);
  for (const who of [france, nato]) {
    assert.doesNotMatch(await asText(who), /a part for one alone/);
    assert.doesNotMatch((await ask(who, { path: `/api/objects/${parts.id}` })).text, /a part for one alone/);
  }
});

async function shown(who: Caller, id: string): Promise<string> {
  return await coalition.read(who, `/api/objects/${id}/raw`);
}

test('stripping or lowering a marking in a new version is its originator’s alone, and no marking means private', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, secret]);
  for (const object_marking_refs of [undefined, [tlp('clear')], [tlp('amber')]]) {
    const changed = { ...secret, object_marking_refs, modified: '2027-01-01T00:00:00.000Z' };
    assert.equal((await coalition.add(france, [changed])).failure_count, 1);
    assert.equal((await coalition.add(iraq, [changed])).failure_count, 1);
    await coalition.add(iraq, [{ ...changed, created_by_ref: iraq.identity, content: 'mine' }]);
  }
  const stripped = { ...secret, object_marking_refs: undefined, modified: '2026-06-01T00:00:00.000Z' };
  await coalition.store(us, [stripped]);
  const names = await ownersTo(iraq, secret.id);
  assert.ok(!names.includes('United States'), 'unmarked now, and so private again');
});

async function asText(who: Caller): Promise<string> {
  return await coalition.read(who, '/taxii2/coalition/collections/open/objects/?limit=1000&match[version]=all');
}
async function ownersTo(who: Caller, id: string): Promise<string[]> {
  const { text } = await ask(who, { path: `/api/objects?q=%22${id.slice(-12)}%22` });
  return (JSON.parse(text) as { objects: { owner: { name: string } }[] }).objects.map(({ owner }) => owner.name);
}

test('the same version with other markings, or other terms, changes nothing', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, secret]);
  assert.equal((await coalition.add(us, [{ ...secret, object_marking_refs: [tlp('green')] }])).failure_count, 1);
  await coalition.store(us, [secret]);
  const { collection } = await core.collectionService
    .add(operator, { title: 'Wide open', alias: 'wide', readers: 'all', writers: 'all', unmarked: 'clear' })
    .then(({ id }) => ({ collection: id }));
  await coalition.store(us, [secret], collection);
  assert.deepEqual(await coalition.ids(france, '', collection), []);
  assert.deepEqual(await holders(secret.id), only(iraq));
});

test('narrowing reaches older versions at once, by every filter for versions', async () => {
  const list = releaseTo(us, iraq);
  const versions = ['2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z', '2026-01-04T00:00:00.000Z'];
  const wide = versions.map((modified, index) => ({ ...note(us, [tlp('green')]), modified, content: `text ${index}` }));
  const id = wide[0]?.id ?? '';
  await coalition.store(us, [list, ...wide.map((each) => ({ ...each, id }))]);
  assert.equal((await coalition.ids(france, `match[id]=${id}&match[version]=all`)).length, 3);
  const cursor = JSON.parse(
    await coalition.read(france, `/taxii2/coalition/collections/open/objects/${id}/?match[version]=all&limit=1`),
  ) as { next: string };
  const narrow = { ...wide[0], id, modified: '2026-05-01T00:00:00.000Z', object_marking_refs: [tlp('amber'), list.id] };
  await coalition.store(us, [narrow]);
  const taxii = '/taxii2/coalition/collections/open';
  const paths = [
    ...['all', 'first', 'last', ...versions].flatMap((version) => [
      `${taxii}/objects/?match[id]=${id}&match[version]=${version}`,
      `${taxii}/manifest/?match[id]=${id}&match[version]=${version}`,
      `${taxii}/objects/${id}/?match[version]=${version}`,
    ]),
    `${taxii}/objects/${id}/?match[version]=all&limit=1&next=${cursor.next}`,
    `${taxii}/objects/${id}/versions/`,
    ...versions.flatMap((version) => [
      `/api/objects/${id}?version=${version}`,
      `/api/objects/${id}/raw?version=${version}`,
    ]),
    '/api/objects?q=text&limit=200',
  ];
  for (const path of paths) {
    const { text } = await ask(france, { path });
    assert.ok(!text.includes(id) && !text.includes('"text '), `${path}: ${text.slice(0, 200)}`);
  }
  assert.equal((await coalition.ids(iraq, `match[id]=${id}&match[version]=all`)).length, 4);
  // A still older version that comes afterwards is no way around.
  await coalition.store(us, [
    { ...wide[0], id, created: '2025-01-01T00:00:00.000Z', modified: '2025-01-01T00:00:00.000Z' },
  ]);
  assert.deepEqual(await holders(id), only(iraq));
  // And widening shows the newest, not what was before it.
  await coalition.store(us, [{ ...wide[0], id, modified: '2026-06-01T00:00:00.000Z', content: 'for all' }]);
  assert.deepEqual(await holders(id), all);
  assert.match(await shown(france, id), /for all/);
});

test('an observable that is marked more narrowly reaches back, too', async () => {
  const list = releaseTo(us, iraq);
  const wide = address('203.0.113.99', [tlp('green')]);
  await coalition.store(us, [list, wide]);
  assert.deepEqual(await holders(wide.id), all);
  await coalition.store(us, [address('203.0.113.99', [tlp('amber'), list.id])]);
  assert.deepEqual(await holders(wide.id), only(iraq));
});

test('what is restricted from the beginning is at no moment seen by others: not in a page, a search or a stream', async () => {
  const list = releaseTo(us, iraq);
  await coalition.store(us, [list]);
  const events = await openEvents(coalition.node.url, nato);
  let watching = true;
  let rounds = 0;
  const watch = (async () => {
    while (watching) {
      rounds += 1;
      const texts = await Promise.all([
        coalition.read(nato, '/taxii2/coalition/collections/open/objects/?limit=1000&match[version]=all'),
        coalition.read(nato, '/api/objects?q=windowless&limit=200'),
        coalition.read(nato, '/api/overview'),
      ]);
      for (const text of texts) assert.ok(!text.includes('windowless'), text.slice(0, 200));
    }
  })();
  for (let round = 0; round < 15; round += 1) {
    const secret = note(us, [tlp('amber'), list.id], { content: 'windowless' });
    const wide = note(us, [tlp('green')], { content: 'windowless, at first' });
    await Promise.all([
      coalition.store(us, [secret]),
      // Both in one envelope: what is narrowed by it is never wide.
      coalition.store(us, [
        wide,
        { ...wide, modified: '2026-02-01T00:00:00.000Z', object_marking_refs: [tlp('amber'), list.id] },
      ]),
      coalition.api(us, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'amber', releasableTo: ['Iraq'] },
        object: { type: 'note', content: 'windowless', object_refs: [us.identity] },
      }),
    ]);
  }
  watching = false;
  await watch;
  assert.ok(rounds > 5, `${rounds} rounds of watching`);
  assert.deepEqual(events.seen(), ['hello']);
  events.close();
});

test('taking readers from a collection takes what is in it, and giving them back opens nothing wider than its terms', async () => {
  const limited = await core.collectionService.add(operator, {
    title: 'Few',
    alias: 'few',
    readers: ['France', 'Iraq'],
    writers: 'all',
  });
  const list = releaseTo(us, iraq);
  const [open, listedOne] = [note(us, [tlp('clear')]), note(us, [tlp('green'), list.id])];
  await coalition.store(us, [list, open, listedOne], limited.id);
  assert.deepEqual(await coalition.ids(france, 'match[type]=note', limited.id), [open.id]);
  const admin = await coalition.account('admin@us.example', us.principal, 'member-admin');
  const change = async (readers: unknown) => {
    const answer = await coalition.api(admin, 'PATCH', '/api/collections/few', { readers });
    // What somebody gains by it would be placed before him in the background.
    await core.catchUps.idle();
    return answer;
  };
  assert.equal((await change(['Iraq'])).status, 200);
  assert.equal((await ask(france, { path: `/api/objects/${open.id}` })).status, 404);
  // Readers that are added see what comes, not what was published before they were there.
  assert.equal((await change('all')).status, 200);
  assert.equal((await ask(nato, { path: `/api/objects/${open.id}` })).status, 404);
  assert.equal((await ask(france, { path: `/api/objects/${listedOne.id}` })).status, 404);
});

test('TLP:RED goes to no member’s token, though it names the member', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('red'), list.id]);
  await coalition.store(us, [list, secret]);
  assert.deepEqual(await holders(secret.id), only());
});

test('a distribution list is shown to nobody but its author', async () => {
  const list = releaseTo(us, iraq, interpol);
  const shared = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, shared]);
  assert.deepEqual(await holders(list.id), only());
  const view = await coalition.read(iraq, `/api/objects/${shared.id}`);
  assert.ok(!view.includes('INTERPOL') && !view.includes(interpol.identity) && !view.includes('"audience"'));
  assert.match(await coalition.read(us, `/api/objects/${shared.id}`), /INTERPOL/);
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

test('a reference to what somebody may not see is withheld from him, and so is a relationship with it', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  const open = note(us, [tlp('green')]);
  await coalition.store(us, [list, secret, open]);
  const naming = note(us, [tlp('green')], { content: 'see these', object_refs: [secret.id, open.id] });
  const newer = { ...open, modified: '2026-02-01T00:00:00.000Z', object_refs: [us.identity, secret.id] };
  const related = relationship(us, open.id, secret.id, [tlp('green')]);
  await coalition.store(us, [naming, newer, related]);
  const taxii = '/taxii2/coalition/collections/open';
  for (const who of [france, nato]) {
    const paths = [
      `${taxii}/objects/?limit=1000&match[version]=all`,
      `${taxii}/manifest/?limit=1000&match[version]=all`,
      ...[naming.id, open.id].flatMap((id) =>
        ['', '/raw', '/graph', '/why'].map((part) => `/api/objects/${id}${part}`),
      ),
      `/api/objects?q=%22${secret.id.slice(-12)}%22`,
      '/api/objects?limit=200&facets=true',
      '/api/overview',
      '/api/export',
    ];
    for (const path of paths) {
      const text = await coalition.read(who, path);
      assert.ok(!text.includes(secret.id), `${who.name} ${path}`);
      assert.ok(!text.includes(related.id), `${who.name} ${path}`);
    }
  }
  assert.match(await coalition.read(iraq, `/api/objects/${naming.id}/raw`), new RegExp(secret.id));
  assert.deepEqual(await holders(related.id), only(iraq));
});

test('why, holders and previews tell of others only to the owner’s people', async () => {
  const list = releaseTo(us, iraq);
  const shared = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, shared]);
  const missing = freshId('note');
  for (const path of ['/why?viewer=INTERPOL', '/why?viewer=United%20States', '/audience']) {
    for (const who of [iraq, france]) {
      const [first, second] = await Promise.all(
        [shared.id, missing].map(async (id) => told(await ask(who, { path: `/api/objects/${id}${path}` }), id)),
      );
      assert.equal(difference(second ?? '', first ?? ''), undefined, `${who.name} ${path}`);
    }
  }
  const why = await coalition.read(iraq, `/api/objects/${shared.id}/why`);
  assert.ok(!why.includes('INTERPOL') && !why.includes(list.id), why);
});

test('an auditor learns who has what and why, and not what it says; an admin of the coalition learns nothing', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id], { content: 'unmistakable', labels: ['unmistakable'] });
  const missing = freshId('note');
  await coalition.store(us, [list, secret]);
  const auditor = await coalition.account('auditor@nato.example', nato.principal, 'auditor');
  const admin = await coalition.account(
    'boss@nato.example',
    nato.principal,
    'coalition-admin',
    'member-admin',
    'analyst',
  );
  const about = ['/why?viewer=Iraq', '/why?viewer=France', '/audience'];
  for (const path of about) {
    const text = await coalition.read(auditor, `/api/objects/${secret.id}${path}`);
    assert.ok(!text.includes('unmistakable') && !text.includes('labels'), text);
  }
  const alike = async (who: Caller, path: string) => {
    const [first, second] = await Promise.all(
      [secret.id, missing].map(async (id) => told(await ask(who, { path: `/api/${path.replace('ID', id)}` }), id)),
    );
    assert.equal(difference(second ?? '', first ?? ''), undefined, path);
  };
  const reading = ['', '/raw', '/graph', '/why', '/why?viewer=NATO'].map((each) => `objects/ID${each}`);
  for (const path of reading) await alike(auditor, path);
  const asking = about.map((each) => `objects/ID${each}`);
  const auditing = ['holders', 'terms'].map((each) => `audit/objects/ID/${each}`);
  for (const path of [...reading, ...asking, ...auditing, 'audit/entries?subject=ID']) await alike(admin, path);
  assert.ok(!(await coalition.read(admin, '/api/audit/entries?limit=500')).includes(secret.id));
});

test('a preview stores nothing, wakes nobody and tells its author nothing of what he may not see', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, secret]);
  const events = await openEvents(coalition.node.url, iraq);
  const drafts = await Promise.all(
    [secret.id, freshId('note')].map(async (target) => {
      const { status, text } = await coalition.api(france, 'POST', '/api/preview', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'only a draft', object_refs: [target] },
      });
      assert.equal(status, 200, text);
      return text.replaceAll(target, '').replace(/"(id|created|modified)":"[^"]+"/g, '');
    }),
  );
  assert.equal(drafts[0], drafts[1]);
  assert.doesNotMatch(await asText(france), /only a draft/);
  assert.deepEqual(events.seen(), ['hello']);
  events.close();
});

test('the audit log tells members of what is theirs, and nothing of what else went where', async () => {
  const [toIraq, toBoth] = [releaseTo(us, iraq), releaseTo(us, iraq, interpol)];
  const [secret, shared] = [note(us, [tlp('amber'), toIraq.id]), note(us, [tlp('amber'), toBoth.id])];
  await coalition.store(us, [toIraq, toBoth, secret, shared]);
  await coalition.read(iraq, `/api/objects/${secret.id}`);
  await coalition.read(interpol, `/api/objects/${shared.id}`);
  const admin = await coalition.account('admin@interpol.example', interpol.principal, 'member-admin');
  for (const who of [interpol, admin, france, france.readOnly]) {
    for (const query of [
      '',
      `?subject=${secret.id}`,
      '?member=Iraq',
      `?subject=${toIraq.id}`,
      '?format=csv',
      '?format=ndjson',
    ]) {
      const { status, text } = await ask(who, { path: `/api/audit/entries${query}` });
      assert.ok(status < 500, query);
      for (const hidden of [secret.id, toIraq.id, toBoth.id]) assert.ok(!text.includes(hidden), `${query}: ${hidden}`);
      if (query !== '') continue;
      // Beside the entries stands who is who in the coalition; the entries themselves are of nobody else.
      const { entries } = JSON.parse(text) as { entries: unknown[] };
      assert.ok(!JSON.stringify(entries).includes(iraq.identity), text.slice(0, 300));
    }
  }
  assert.match(await coalition.read(admin, '/api/audit/entries'), new RegExp(shared.id), 'its own are there');
  // What was read is written down in the background; by then there is something to be told.
  const operator: Caller = { headers: { authorization: basic('operator@us.example') } };
  const received = '/api/audit/members/Iraq/received';
  for (const until = Date.now() + 5000; !(await coalition.read(operator, received)).includes(secret.id); ) {
    assert.ok(Date.now() < until, 'Iraq has received it');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const who of [admin, interpol, france]) {
    const { status, text } = await ask(who, { path: received });
    assert.ok(status >= 400 || text.startsWith('{"received":[]'), text.slice(0, 200));
  }
});
