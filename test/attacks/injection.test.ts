import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nobody, startCoalition } from './coalition.ts';
import { note, releaseTo, tlp } from './objects.ts';

/** Text that is taken for something else: for a search expression, a path, a header, a script. */

const root = mkdtempSync(join(tmpdir(), 'entente-attack-web-'));
const webRoot = join(root, 'web');
mkdirSync(join(webRoot, 'assets'), { recursive: true });
writeFileSync(join(root, 'secret.json'), '{"secret":"outside"}');
writeFileSync(join(root, 'secret'), 'outside');
writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>page</title>');
writeFileSync(join(webRoot, 'assets', 'app.js'), 'export {};');
writeFileSync(join(webRoot, '.env'), 'SECRET=outside');
mkdirSync(join(webRoot, '.git'));
writeFileSync(join(webRoot, '.git', 'config'), 'outside');

const coalition = await startCoalition({ webRoot });
after(async () => {
  await coalition[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});
const { us, france, iraq, ask } = coalition;

const toIraq = releaseTo(us, iraq);
await coalition.store(us, [
  toIraq,
  note(us, [tlp('green')], { content: 'plain words about rivers' }),
  note(us, [tlp('green')], { content: 'title text facets words' }),
  note(us, [tlp('amber'), toIraq.id], { content: 'classified dam plans 100% under_score' }),
  note(us, [tlp('amber'), toIraq.id], { content: 'classified t1 t2 t3 t4 t5 k1 k2 k3 k4' }),
]);

test('no search expression reaches columns, hidden rows or the engine itself', async () => {
  const found = async (q: string): Promise<number> => {
    const { status, text } = await ask(france, {
      path: `/api/objects?q=${encodeURIComponent(q)}&facets=true&limit=200`,
    });
    assert.equal(status, 200, `${q}: ${text}`);
    assert.doesNotMatch(text, /classified|dam plans/, q);
    const { objects, total } = JSON.parse(text) as { objects: unknown[]; total: { count: number } };
    assert.equal(total.count, objects.length, q);
    return objects.length;
  };
  assert.equal(await found('rivers'), 1);
  const all = JSON.parse(await coalition.read(france, '/api/objects?limit=200')) as { objects: unknown[] };
  const expressions = [
    'classified',
    'classif*',
    'classified OR rivers',
    'rivers OR classified',
    'NOT rivers',
    'rivers NOT words',
    'NEAR(classified dam, 5)',
    'classified NEAR dam',
    'facets:t1',
    'facets : t2',
    '{facets} : t3',
    '{title text facets} : k1',
    '-facets : t1',
    'text:classified',
    '^classified',
    't1 OR t2 OR t3 OR t4 OR t5 OR k1 OR k2',
    'k1*',
    '"classified',
    '"classified" OR "rivers"',
    'rivers") OR ("classified',
    'rivers" OR text : "classified',
    '"" OR classified',
    'rivers AND (classified OR',
    "rivers' OR '1'='1",
    'rivers; DROP TABLE search',
    'rank',
    '100%',
    'under_score',
    'under%score',
    'classified\u0000rivers',
  ];
  for (const expression of expressions) assert.ok((await found(expression)) < all.objects.length, expression);
  // What the index holds beside words (terms, types) is not found by typing it.
  for (let number = 1; number < 30; number += 1) {
    assert.equal(await found(`t${number}`), 0);
    assert.equal(await found(`"k${number}"`), 0);
  }
  // Where nothing is typed that could be found, nothing is asked for; no sign stands for hidden rows.
  for (const sign of ['*', '%', '_', '+ + +', '((((', '"\u0000"', '\\', '""']) {
    assert.equal(await found(sign), all.objects.length, sign);
  }
  // Nor does a filter of lists take a pattern for a name.
  for (const query of ['type=n%25', 'type=*', 'member=%25', 'collection=%25', 'tlp=%25', 'tlp=amber%27%20OR%201--']) {
    const { text } = await ask(france, { path: `/api/objects?${query}&facets=true` });
    assert.ok(text.includes('"objects":[]') || text.startsWith('{"error"'), `${query}: ${text.slice(0, 200)}`);
  }
});

test('no path leaves the folder of the web application, or finds what is not of it', async () => {
  const paths = [
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/assets/../../secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/assets/%252e%252e/%252e%252e/secret.json',
    '//secret.json',
    '/secret.json',
    `${root}/secret.json`,
    '/.env',
    '/.git/config',
    '/assets/app.js%00.html',
    '/index.html/../../secret.json',
    'http://elsewhere.example/../secret.json',
    '/entente.db',
    '/../entente.db',
    '/assets/',
    '/..;/secret.json',
  ];
  for (const path of paths) {
    const { status, text, headers } = await ask(nobody, { path });
    assert.ok(!text.includes('outside') && !text.startsWith('SQLite'), `${path}: ${text.slice(0, 100)}`);
    const isPage = text.includes('<title>page</title>');
    assert.ok(status === 404 || status === 400 || (status === 200 && isPage), `${path}: ${status}`);
    assert.equal(headers.location, undefined, path);
  }
  const page = await ask(nobody, { path: '/objects/report--1' });
  assert.match(
    String(page.headers['content-security-policy']),
    /^default-src 'self'; script-src 'self'; style-src 'self'/,
  );
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
});

test('the Host header, and what else a proxy may say, decides nothing and is never repeated', async () => {
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-prefix': '/evil.example',
    'x-original-url': '/api/accounts',
    'x-rewrite-url': '/api/accounts',
    forwarded: 'host=evil.example',
    referer: 'https://evil.example/',
  };
  for (const path of [
    '/taxii2/',
    '/taxii2/coalition/',
    '/api/me',
    '/api/docs',
    '/api/openapi.json',
    '/',
    '/nothing',
    '/api/nothing',
  ]) {
    const answer = await ask(france, { path, headers });
    assert.ok(!`${JSON.stringify(answer.headers)}${answer.text}`.includes('evil'), path);
  }
  assert.match(await coalition.read(france, '/taxii2/'), /"default":"\/taxii2\/coalition\/"/);
});

