import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { basic, type Caller, startCoalition } from './coalition.ts';
import type { Pick } from './decisions/decision.ts';
import { note, releaseTo, tlp } from './objects.ts';
import { decisionOn, requestTo, routesOf } from './routes.ts';

/** Doing more than one's role or token allows: to accounts, tokens, members, collections and objects. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, api, ask } = coalition;
const routes = routesOf(coalition);

const admin = await coalition.account('admin@france.example', france.principal, 'member-admin', 'analyst');
const auditor = await coalition.account('auditor@france.example', france.principal, 'auditor');
const strong = await coalition.account('strong@france.example', france.principal, 'coalition-admin');
const reader = await coalition.account('reader@france.example', france.principal, 'reader');
const stranger = await coalition.account('admin@iraq.example', iraq.principal, 'member-admin');
const roleNames = ['reader', 'analyst', 'release-officer', 'member-admin', 'coalition-admin', 'auditor'];

async function rolesOf(email: string): Promise<string[]> {
  const { accounts } = JSON.parse(await coalition.read(strong, '/api/accounts')) as {
    accounts: { email: string; roles: string[] }[];
  };
  return accounts.find((each) => each.email === email)?.roles ?? [];
}

/** A personal token of this account, with which it asks. */
async function personal(of: Caller, write: boolean): Promise<Caller> {
  const answer = await api(of, 'POST', '/api/tokens', { label: 'mine', personal: true, write });
  assert.equal(answer.status, 201, answer.text);
  return { headers: { authorization: `Bearer ${(JSON.parse(answer.text) as { token: string }).token}` } };
}

test('nobody gives himself a role, by whatever way', async () => {
  for (const who of [reader, admin, auditor, strong]) {
    const before = await rolesOf(who.email);
    for (const asked of [who, await personal(who, true)]) {
      const { status } = await api(asked, 'PATCH', `/api/accounts/${who.id}`, { roles: roleNames });
      assert.equal(status, 403, who.email);
      for (const path of ['/api/me', `/api/accounts/${who.id}/roles`, '/api/accounts/me']) {
        const { status: elsewhere } = await api(asked, 'PATCH', path, { roles: roleNames });
        assert.ok(elsewhere === 403 || elsewhere === 404, path);
      }
    }
    assert.deepEqual(await rolesOf(who.email), before);
  }
});

test('a member admin touches no stronger account, no other member’s, and makes none', async () => {
  const changes = [
    { password: 'a password of my own' },
    { disabled: true },
    { roles: ['reader'] },
    { roles: roleNames },
  ];
  for (const [target, status] of [
    [auditor, 403],
    [strong, 403],
    [stranger, 404],
  ] as const) {
    for (const change of changes) {
      assert.equal((await api(admin, 'PATCH', `/api/accounts/${target.id}`, change)).status, status, target.email);
    }
    const signedIn = await ask(target, { path: '/api/me' });
    assert.equal(signedIn.status, 200, `${target.email} is as before`);
  }
  const added = (more: object) =>
    api(admin, 'POST', '/api/accounts', {
      email: 'new@france.example',
      name: 'New',
      password: 'a long enough password',
      ...more,
    });
  for (const more of [
    { roles: ['coalition-admin'] },
    { roles: ['reader', 'auditor'] },
    { member: 'Iraq', roles: ['reader'] },
    { member: iraq.identity, roles: ['reader'] },
    { member: 'United States', roles: ['member-admin'] },
  ]) {
    assert.equal((await added(more)).status, 403, JSON.stringify(more));
  }
  assert.equal(
    (await api(admin, 'PATCH', `/api/accounts/${reader.id}`, { roles: ['reader', 'coalition-admin'] })).status,
    403,
  );
  assert.equal((await added({ roles: ['__proto__'] })).status, 422);
  assert.equal((await added({ roles: ['reader'], id: strong.id, disabled: false, account: strong.id })).status, 201);
});

test('an account is of the member it was made for, whatever its owner asks for', async () => {
  for (const [path, body] of [
    ['/api/tokens', { label: 'x', member: 'Iraq', write: true }],
    ['/api/tokens', { label: 'x', member: iraq.identity, write: true }],
    ['/api/collections', { title: 'Mine', owner: 'Iraq' }],
    ['/api/members', { name: 'Atlantis', kind: 'country' }],
    ['/api/groups', { name: 'Friends', members: ['France'] }],
    [`/api/members/${iraq.identity}/units`, { name: 'Mine', kind: 'internal' }],
    ['/api/operator/backups', {}],
  ] as const) {
    assert.equal((await api(admin, 'POST', path, body)).status, 403, path);
  }
  const token = await api(reader, 'POST', '/api/tokens', { label: 'x', personal: true, write: true, member: 'Iraq' });
  assert.equal((JSON.parse(token.text) as { member: { name: string } }).member.name, 'France');
  for (const path of [`/api/members/${iraq.identity}`, '/api/members/France']) {
    assert.equal((await api(admin, 'DELETE', path)).status, 403);
  }
});

