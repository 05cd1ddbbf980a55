import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Caller, freshId, type Member, startCoalition } from './coalition.ts';
import { address, note, releaseTo, tlp } from './objects.ts';

/** France writes over what is the United States': nobody may be shown anything but what the originator published. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, nato, ask } = coalition;
const green = [tlp('green')];
const toFrance = releaseTo(us, france);
await coalition.store(us, [toFrance]);

type Note = ReturnType<typeof note>;

/** A note of the United States that everybody has. */
async function published(wanted: Parameters<typeof note>[2] = {}): Promise<Note> {
  const original = note(us, green, { content: 'the truth', ...wanted });
  await coalition.store(us, [original]);
  return original;
}

/** What each way of reading shows of an object in the open collection. */
async function shownTo(who: Caller, id: string): Promise<string[]> {
  const collection = '/taxii2/coalition/collections/open';
  const one = JSON.parse(await coalition.read(who, `/api/objects/${id}`)) as {
    object: { content: string };
    summary: { owner: { name: string } };
    versions: unknown[];
  };
  const texts = await Promise.all(
    [
      `${collection}/objects/${id}/?match[version]=all`,
      `${collection}/objects/?limit=1000&match[id]=${id}&match[version]=all`,
      `${collection}/objects/${id}/versions/`,
      `/api/objects/${id}/raw`,
      `/api/objects?q=%22${id.slice(-12)}%22`,
      `/api/objects/${id}/graph`,
    ].map((path) => coalition.read(who, path)),
  );
  return [one.object.content, one.summary.owner.name, String(one.versions.length), ...texts];
}

/** Nothing of the forgery is shown to anybody but its author, and the original is. */
async function assertUntouched(original: Note): Promise<void> {
  for (const who of [us, iraq, nato, france]) {
    const [content, owner, versions, ...texts] = await shownTo(who, original.id);
    assert.deepEqual([content, owner, versions], ['the truth', 'United States', '1'], who.name);
    for (const text of texts) assert.ok(!text.includes('a lie'), `${who.name}: ${text.slice(0, 300)}`);
    assert.equal((await coalition.ids(who, `match[id]=${original.id}&match[version]=all`)).length, 1, who.name);
  }
}

/** What France makes of the note of another: one forgery after the other. */
const forgeries: [string, (original: Note) => Record<string, unknown>][] = [
  ['a newer version', () => ({ modified: '2027-01-01T00:00:00.000Z' })],
  ['an older version', () => ({ created: '2001-01-01T00:00:00.000Z', modified: '2001-01-01T00:00:00.000Z' })],
  ['the same version', () => ({})],
  ['a revocation', () => ({ modified: '2027-01-01T00:00:00.000Z', revoked: true })],
];
const names: [string, (original: Note) => Record<string, unknown>, 'refused' | 'kept apart'][] = [
  ['in the name of its creator', () => ({}), 'refused'],
  [
    'in the name of its creator, in capitals',
    ({ created_by_ref }) => ({ created_by_ref: capitals(created_by_ref) }),
    'refused',
  ],
  ['in its own name', () => ({ created_by_ref: france.identity }), 'kept apart'],
  ['in nobody’s name', () => ({ created_by_ref: undefined }), 'kept apart'],
  [
    'in the name of a third party',
    () => ({ created_by_ref: 'identity--8a3f1f6e-7f5a-4d0b-9f4e-0c7d2a9b6e11' }),
    'kept apart',
  ],
];

function capitals(id: string): string {
  const at = id.length - 36;
  return id.slice(0, at) + id.slice(at).toUpperCase();
}

for (const [what, change] of forgeries) {
  for (const [how, rename, outcome] of names) {
    test(`${what}, written by France ${how}: ${outcome}`, async () => {
      const original = await published();
      const forged = { ...original, content: 'a lie', ...change(original), ...rename(original) };
      const status = await coalition.add(france, [forged]);
      assert.equal(status.failure_count, outcome === 'refused' ? 1 : 0, JSON.stringify(status));
      await assertUntouched(original);
      // Nor does removing its own copy take anything from the originator.
      const path = `/taxii2/coalition/collections/open/objects/${original.id}/`;
      await ask(france, { method: 'DELETE', path });
      await assertUntouched(original);
    });
  }
}

