import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { createHolders } from './holders.ts';
import { address, note, relationship, releaseTo, tlp } from './objects.ts';

/** Versions, parts, collections and references used to read what was closed, or is closed for others. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, iraq, nato, ask } = coalition;
const { asText, holders, all, only } = createHolders(coalition);

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

test('what names an object where somebody cannot read it takes no room from what he can', async () => {
  const toUs = releaseTo(us, us);
  const centre = note(us, [tlp('green')], { content: 'the centre' });
  const near = note(france, [tlp('green')], { object_refs: [centre.id] });
  await coalition.store(us, [toUs, centre]);
  await coalition.store(france, [near]);
  const graph = (): Promise<string> => coalition.read(france, `/api/objects/${centre.id}/graph?limit=3`);
  const before = await graph();
  assert.match(before, new RegExp(near.id));
  const granular_markings = [{ selectors: ['object_refs.[1]'], marking_ref: toUs.id }];
  const naming = Array.from({ length: 6 }, () =>
    note(us, [tlp('green')], { object_refs: [us.identity, centre.id], granular_markings }),
  );
  await coalition.store(us, naming);
  const whole = await coalition.read(us, `/api/objects/${centre.id}/graph?limit=60`);
  for (const { id } of naming) assert.match(whole, new RegExp(id));
  assert.equal(await graph(), before);
});