test('a reader and an auditor publish, remove and administer nothing', async () => {
  const own = note(france, [tlp('green')]);
  await coalition.store(france, [own]);
  for (const who of [reader, auditor, await personal(reader, true)]) {
    const writes = [
      api(who, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'x', object_refs: [us.identity] },
      }),
      ask(who, {
        method: 'POST',
        path: '/taxii2/coalition/collections/open/objects/',
        headers: { 'content-type': 'application/taxii+json;version=2.1' },
        body: JSON.stringify({ objects: [note(france, [tlp('green')])] }),
      }),
      api(who, 'DELETE', `/api/objects/${own.id}?collection=open`),
      api(who, 'DELETE', `/taxii2/coalition/collections/open/objects/${own.id}/`),
      api(who, 'POST', '/api/tokens', { label: 'of the member', write: true }),
      api(who, 'POST', '/api/collections', { title: 'Mine' }),
      api(who, 'PATCH', '/api/collections/open', { readers: [] }),
      api(who, 'POST', '/api/accounts', { email: 'x@y.example', name: 'x', password: 'a long enough password' }),
    ];
    for (const { status, text } of await Promise.all(writes)) assert.equal(status, 403, text);
    assert.match(await coalition.read(who, '/taxii2/coalition/collections/open/'), /"can_write":false/);
  }
  assert.ok((await coalition.ids(us)).includes(own.id));
});

/** Requests that change what belongs to the person itself and nothing that anybody else could see. */
const ownMarks = new Set([
  'POST /api/overview/seen',
  'POST /api/alerts/read',
  'POST /api/positions/seen',
  'POST /api/searches',
  'DELETE /api/searches/:id',
  'POST /api/searches/:id/opened',
  'POST /api/sign-out',
]);

test('a token that may only read writes nothing, on any route, whoever made it', async () => {
  const own = note(us, [tlp('green')]);
  await coalition.store(us, [own]);
  const operator = { headers: { authorization: basic('operator@us.example') } };
  const token = await api(operator, 'POST', '/api/tokens', { label: 'x', write: true });
  const pick: Pick = {
    object: own.id,
    collection: 'open',
    account: reader.id,
    token: (JSON.parse(token.text) as { id: string }).id,
    search: 'x',
    status: 'x',
    unit: 'x',
    lead: 'x',
    approval: 'x',
    recall: 'x',
    mandate: 'x',
    peer: 'x',
    setAside: '1',
    proposal: 'x',
    entry: 'x',
    feed: 'feed--3',
    taxiiFeed: 'taxii-feed--3',
    proof: 'entente-proof--3',
    member: iraq.identity,
    group: 'x',
  };
  const readOnly = await personal(operator, false);
  const bodies: Record<string, unknown> = {
    'POST /api/accounts': { email: 'x@y.example', name: 'x', password: 'a long enough password' },
    'POST /api/tokens': { label: 'x' },
    'POST /api/members': { name: 'Atlantis' },
    'POST /api/groups': { name: 'Friends', members: [] },
    'PUT /api/groups/:id': { name: 'Friends', members: [] },
    'POST /api/collections': { title: 'Mine' },
  };
  for (const route of routes.filter((each) => !each.startsWith('GET ') && !decisionOn(each).isPublic)) {
    if (ownMarks.has(route)) continue;
    const request = requestTo(route, pick);
    const body = bodies[route] === undefined ? {} : { body: JSON.stringify(bodies[route]) };
    const { status, text } = await ask(readOnly, { ...request, ...body });
    assert.ok(status === 403 || (status === 404 && /:id/.test(route)), `${route}: ${status} ${text}`);
  }
  assert.ok((await coalition.ids(france)).includes(own.id));
  assert.deepEqual(await rolesOf(reader.email), ['reader']);
  assert.match(await coalition.read(operator, '/api/operator'), /"backups":\[\]/);
});