test('who takes an id that he was shown early does not come before its originator when that shows it to all', async () => {
  const early = note(us, [tlp('amber'), toFrance.id], { content: 'a draft' });
  await coalition.store(us, [early]);
  await coalition.store(france, [
    { ...early, content: 'a lie', created_by_ref: france.identity, object_marking_refs: green },
  ]);
  const released = { ...early, content: 'the truth', modified: '2026-03-01T00:00:00.000Z', object_marking_refs: green };
  await coalition.store(us, [released]);
  for (const who of [iraq, nato]) {
    const [content, owner] = await shownTo(who, early.id);
    assert.deepEqual([content, owner], ['the truth', 'United States'], who.name);
  }
});

test('over the API, only the originator publishes a new version or takes an object out', async () => {
  const original = await published();
  const publication = {
    collection: 'open',
    terms: { tlp: 'green' },
    object: { type: 'note', id: original.id, content: 'a lie', object_refs: [us.identity] },
  };
  const admin = await coalition.account('admin@france.example', france.principal, 'coalition-admin', 'analyst');
  for (const who of [france, admin]) {
    assert.equal((await coalition.api(who, 'POST', '/api/objects', publication)).status, 403);
    for (const path of [
      `/api/objects/${original.id}?collection=open`,
      `/taxii2/coalition/collections/open/objects/${original.id}/`,
      `/taxii2/coalition/collections/open/objects/${original.id}/?match[version]=all`,
    ]) {
      assert.equal((await coalition.api(who, 'DELETE', path)).status, 404, path);
    }
  }
  const written = {
    ...publication.object,
    id: undefined,
    created_by_ref: us.identity,
    created: '2001-01-01T00:00:00.000Z',
  };
  const answer = await coalition.api(france, 'POST', '/api/objects', { ...publication, object: written });
  assert.equal(answer.status, 201);
  assert.match(answer.text, new RegExp(`"created_by_ref":"${france.identity}"`));
  await assertUntouched(original);
  const view = JSON.parse(await coalition.read(france, `/api/objects/${original.id}`)) as { mayEdit: boolean };
  assert.equal(view.mayEdit, false);
});

test('the identity of a member is written by that member alone', async () => {
  const spoilt = {
    type: 'identity',
    spec_version: '2.1',
    id: us.identity,
    created: '2001-01-01T00:00:00.000Z',
    modified: '2001-01-01T00:00:00.000Z',
    name: 'a lie',
    object_marking_refs: green,
  };
  for (const change of [
    {},
    { created_by_ref: france.identity },
    { modified: '2027-01-01T00:00:00.000Z' },
    { id: capitals(us.identity) },
    { id: capitals(us.identity), created_by_ref: france.identity },
  ]) {
    const status = await coalition.add(france, [{ ...spoilt, ...change }]);
    assert.equal(status.failure_count, 1, JSON.stringify(change));
  }
  const published = await coalition.api(france, 'POST', '/api/objects', {
    collection: 'open',
    terms: { tlp: 'green' },
    object: { type: 'identity', id: us.identity, name: 'a lie', identity_class: 'organization' },
  });
  assert.equal(published.status, 403);
  assert.match(await coalition.read(iraq, `/api/objects/${us.identity}`), /"name":"United States"/);
  assert.ok(!(await coalition.ids(iraq)).includes(us.identity));
});

