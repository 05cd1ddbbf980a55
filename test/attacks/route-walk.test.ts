import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { basic, nobody, password, startCoalition, taxiiType } from './coalition.ts';
import type { Pick } from './decisions/decision.ts';
import { decisionOn, decisions, requestTo, routesOf } from './routes.ts';

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { ask, france } = coalition;
const routes = routesOf(coalition);
const anything: Pick = {
  object: coalition.us.identity,
  collection: coalition.open.id,
  account: 'a',
  token: 'a',
  search: 'a',
  status: 'a',
  unit: 'a',
  lead: 'a',
  approval: 'a',
  recall: 'a',
  mandate: 'a',
  peer: 'a',
  setAside: 'a',
  proposal: 'a',
  entry: 'a',
  feed: 'feed--3',
  taxiiFeed: 'taxii-feed--3',
  proof: 'entente-proof--3',
  member: france.identity,
  group: 'a',
};

test('every route has a decision, and every decision a route', () => {
  for (const route of routes) decisionOn(route);
  const gone = Object.keys(decisions).filter((route) => !routes.includes(route) && !optional.has(route));
  assert.deepEqual(gone, []);
});
/** Served only where the web application is built. */
const optional = new Set(['GET /*']);

test('the description of the API says of every operation who may use it', () => {
  return coalition.read(nobody, '/api/openapi.json').then((text) => {
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { 'x-policy'?: string }>> };
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        assert.ok(operation['x-policy'], `${method} ${path} has no policy`);
        decisionOn(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
      }
    }
  });
});

test('without credentials, or with wrong ones, no route answers but those that are public', async () => {
  const strangers = [
    nobody,
    { headers: { authorization: 'Bearer entente_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA00000000' } },
    { headers: { authorization: 'Basic Og==' } },
    { headers: { cookie: 'entente.session_token=forged.c2lnbmF0dXJl' } },
    { headers: { cookie: '__Secure-entente.session_token=forged' } },
    { headers: { 'x-forwarded-user': 'operator@us.example', 'x-entente-member': 'United States' } },
  ];
  for (const route of routes) {
    const { isPublic } = decisionOn(route);
    for (const stranger of strangers) {
      const { status, text } = await ask(stranger, requestTo(route, anything));
      if (isPublic) assert.notEqual(status, 401, route);
      else assert.equal(status, 401, `${route}: ${text}`);
    }
  }
});

test('a password that is to be changed opens no route but the way to another one', async () => {
  const { email } = await coalition.account('newcomer@france.example', france.principal, 'analyst');
  const { id } = coalition.core.access.accounts
    .list(coalition.core.localViewer(coalition.us.principal))
    .filter((account) => account.email === email)[0] ?? { id: '' };
  const set = 'a password that an administrator set';
  const operator = { headers: { authorization: basic('operator@us.example') } };
  assert.equal(
    (await coalition.api(operator, 'PATCH', `/api/accounts/${id}`, { password: set, passwordToChange: true })).status,
    200,
  );
  const signedIn = await ask(nobody, {
    method: 'POST',
    path: '/api/sign-in',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password: set }),
  });
  assert.equal((JSON.parse(signedIn.text) as { mustChangePassword?: true }).mustChangePassword, true);
  const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const open = new Set(['GET /api/me', 'POST /api/me/password', 'POST /api/sign-out']);
  for (const who of [{ headers: { cookie } }, { headers: { authorization: basic(email, set) } }]) {
    for (const route of routes) {
      if (open.has(route) || decisionOn(route).isPublic) continue;
      const { status, text } = await ask(who, requestTo(route, anything));
      assert.equal(status, 403, `${route}: ${text}`);
      assert.match(text, /"password-to-change"/, route);
    }
    assert.equal((await ask(who, { path: '/api/me' })).status, 200);
  }
});

test('the method of a request is not to be talked over, and HEAD and OPTIONS decide like GET', async () => {
  const path = `/api/objects/${coalition.us.identity}`;
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const { status } = await ask(france, { path: `${path}?_method=DELETE`, headers: { [header]: 'DELETE' } });
    assert.equal(status, 200);
  }
  for (const method of ['HEAD', 'GET']) assert.equal((await ask(nobody, { method, path })).status, 401);
  for (const each of [path, '/taxii2/', '/api/me']) {
    const { status, headers } = await ask(nobody, { method: 'OPTIONS', path: each });
    assert.ok(status === 401 || status === 404, `${each}: ${status}`);
    assert.equal(headers.allow, undefined);
  }
});