test('a token makes none that is stronger, for others, or that outlives it', async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const short = await api(admin, 'POST', '/api/tokens', { label: 'short', personal: true, write: true, expires: soon });
  const own = { headers: { authorization: `Bearer ${(JSON.parse(short.text) as { token: string }).token}` } };
  const child = await api(own, 'POST', '/api/tokens', { label: 'child', personal: true, write: true });
  assert.equal((JSON.parse(child.text) as { expires: string }).expires, soon);
  const later = new Date(Date.now() + 7_200_000).toISOString();
  assert.equal((await api(own, 'POST', '/api/tokens', { label: 'child', expires: later })).status, 422);
  // A token of the member acts for the member alone: it administers nothing, and makes no personal one.
  for (const body of [
    { label: 'x', write: true },
    { label: 'x', personal: true },
  ]) {
    assert.equal((await api(france, 'POST', '/api/tokens', body)).status, 403);
  }
  // Nor does a stolen token become the account.
  const change = { current: 'a long enough password', next: 'a password of my own' };
  assert.equal((await api(own, 'POST', '/api/me/password', change)).status, 403);
  for (const path of ['/api/accounts', '/api/operator']) assert.equal((await ask(france, { path })).status, 403, path);
});

test('each sees and ends only those tokens that are his to end', async () => {
  const listed = async (who: Caller): Promise<string[]> =>
    (
      JSON.parse(await coalition.read(who, '/api/tokens')) as { tokens: { id: string; account?: { email: string } }[] }
    ).tokens.map(({ id }) => id);
  await personal(strong, true);
  const ofStrong = (await listed(strong)).filter((id) => id !== '');
  const mine = await listed(reader);
  const personalOfStrong = (
    JSON.parse(await coalition.read(strong, '/api/tokens')) as { tokens: { id: string; account?: { email: string } }[] }
  ).tokens.find(({ account }) => account?.email === strong.email);
  assert.ok(ofStrong.length > mine.length);
  for (const id of ofStrong.filter((each) => !mine.includes(each))) {
    assert.equal((await api(reader, 'DELETE', `/api/tokens/${id}`)).status, 404);
  }
  assert.equal((await api(admin, 'DELETE', `/api/tokens/${personalOfStrong?.id}`)).status, 403);
  assert.equal((await api(stranger, 'DELETE', `/api/tokens/${personalOfStrong?.id}`)).status, 404);
  assert.ok((await listed(strong)).includes(personalOfStrong?.id ?? ''));
  for (const text of [await coalition.read(strong, '/api/tokens'), await coalition.read(admin, '/api/accounts')]) {
    assert.doesNotMatch(text, /entente_|"hash"|"password"/);
  }
});

test('a coalition admin sees no object that is not released to its member', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id], { content: 'not for administrators' });
  await coalition.store(us, [list, secret]);
  for (const path of [
    '/api/objects?limit=200',
    '/api/overview',
    '/taxii2/coalition/collections/open/objects/?limit=1000',
  ]) {
    assert.ok(!(await coalition.read(strong, path)).includes(secret.id), path);
  }
  assert.equal((await ask(strong, { path: `/api/objects/${secret.id}` })).status, 404);
  // Nor can it let itself in: more readers widen nothing that is there.
  assert.equal((await api(strong, 'PATCH', '/api/collections/open', { readers: 'all', writers: 'all' })).status, 200);
  assert.equal((await ask(strong, { path: `/api/objects/${secret.id}` })).status, 404);
});

test('an administrator’s collection has its owner’s rights, and nobody else changes it', async () => {
  const made = await api(admin, 'POST', '/api/collections', { title: 'French', alias: 'french', readers: ['France'] });
  assert.equal(made.status, 201);
  for (const who of [stranger, reader, auditor, france]) {
    const { status } = await api(who, 'PATCH', '/api/collections/french', { readers: 'all' });
    assert.ok(status === 403 || status === 404);
  }
  assert.equal((await api(admin, 'PATCH', '/api/collections/coalition', { writers: 'all' })).status, 403);
  assert.doesNotMatch(await coalition.read(iraq, '/api/collections'), /french/);
  assert.doesNotMatch(await coalition.read(iraq, '/api/collections'), /"(readers|writers)"/);
});