test('line breaks in what is asked for make no header', async () => {
  const breaks = [
    '%0d%0aX-Injected:%20yes',
    '%0aX-Injected:yes',
    '%E5%98%8A%E5%98%8DX-Injected:yes',
    '%0d%0a%0d%0a<script>',
  ];
  for (const each of breaks) {
    for (const path of [
      `/api/objects/${each}`,
      `/api/members/${each}`,
      `/taxii2/coalition/collections/${each}/objects/`,
      `/taxii2/coalition/collections/open/objects/?next=${each}`,
      `/api/objects?cursor=${each}`,
      `/${each}`,
      `/taxii2${each}/`,
    ]) {
      const { headers, status, text } = await ask(france, { path });
      assert.equal(headers['x-injected'], undefined, path);
      assert.ok(status < 500, path);
      if (text.includes('<script>')) assert.match(String(headers['content-type']), /json/, path);
    }
  }
  const { id } = note(us, []);
  await coalition.store(us, [note(us, [tlp('green')], { id, content: 'x\r\nX-Injected: yes\r\n\r\n<script>' })]);
  for (const path of [
    `/api/objects/${id}`,
    `/api/objects/${id}/raw`,
    `/taxii2/coalition/collections/open/objects/${id}/`,
  ]) {
    const { headers } = await ask(france, { path });
    assert.equal(headers['x-injected'], undefined);
    // What a browser would show or save is told to be data, whatever the object says.
    assert.match(String(headers['content-type']), /^application\/(json|stix\+json|taxii\+json)/, path);
    assert.doesNotMatch(String(headers['content-disposition'] ?? ''), /[\r\n]/);
  }
});

test('oversized and odd headers are refused without harm', async () => {
  for (const authorization of [
    `Bearer ${'x'.repeat(9000)}`,
    `Basic ${'A'.repeat(9000)}`,
    'Basic',
    'Basic :',
    'Basic ====',
    'Bearer ',
    'Bearer entente_',
    'Digest username="operator@us.example"',
    'bearer null',
    `Basic ${Buffer.from('operator@us.example').toString('base64')}`,
    `Basic ${Buffer.from(':').toString('base64')}`,
    `Basic ${Buffer.from(`operator@us.example\u0000:${'x'.repeat(2000)}`).toString('base64')}`,
  ]) {
    assert.equal(
      (await ask(nobody, { path: '/api/me', headers: { authorization } })).status,
      401,
      authorization.slice(0, 40),
    );
  }
  const cookies = [
    'entente.session_token',
    'entente.session_token=',
    `entente.session_token=${'x'.repeat(8000)}`,
    '=;;=',
    '__proto__=1',
  ];
  for (const cookie of cookies) {
    assert.equal((await ask(nobody, { path: '/api/me', headers: { cookie } })).status, 401, cookie.slice(0, 40));
  }
  // The connection may be closed before the answer is read.
  const large = await ask(nobody, { path: '/api/node', headers: { 'x-large': 'x'.repeat(100_000) } }).catch(
    () => undefined,
  );
  assert.ok(large === undefined || large.status === 431);
});

test('the page to browse the API runs no script, and the built application none that stands in the page', async () => {
  const docs = await coalition.read(nobody, '/api/docs');
  assert.doesNotMatch(docs, /<script|\son\w+=|javascript:/i);
  const dist = fileURLToPath(new URL('../../packages/web/dist', import.meta.url));
  if (!existsSync(dist)) return;
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
  assert.ok(pages.length > 0);
  for (const path of pages) {
    const page = readFileSync(join(dist, path), 'utf8');
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|<script[^>]*>[^<]|<style|\sstyle=|\son\w+=|javascript:/i, path);
    assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//i, `${path} loads something from elsewhere`);
  }
});
