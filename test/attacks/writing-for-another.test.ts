import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, startCoalition } from './coalition.ts';
import { address, copyOf, indicator, note, releaseTo, report, tlp } from './objects.ts';

/**
 * Who writes in a name that is not his own, for a member's unit or by another member's mandate, has that name and not
 * its eyes: what the owner sees and he does not is to him like what does not exist, in what he is answered, in a preview
 * and in what he then reads of what he wrote. And what the owner has stays as it is.
 */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, iraq, nato, api, ask } = coalition;
const toFrance = releaseTo(us, france);
await coalition.store(us, [toFrance]);
const police = await core.unitService.add(operator, 'France', { name: 'Police', kind: 'served' });
const ofPolice = core.access.tokens.create(operator, {
  member: police.member,
  unit: police.unit,
  label: 'x',
  write: true,
});
const unit: Caller = { headers: { authorization: `Bearer ${ofPolice.token}` } };
const admin = await coalition.account('admin@france.example', france.principal, 'member-admin');
const holder = await coalition.account('analyst@iraq.example', iraq.principal, 'analyst');
assert.equal((await api(admin, 'POST', '/api/mandates', { holder: 'Iraq' })).status, 201);

const writers: readonly { what: string; who: Caller; program: Caller; more: object }[] = [
  { what: 'a unit', who: unit, program: unit, more: {} },
  { what: 'who holds a mandate', who: holder, program: iraq, more: { onBehalfOf: 'France' } },
];

/** Two ids, of something that France alone sees and of nothing: as alike as ids can be. */
const pairs = {
  indicator: () => {
    const hidden = indicator(us, [tlp('amber+strict'), toFrance.id], 'The name of an operation');
    const missing = hidden.id.replace(/.{4}$/, (end) => (end === '0000' ? '0001' : '0000'));
    return { store: () => coalition.store(us, [hidden]), hidden: hidden.id, missing };
  },
  'ipv4-addr': (last: number) => {
    const hidden = address(`203.0.113.${last}`, [tlp('amber+strict'), toFrance.id]);
    return { store: () => coalition.store(us, [hidden]), hidden: hidden.id, missing: address(`192.0.2.${last}`).id };
  },
};

/** An answer without what is new in each. */
function same(text: string, target: string): string {
  return text
    .replaceAll(target, '<target>')
    .replace(/"(created|modified|added)":"[^"]+"/g, '"$1":"…"')
    .replace(/note--[0-9a-f-]{36}/g, 'note--…');
}

for (const [index, { what, who, program, more }] of writers.entries()) {
  for (const [type, pair] of Object.entries(pairs)) {
    test(`${what} that names a hidden ${type} is answered as if there were none`, async () => {
      const { store, hidden, missing } = pair(10 + index);
      await store();
      assert.equal((await ask(france, { path: `/api/objects/${hidden}` })).status, 200);
      assert.equal((await ask(who, { path: `/api/objects/${hidden}` })).status, 404);
      const told = [];
      for (const target of [hidden, missing]) {
        const object = { type: 'note', content: 'x', object_refs: [target, us.identity] };
        const draft = { collection: 'open', terms: { tlp: 'green' }, object, ...more };
        const preview = await api(who, 'POST', '/api/preview', draft);
        assert.equal(preview.status, 200, preview.text);
        const written = await api(who, 'POST', '/api/objects', draft);
        assert.equal(written.status, 201, written.text);
        const { id } = (JSON.parse(written.text) as { summary: { id: string } }).summary;
        const sent = note(france, [tlp('green')], { object_refs: [target, us.identity] });
        assert.equal((await coalition.add(program, [sent])).success_count, 1);
        const read = [];
        for (const each of [id, sent.id]) {
          for (const end of ['', '/raw', '/why', '/graph'])
            read.push(await coalition.read(who, `/api/objects/${each}${end}`));
        }
        told.push([preview.text, written.text, ...read].map((text) => same(text, target)));
      }
      assert.deepEqual(told[0], told[1]);
      assert.ok(!told.flat().some((text) => text.includes('operation')));
    });
  }

  test(`${what} learns nothing by writing an observable that France has, and takes it from nobody`, async () => {
    const known = [`198.51.100.${10 + index}`, `198.51.100.${20 + index}`, `198.51.100.${30 + index}`];
    const [alone, shared = '', fresh] = known;
    await coalition.store(france, [address(String(alone)), address(shared, [tlp('green')])]);
    const object = (value: unknown) => ({ type: 'ipv4-addr', value });
    const write = (value: unknown, terms: object) =>
      api(who, 'POST', '/api/objects', { collection: 'open', terms, object: object(value), ...more });
    const told = [];
    for (const value of [alone, fresh]) {
      const { status, text } = await write(value, { tlp: 'amber', releasableTo: ['NATO'] });
      assert.equal(status, 201, text);
      told.push(same(text, address(String(value)).id).replaceAll(String(value), '<value>'));
    }
    assert.equal(told[0], told[1]);
    assert.equal((await write(shared, { tlp: 'amber', releasableTo: ['NATO'] })).status, 201);
    for (const reader of [us, iraq, nato]) {
      assert.equal((await ask(reader, { path: `/api/objects/${address(shared).id}` })).status, 200);
    }
  });
}