test('who acts for a unit has neither its member’s eyes nor its hands', async () => {
  const { core, operator } = coalition;
  const border = await core.unitService.add(operator, 'France', { name: 'Border', kind: 'internal' });
  const police = await core.unitService.add(operator, 'France', { name: 'Police', kind: 'served' });
  const own = note(france, [], { content: 'for the member alone' });
  const strict = note(us, [tlp('amber+strict')]);
  const amber = note(us, [tlp('amber')]);
  const green = note(france, [tlp('green')]);
  await coalition.store(france, [own, green]);
  await coalition.store(us, [strict, amber]);
  const seen = async (who: Caller, ...ids: string[]): Promise<number[]> =>
    await Promise.all(ids.map(async (id) => (await ask(who, { path: `/api/objects/${id}` })).status));
  const acting = [border, police].map(({ unit, member }) => {
    const { token } = core.access.tokens.create(operator, { member, unit, label: 'x', write: true });
    return { headers: { authorization: `Bearer ${token}` } };
  });
  const [ofBorder, ofPolice] = acting as [Caller, Caller];
  assert.deepEqual(await seen(france, own.id, strict.id, amber.id, green.id), [200, 200, 200, 200]);
  assert.deepEqual(await seen(ofBorder, own.id, strict.id, amber.id, green.id), [404, 404, 200, 200]);
  assert.deepEqual(await seen(ofPolice, own.id, strict.id, amber.id, green.id), [404, 404, 404, 200]);
  for (const who of acting) {
    const changed = { ...green, modified: '2027-01-01T00:00:00.000Z', content: 'changed' };
    const status = await coalition.add(who, [changed]).catch(() => undefined);
    assert.ok(status === undefined || status.failure_count === 1, JSON.stringify(status));
    for (const path of [
      `/api/objects/${green.id}?collection=open`,
      `/taxii2/coalition/collections/open/objects/${green.id}/`,
      `/api/tokens/${(await ownToken()).id}`,
    ]) {
      const { status: removed } = await api(who, 'DELETE', path);
      assert.ok(removed === 403 || removed === 404, `${path}: ${removed}`);
    }
    const writes: [string, string, object][] = [
      ['POST', '/api/tokens', { label: 'x', write: true }],
      ['POST', '/api/accounts', { email: 'y@france.example', name: 'y', password: 'a long enough password' }],
      ['POST', '/api/collections', { title: 'Of the unit' }],
      ['PATCH', '/api/units/France%2FBorder', { amberStrict: true }],
      ['PATCH', `/api/units/${police.identity}`, { amber: true }],
      ['POST', '/api/members/France/units', { name: 'More', kind: 'internal' }],
    ];
    for (const [method, path, body] of writes) {
      assert.equal((await api(who, method, path, body)).status, 403, `${method} ${path}`);
    }
    assert.equal((await ask(who, { path: `/api/objects/${green.id}/audience` })).status, 404);
    assert.doesNotMatch(await coalition.read(who, `/api/objects/${green.id}`), /"audience"/);
    assert.match(await coalition.read(who, `/api/objects/${green.id}/raw`), /"a note"/);
  }
});

async function ownToken(): Promise<{ id: string }> {
  const { text } = await api(admin, 'POST', '/api/tokens', { label: 'of the member' });
  return JSON.parse(text) as { id: string };
}

test('RED is read by the persons who are appointed, and by no token of anybody else', async () => {
  const cleared = await coalition.account('red@france.example', france.principal, 'analyst');
  const appoint = await api(admin, 'PATCH', `/api/accounts/${cleared.id}`, { clearedForRed: true });
  assert.equal(appoint.status, 200, appoint.text);
  const again = await api(stranger, 'PATCH', `/api/accounts/${cleared.id}`, { clearedForRed: true });
  assert.equal(again.status, 404);
  for (const who of [strong, reader]) {
    const { status } = await api(who, 'PATCH', `/api/accounts/${reader.id}`, { clearedForRed: true });
    assert.equal(status, 403, 'a coalition admin or oneself appoints nobody');
  }
  const list = releaseTo(us, france);
  const red = note(us, [tlp('red'), list.id]);
  await coalition.store(us, [list, red]);
  const path = `/api/objects/${red.id}`;
  assert.equal((await ask(cleared, { path })).status, 200);
  assert.equal((await ask(await personal(cleared, false), { path })).status, 200);
  for (const who of [france, france.readOnly, admin, reader, strong, auditor, iraq]) {
    assert.equal((await ask(who, { path })).status, 404);
  }
  assert.equal((await api(admin, 'PATCH', `/api/accounts/${cleared.id}`, { clearedForRed: false })).status, 200);
  assert.equal((await ask({ headers: { authorization: basic(cleared.email) } }, { path })).status, 404);
});