test('an id of one type is not taken with an object of another, nor by writing it in another way', async () => {
  const original = await published();
  const forged = { ...original, content: 'a lie', created_by_ref: france.identity };
  const uuid = original.id.slice('note--'.length);
  const refused: Record<string, unknown>[] = [
    { type: 'report' },
    { type: 'x-note' },
    { type: 'Note' },
    { type: 'note ', id: `note --${uuid}` },
    { type: ['note'] },
    { type: 'note', id: [original.id] },
    { id: `${original.id}\n` },
    { id: ` ${original.id}` },
    { id: `${original.id}\u0000` },
    { id: original.id.replace('note', 'NOTE') },
    { id: original.id.replaceAll('-', '\u2010') },
    { type: 'bundle', id: `bundle--${uuid}`, objects: [forged] },
  ];
  for (const change of refused) {
    const status = await coalition.add(france, [{ ...forged, ...change }]);
    assert.equal(status.failure_count, 1, JSON.stringify(change));
  }
  // In capitals it is an id of its own, and finds nothing of the original.
  const other = { ...forged, content: 'of France' };
  await coalition.store(france, [
    { ...other, id: capitals(original.id) },
    { ...other, type: 'x-note', id: `x-note--${uuid}`, x_about: original.id },
  ]);
  await assertUntouched(original);
  const typed = await coalition.api(france, 'POST', '/api/objects', {
    collection: 'open',
    terms: { tlp: 'green' },
    object: {
      type: 'report',
      id: original.id,
      name: 'a lie',
      published: '2026-01-01T00:00:00Z',
      object_refs: [us.identity],
    },
  });
  assert.equal(typed.status, 403);
});

test('the same observable of two members: neither opens, narrows or removes the other’s', async () => {
  const toIraq = releaseTo(us, iraq);
  const secret = address('203.0.113.66', [tlp('amber'), toIraq.id]);
  await coalition.store(us, [toIraq, secret]);
  const ownerTo = async (who: Member): Promise<string> => {
    const { status, text } = await ask(who, { path: `/api/objects/${secret.id}` });
    return status === 404 ? 'none' : (JSON.parse(text) as { summary: { owner: { name: string } } }).summary.owner.name;
  };
  assert.deepEqual([await ownerTo(iraq), await ownerTo(nato)], ['United States', 'none']);
  await coalition.store(france, [address('203.0.113.66', green)]);
  assert.deepEqual(
    [await ownerTo(iraq), await ownerTo(nato), await ownerTo(us)],
    ['United States', 'France', 'United States'],
  );
  await coalition.store(france, [{ ...address('203.0.113.66'), x_changed: true }]);
  assert.deepEqual(
    [await ownerTo(iraq), await ownerTo(nato), await ownerTo(france)],
    ['United States', 'none', 'France'],
  );
  const path = `/taxii2/coalition/collections/open/objects/${secret.id}/`;
  assert.equal((await ask(france, { method: 'DELETE', path })).status, 200);
  assert.deepEqual(
    [await ownerTo(iraq), await ownerTo(us), await ownerTo(france)],
    ['United States', 'United States', 'none'],
  );
});

test('in one envelope, what is refused takes nothing of the rest with it, and opens nothing', async () => {
  const original = await published();
  const honest = note(france, green);
  const status = await coalition.add(france, [
    { ...original, content: 'a lie', modified: '2027-01-01T00:00:00Z' },
    honest,
  ]);
  assert.deepEqual([status.success_count, status.failure_count], [1, 1]);
  assert.equal(status.failures?.[0]?.id, original.id);
  await assertUntouched(original);
  assert.ok((await coalition.ids(iraq)).includes(honest.id));
});

/** Imports a file into the open collection; the summary. */
async function importFile(
  who: Caller,
  file: string | Uint8Array,
  query = '',
): Promise<{ stored: number; refused: number }> {
  const path = `/api/import?collection=open${query}`;
  const headers = { 'content-type': 'application/octet-stream', 'sec-fetch-site': 'same-origin' };
  const { status, text } = await ask(who, { method: 'POST', path, headers, body: file });
  assert.equal(status, 200, text);
  return JSON.parse(text) as { stored: number; refused: number };
}