test('a path written in another way does not pass by the sign-in', async () => {
  const paths = [
    '/taxii2//coalition/collections/',
    '/taxii2/./coalition/collections/',
    '/taxii2/../taxii2/coalition/collections/',
    '/%74axii2/coalition/collections/',
    '/taxii2/coalition/collections/%2e%2e/collections/',
    '/api/../taxii2/coalition/collections/',
    '/healthz/../api/objects',
    '/api/docs/../objects',
    '/api//objects',
    '/api/%6fbjects',
    '/API/objects',
    '//api/objects',
    '/api/objects;x=/api/docs',
    '/api/objects%00',
    '/api/sign-in/../me',
  ];
  for (const path of paths) {
    const { status, text } = await ask(nobody, { path });
    assert.ok([400, 401, 404].includes(status), `${path}: ${status}`);
    assert.doesNotMatch(text, /"(objects|collections|account|member)"/, path);
  }
});

test('with a session, no write is made that another site asked for, on any route', async () => {
  const signIn = await coalition.api(nobody, 'POST', '/api/sign-in', { email: 'operator@us.example', password });
  assert.equal(signIn.status, 200);
  const cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const basic = { authorization: `Basic ${Buffer.from(`operator@us.example:${password}`).toString('base64')}` };
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${coalition.node.url}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const route of routes.filter((each) => !each.startsWith('GET '))) {
    const { headers, ...request } = requestTo(route, anything);
    if (route === 'POST /api/sign-in') request.body = JSON.stringify({ email: 'operator@us.example', password });
    const { 'sec-fetch-site': _, ...plain } = headers ?? {};
    for (const site of foreign) {
      for (const credentials of [{ cookie }, basic]) {
        const answer = await ask(nobody, { ...request, headers: { ...plain, ...credentials, ...site } });
        assert.equal(answer.status, 403, `${route} ${JSON.stringify(site)}: ${answer.text}`);
        if (!route.includes('taxii2')) assert.match(answer.text, /foreign-origin/, route);
      }
    }
    if (route === 'POST /api/sign-in') continue;
    const silent = await ask(nobody, { ...request, headers: { ...plain, cookie } });
    assert.equal(silent.status, 403, `${route} with a session and nobody vouching for the page: ${silent.text}`);
  }
  assert.equal((await ask(nobody, { path: '/api/me', headers: { cookie } })).status, 200, 'the session still stands');
});

/** Only from here, nothing inline, no plug-ins. */
const strictPolicy = /^default-src 'self'; script-src 'self'; (?!.*(unsafe|\*|http)).*object-src 'none'/;

test('every answer carries the headers that bind a browser, and none lets another site read', async () => {
  for (const route of routes.filter((each) => decisionOn(each).isStream === undefined)) {
    for (const who of [nobody, france.readOnly]) {
      const request = requestTo(route, anything);
      const answer = await ask(who, { ...request, headers: { ...request.headers, origin: 'https://evil.example' } });
      // No browser makes a page of what TAXII answers; everything else is bound not to run anything.
      if (route.includes('/taxii2')) assert.equal(answer.headers['content-type'], taxiiType, route);
      else assert.match(String(answer.headers['content-security-policy']), strictPolicy, route);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff', route);
      assert.equal(answer.headers['cross-origin-resource-policy'], 'same-origin', route);
      assert.ok(answer.headers['cache-control'], route);
      for (const name of Object.keys(answer.headers))
        assert.ok(!name.startsWith('access-control-'), `${route}: ${name}`);
    }
  }
});

test('ids that nobody has, however odd, are refused without a fault', async () => {
  const odd = [
    '__proto__',
    'constructor',
    'toString',
    '../../../etc/passwd',
    '%00',
    "' OR 1=1 --",
    '[object Object]',
    '🏴',
    '\r\nX-Injected: yes',
    'x'.repeat(6000),
    'note--',
    `note--${'0'.repeat(36)}`,
  ];
  for (const route of routes) {
    const { names, isStream } = decisionOn(route);
    if (names === undefined || isStream) continue;
    for (const each of odd) {
      const pick = Object.fromEntries(Object.keys(anything).map((kind) => [kind, each])) as Pick;
      const { status, headers, text } = await ask(france, requestTo(route, pick));
      const isNothing = /^\{"\w+":\[\]/.test(text);
      assert.ok(isNothing || (status >= 400 && status < 500), `${route} ${JSON.stringify(each.slice(0, 30))}: ${text}`);
      assert.equal(headers['x-injected'], undefined);
    }
  }
  for (const path of ['/api/objects/%', '/api/objects/%E0%A4%A', '/taxii2/coalition/collections/%FF/objects/']) {
    const { status } = await ask(france, { path });
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
  }
});