test('a file that a unit imports is counted as if its member had nothing of it', async () => {
  const [alone, narrowed, fresh] = [61, 62, 63].map((last) => address(`198.51.100.${last}`, [tlp('green')]));
  assert.ok(alone && narrowed && fresh);
  const bare = ({ object_marking_refs: _, ...object }: typeof alone) => object;
  await coalition.store(france, [bare(alone), narrowed]);
  await coalition.store(france, [bare(narrowed)]);
  const told = [];
  for (const object of [bare(alone), narrowed, fresh, bare(fresh)]) {
    const bundle = { type: 'bundle', id: 'bundle--0a2b1c3d-0000-4000-8000-000000000000', objects: [object] };
    const { status, text } = await ask(unit, {
      method: 'POST',
      path: '/api/import?collection=open',
      headers: { 'content-type': 'application/octet-stream' },
      body: JSON.stringify(bundle),
    });
    assert.equal(status, 200, text);
    told.push(text);
  }
  assert.deepEqual(told, [told[3], told[2], told[2], told[3]]);
  for (const { id } of [narrowed, fresh]) assert.equal((await ask(unit, { path: `/api/objects/${id}` })).status, 200);
  assert.equal((await ask(unit, { path: `/api/objects/${alone.id}` })).status, 404);
});

test('who holds a mandate changes what he sees, or wrote himself, and nothing else', async () => {
  const toNato = releaseTo(france, nato);
  const hidden = note(france, [tlp('amber'), toNato.id], { content: 'for NATO' });
  const seen = note(france, [tlp('green')]);
  const own = note(france, [tlp('amber'), toNato.id], { content: 'written by Iraq for NATO' });
  await coalition.store(france, [toNato, hidden, seen]);
  assert.equal((await coalition.add(iraq, [own])).success_count, 1);
  assert.equal((await ask(iraq, { path: `/api/objects/${own.id}` })).status, 404);
  const change = async (object: object) => {
    const newer = {
      ...object,
      modified: '2027-01-01T00:00:00.000Z',
      content: 'mine now',
      object_marking_refs: [tlp('green')],
    };
    return (await coalition.add(iraq, [newer])).success_count;
  };
  assert.deepEqual([await change(hidden), await change(seen), await change(own)], [0, 1, 1]);
  assert.match(await coalition.read(nato, `/api/objects/${hidden.id}/raw`), /for NATO/);
  assert.equal((await ask(iraq, { path: `/api/objects/${hidden.id}` })).status, 404);
});

test('a unit takes back what it said itself, and nothing that its member said', async () => {
  const [one, other, third] = ['One', 'Other', 'Third'].map((name) => report(us, [tlp('green')], name));
  assert.ok(one && other && third);
  const ofFrance = copyOf(france, [tlp('green')], one.id, third.id);
  await coalition.store(us, [one, other, third]);
  await coalition.store(france, [ofFrance]);
  const linked = await api(unit, 'POST', `/api/reports/${one.id}/duplicates`, { of: other.id });
  assert.equal(linked.status, 201, linked.text);
  const { id } = JSON.parse(linked.text) as { id: string };
  const takeBack = async (link: string) =>
    (await api(unit, 'DELETE', `/api/reports/${one.id}/duplicates/${link}`)).status;
  assert.equal(await takeBack(ofFrance.id), 422);
  assert.equal(await takeBack(id), 204);
  const { links } = JSON.parse(await coalition.read(us, `/api/reports/${one.id}`)) as { links: { id: string }[] };
  assert.deepEqual(
    links.map((link) => link.id),
    [ofFrance.id],
  );
});

test('a mandate opens neither the rooms of who gave it, nor the names of its units', async () => {
  await core.collectionService.add(operator, {
    title: 'The French room',
    alias: 'room',
    readers: ['France'],
    writers: ['France'],
  });
  await core.unitService.add(operator, 'France', { name: 'Quiet', kind: 'internal', listed: false });
  const write = async (route: string, collection: string, to: string) => {
    const object = { type: 'note', content: 'x', object_refs: [us.identity] };
    const terms = { tlp: 'green', releasableTo: [to] };
    const { status, text } = await api(holder, 'POST', route, { collection, terms, object, onBehalfOf: 'France' });
    return `${status} ${text}`.replaceAll(collection, '').replaceAll(to, '');
  };
  for (const route of ['/api/objects', '/api/preview']) {
    assert.equal(await write(route, 'room', 'NATO'), await write(route, 'hall', 'NATO'));
    assert.equal(await write(route, 'open', 'France/Quiet'), await write(route, 'open', 'France/Noisy'));
  }
});

test('the id of a release marking does not tell who writes for France to whom France releases what carries it', async () => {
  const draft = (more: object, ...releasableTo: string[]) => ({
    collection: 'open',
    terms: { tlp: 'amber', releasableTo },
    object: { type: 'note', content: 'x', object_refs: [us.identity] },
    ...more,
  });
  const markingOf = async (who: Caller, route: string, body: object): Promise<string> => {
    const { status, text } = await api(who, 'POST', route, body);
    assert.ok(status === 200 || status === 201, text);
    const answer = JSON.parse(text) as { object?: Marked; renditions?: readonly { object: Marked }[] };
    return (answer.object ?? answer.renditions?.[0]?.object)?.object_marking_refs[1] ?? '';
  };
  for (const { who, more } of writers) {
    const list = ['NATO', 'INTERPOL', 'France/Police'];
    const ofFrance = await markingOf(france, '/api/objects', draft({}, ...list));
    assert.equal(await markingOf(france, '/api/objects', draft({}, ...list)), ofFrance, 'one list of France is one');
    const given = who === unit ? list.slice(0, 2) : list;
    assert.notEqual(await markingOf(who, '/api/preview', draft(more, ...given)), ofFrance);
    const own = await markingOf(who, '/api/objects', draft(more, ...given));
    assert.notEqual(own, ofFrance);
    assert.equal(
      await markingOf(who, '/api/objects', draft(more, ...given)),
      own,
      'one list of the writer is one, too',
    );
    assert.equal(await markingOf(france, '/api/objects', draft({}, ...list)), ofFrance);
  }
});

type Marked = { readonly object_marking_refs: readonly string[] };