test('importing a file opens, changes and forges nothing of another member', async () => {
  const original = await published();
  const forged = { ...original, content: 'a lie', modified: '2027-01-01T00:00:00.000Z' };
  const bundle = (...objects: object[]): string =>
    JSON.stringify({ type: 'bundle', id: 'bundle--6f1d7c1e-9c1b-4a0e-8d55-0a3c5b1f2e77', objects });
  const { spec_version: _, ...older } = forged;
  const inBundle20 = JSON.stringify({
    type: 'bundle',
    id: 'bundle--6f1d7c1e-9c1b-4a0e-8d55-0a3c5b1f2e78',
    spec_version: '2.0',
    objects: [older],
  });
  const files: (string | Uint8Array)[] = [
    bundle(forged),
    `${JSON.stringify(forged)}\n${JSON.stringify({ ...forged, created_by_ref: capitals(us.identity) })}\n`,
    JSON.stringify([forged]),
    gzipSync(bundle(forged)),
    inBundle20,
  ];
  for (const file of files) {
    for (const query of ['', '&tlp=clear', '&tlp=green&releasableTo=NATO']) {
      assert.equal((await importFile(france, file, query)).stored, 0);
      await assertUntouched(original);
    }
  }
  const misp = {
    Event: {
      uuid: original.id.slice('note--'.length),
      info: 'a lie',
      date: '2026-01-01',
      timestamp: '1767225600',
      Orgc: { uuid: us.identity.slice('identity--'.length), name: 'United States' },
      Attribute: [
        {
          uuid: original.id.slice('note--'.length),
          type: 'comment',
          category: 'Other',
          value: 'a lie',
          timestamp: '1767225600',
        },
      ],
    },
  };
  await importFile(france, JSON.stringify(misp), '&tlp=green');
  await assertUntouched(original);
  assert.doesNotMatch(await coalition.read(iraq, `/api/objects/${us.identity}`), /a lie/);
  const all = await coalition.read(iraq, '/api/objects?limit=200&q=%22a%20lie%22');
  for (const { owner } of (JSON.parse(all) as { objects: { owner: { name: string } }[] }).objects) {
    assert.equal(owner.name, 'France', 'what is of France is shown as of France');
  }
});

test('importing what is there with wider terms widens nothing', async () => {
  const toIraq = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), toIraq.id]);
  const unmarked = note(us, []);
  await coalition.store(us, [toIraq, secret, unmarked]);
  for (const query of ['', '&tlp=clear', '&tlp=green&releasableTo=NATO,Iraq,France']) {
    await importFile(us, JSON.stringify({ objects: [secret, unmarked] }), query);
    assert.equal((await ask(nato, { path: `/api/objects/${secret.id}` })).status, 404);
    assert.equal((await ask(nato, { path: `/api/objects/${unmarked.id}` })).status, 404);
  }
  // Terms of an import hold beside the markings of what is new: the narrowest of both.
  const fresh = { ...secret, id: freshId('note') };
  await importFile(us, JSON.stringify(fresh), '&tlp=clear');
  assert.equal((await ask(nato, { path: `/api/objects/${fresh.id}` })).status, 404);
  assert.equal((await ask(iraq, { path: `/api/objects/${fresh.id}` })).status, 200);
});

test('what was revoked is revoked for good: nobody, its originator neither, makes a later version over the API', async () => {
  const object = { type: 'note', content: 'x', object_refs: [us.identity] };
  const publish = (more: object) =>
    coalition.api(us, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'green' },
      object: { ...object, ...more },
    });
  const { text } = await publish({});
  const { id } = (JSON.parse(text) as { summary: { id: string } }).summary;
  assert.equal((await publish({ id, revoked: true })).status, 201);
  for (const more of [{}, { revoked: false }, { revoked: true }]) {
    const answer = await publish({ id, ...more });
    assert.equal(answer.status, 409, answer.text);
  }
  const view = JSON.parse(await coalition.read(us, `/api/objects/${id}`)) as { mayEdit: boolean; versions: unknown[] };
  assert.equal(view.mayEdit, false);
  assert.equal(view.versions.length, 2);
});
