import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { defaultLimits } from '@entente/server';
import { type Caller, nobody, startCoalition, taxiiType } from './coalition.ts';
import { note, tlp } from './objects.ts';

/** Bodies made to break, exhaust or poison the server: what comes in is refused, or comes out as it came. */

const coalition = await startCoalition({
  limits: { ...defaultLimits, bodyBytes: 1_000_000, importBytes: 1_000_000, objectBytes: 200_000 },
});
after(() => coalition[Symbol.asyncDispose]());
const { us, france, ask, addText } = coalition;
const green = [tlp('green')];
const text = (object: unknown): string => JSON.stringify(object);
const envelopeOf = (...objects: string[]): string => `{"objects":[${objects.join(',')}]}`;

/** The server still answers, and nothing has leaked into the prototypes of its objects. */
async function assertWell(): Promise<void> {
  assert.equal((await ask(france, { path: '/api/me' })).status, 200);
  assert.equal((await ask(nobody, { path: '/api/me' })).status, 401);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
}

/** Sends one object's text beside an honest one: the bad one alone is refused, with a reason that quotes nothing of it. */
async function assertRefusedAlone(bad: string | Buffer, why: RegExp): Promise<void> {
  const honest = note(us, green);
  const parts = [Buffer.from('{"objects":['), Buffer.from(bad), Buffer.from(`,${text(honest)}]}`)];
  const { status, text: answer } = await addText(us, Buffer.concat(parts));
  assert.equal(status, 202, answer.slice(0, 300));
  const { success_count, failures } = JSON.parse(answer) as { success_count: number; failures: { message: string }[] };
  assert.equal(success_count, 1);
  assert.match(failures[0]?.message ?? '', why);
  assert.ok((await coalition.ids(france)).includes(honest.id));
  assert.doesNotMatch(answer, /secretive/);
}

const object = note(us, green, { content: 'secretive' });
const inside = text(object).slice(1, -1);
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const bad: [string, string | Buffer, RegExp][] = [
  ['a key twice', `{${inside},"content":"secretive again"}`, /duplicate-key/],
  ['a key twice, once escaped', `{${inside},"conten\\u0074":"secretive again"}`, /duplicate-key/],
  ['a key twice, deep inside', `{${inside},"x_a":{"b":[{"c":1,"c":2}]}}`, /duplicate-key/],
  ['half of a surrogate pair', `{${inside},"x_a":"\\ud800"}`, /lone-surrogate/],
  ['half of a surrogate pair in a key', `{${inside},"x_\\udfff":1}`, /lone-surrogate|property-name/],
  ['depth', `{${inside},"x_a":${nested(100)}}`, /too-deep/],
  ['great depth', `{${inside},"x_a":${nested(30_000)}}`, /too-deep/],
  ['lists in lists', `{${inside},"x_a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /too-deep/],
  ['size', `{${inside},"x_a":"${'x'.repeat(300_000)}"}`, /too-large/],
  ['the prototype', `{${inside},"__proto__":{"polluted":true}}`, /property-name/],
];

for (const [what, bytes, why] of bad) {
  test(`an object with ${what} is refused, alone`, async () => {
    await assertRefusedAlone(bytes, why);
    await assertWell();
  });
}

const noJson: typeof bad = [
  ['bytes that are not UTF-8', Buffer.from(`{${inside},"x_a":"\xff\xfe"}`, 'latin1'), /invalid-utf8/],
  ['an overlong encoding', Buffer.from(`{${inside},"x_a":"\xc0\xaf"}`, 'latin1'), /invalid-utf8/],
  ['an encoded surrogate', Buffer.from(`{${inside},"x_a":"\xed\xa0\x80"}`, 'latin1'), /invalid-utf8/],
  ['no JSON', `{${inside},"x_a":NaN}`, /invalid-json/],
  ['a comment', `{${inside}/* secretive */}`, /invalid-json/],
  ['a control character', `{${inside},"x_a":"\u0001"}`, /invalid-json/],
];

for (const [what, bytes, why] of noJson) {
  test(`a body with ${what} in one object is no JSON, and refused`, async () => {
    const honest = note(us, green);
    const parts = [Buffer.from(`{"objects":[${text(honest)},`), Buffer.from(bytes), Buffer.from(']}')];
    const { status, text: answer } = await addText(us, Buffer.concat(parts));
    assert.equal(status, 400);
    assert.match(answer, why);
    assert.doesNotMatch(answer, /secretive/);
    assert.ok(!(await coalition.ids(france)).includes(honest.id));
    await assertWell();
  });
}

/** Odd, and yet valid: comes back as it was sent, and nothing that shows it fails. */
const odd: Record<string, unknown>[] = [
  { constructor: { prototype: { polluted: true } } },
  { x_a: { __proto__x: 1, constructor: null, toString: 'x', hasOwnProperty: 7 } },
  { toJSON: 'x' },
  { labels: ['constructor', '__proto__', 'toString'] },
  { x_title: { toString: null }, content: '\u0000\u202E\uFEFF\u2028</script><script>alert(1)</script>' },
  {
    type: 'x-odd',
    name: { not: 'a text' },
    description: ['neither'],
    labels: ['x'],
    confidence: 5,
    content: undefined,
  },
  { type: 'constructor', name: 'x', content: undefined },
  {
    extensions: {
      'extension-definition--96463e50-4175-4d9c-9492-98fba3bb9a9e': {
        extension_type: 'property-extension',
        constructor: 1,
      },
    },
  },
  { type: 'location', latitude: 90, longitude: -180, region: 'x', content: undefined, object_refs: undefined },
  { content: "'; DROP TABLE placement; --", abstract: '%_\\"`' },
  { authors: ['A'.repeat(10_000)] },
];

test('odd objects come back as they came, and break nothing that shows them', async () => {
  const raw = `{${text(note(us, green)).slice(1, -1)},"x_a":{"__proto__":{"polluted":true},"n":1e400,"m":123456789012345678901234567890.10,"z":-0,"e":1E-400}}`;
  const texts = [
    ...odd.map((more) => {
      const whole = { ...note(us, green), ...more };
      return text({ ...whole, id: whole.id.replace(/^note/, String(whole.type)) });
    }),
    raw,
  ];
  for (const each of texts) {
    const { status, text: answer } = await addText(us, envelopeOf(each));
    assert.equal(status, 202);
    const { success_count, failures } = JSON.parse(answer) as { success_count: number; failures?: unknown };
    if (success_count === 0) {
      assert.ok(failures);
      continue;
    }
    const { id } = JSON.parse(each) as { id: string };
    assert.equal(await coalition.read(france, `/api/objects/${id}/raw`), each);
    for (const path of [
      `/api/objects/${id}`,
      `/api/objects/${id}/graph`,
      `/taxii2/coalition/collections/open/objects/${id}/`,
    ]) {
      assert.equal((await ask(france, { path })).status, 200, path);
    }
  }
  for (const path of [
    '/api/objects?limit=200&facets=true',
    '/api/overview',
    '/taxii2/coalition/collections/open/manifest/',
  ]) {
    assert.equal((await ask(france, { path })).status, 200, path);
  }
  await assertWell();
});

test('over the API, too, nothing goes out that a strict reader would refuse', async () => {
  const publish = (body: string): ReturnType<typeof ask> =>
    ask(us, { method: 'POST', path: '/api/objects', headers: { 'content-type': 'application/json' }, body });
  const publication = (more: string): string =>
    `{"collection":"open","terms":{"tlp":"green"},"object":{"type":"note","content":"secretive","object_refs":["${us.identity}"]${more}}}`;
  for (const more of [
    ',"x_a":"\\ud800"',
    ',"x_\\udfff":1',
    `,"x_a":${nested(100)}`,
    `,"x_a":${nested(20_000)}`,
    `,"x_a":"${'x'.repeat(300_000)}"`,
    ',"__proto__":{"polluted":true}',
    ',"type":"constructor"',
    ',"x_a":NaN',
  ]) {
    const { status, text: answer } = await publish(publication(more));
    assert.ok(
      status === 201 || (status >= 400 && status < 500),
      `${more.slice(0, 30)}: ${status} ${answer.slice(0, 200)}`,
    );
    if (status !== 201) continue;
    const { summary } = JSON.parse(answer) as { summary: { id: string } };
    const raw = await coalition.read(france, `/api/objects/${summary.id}/raw`);
    assert.ok(
      raw.isWellFormed() && !/\\ud[89a-f]/i.test(raw) && raw.length < 200_000 && !raw.includes('__proto__'),
      more,
    );
    assert.ok(depthOf(JSON.parse(raw)) <= defaultLimits.objectDepth, more.slice(0, 30));
  }
  await assertWell();
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('a body that is larger than the limit is refused on every way in, before anybody is known, too', async () => {
  const large = `{"email":"x@y.example","password":"${'x'.repeat(3_000_000)}"}`;
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  for (const [who, path] of [
    [nobody, '/api/sign-in'],
    [us, '/api/objects'],
    [us, '/api/searches'],
    [us, '/api/tokens'],
  ] as const) {
    const { status, text: answer } = await ask(who, { method: 'POST', path, headers: json, body: large });
    assert.equal(status, 413, `${path}: ${answer.slice(0, 200)}`);
    assert.equal(await statusOfChunks(who, path, json), 413, path);
  }
  assert.equal((await addText(us, envelopeOf(...Array.from({ length: 30 }, () => large)))).status, 413);
  await assertWell();
});

/** What is answered to a body of 3 MB in chunks, so that nobody says beforehand how long it is. */
function statusOfChunks(who: Caller, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${coalition.node.url}${path}`, {
      method: 'POST',
      headers: { ...headers, ...who.headers, 'transfer-encoding': 'chunked' },
      agent: false,
    });
    outgoing.on('response', (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    for (let sent = 0; sent < 48; sent += 1) outgoing.write('x'.repeat(65_536));
    outgoing.end();
  });
}

test('a small gzip that unpacks to much is refused, and damaged gzip, without harm', async () => {
  const gzip = { 'content-encoding': 'gzip' };
  const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
  assert.ok(bomb.length < 100_000);
  assert.equal((await addText(us, bomb, undefined, gzip)).status, 413);
  const twice = gzipSync(bomb);
  assert.equal((await addText(us, twice, undefined, gzip)).status, 400);
  const whole = gzipSync(Buffer.from(envelopeOf(text(note(us, green)))));
  for (const damaged of [
    whole.subarray(0, 40),
    Buffer.from('not gzip'),
    Buffer.concat([whole.subarray(0, 30), whole.subarray(50)]),
  ]) {
    assert.equal((await addText(us, damaged, undefined, gzip)).status, 400);
  }
  assert.equal((await addText(us, whole, undefined, gzip)).status, 202);
  for (const encoding of ['br', 'deflate', 'gzip, gzip', 'x']) {
    assert.equal((await addText(us, whole, undefined, { 'content-encoding': encoding })).status, 415, encoding);
  }
  await assertWell();
});

test('a body that is broken off, packed or not, harms nobody', async () => {
  const { hostname, port } = new URL(coalition.node.url);
  for (const encoding of ['gzip', 'identity']) {
    for (const start of [
      gzipSync(Buffer.from(envelopeOf(text(note(us, green))))).subarray(0, 60),
      Buffer.from('{"objects":[{"type"'),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(
            `POST /taxii2/coalition/collections/open/objects/ HTTP/1.1\r\nhost: x\r\nauthorization: ${String(us.headers.authorization)}\r\ncontent-type: ${taxiiType}\r\ncontent-encoding: ${encoding}\r\ncontent-length: 100000\r\n\r\n`,
          );
          socket.write(start);
          setTimeout(() => socket.resetAndDestroy(), 30);
        });
        socket.on('close', () => resolve());
        socket.on('error', () => {});
      });
    }
  }
  await assertWell();
});

test('slow bodies keep nobody waiting, and nothing of them is stored before they end', async () => {
  const { hostname, port } = new URL(coalition.node.url);
  const half = note(us, green);
  const sockets = Array.from({ length: 30 }, (_, index) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const path = index % 2 === 0 ? '/taxii2/coalition/collections/open/objects/' : '/api/objects';
    const type = index % 2 === 0 ? taxiiType : 'application/json';
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${String(us.headers.authorization)}\r\ncontent-type: ${type}\r\ncontent-length: 900000\r\n\r\n{"objects":[${text(half).slice(0, -1)}`,
    );
    return socket;
  });
  const started = performance.now();
  for (let round = 0; round < 10; round += 1) {
    await coalition.store(us, [note(us, green)]);
    assert.ok(!(await coalition.ids(france)).includes(half.id));
  }
  assert.ok(performance.now() - started < 5000);
  for (const socket of sockets) socket.destroy();
  await assertWell();
});

test('what is no envelope is refused as a whole, without an echo', async () => {
  const honest = text(note(us, green));
  const bodies = [
    '',
    'null',
    '[]',
    '"objects"',
    `[${honest}]`,
    '{"objects":{}}',
    '{"objects":null}',
    '{"objects":"secretive"}',
    `${'['.repeat(100_000)}`,
    `{"a":${nested(5000)}}`,
    '\uFEFF\uFEFF{"objects":[]}',
  ];
  for (const body of bodies) {
    const { status, text: answer } = await addText(us, body);
    assert.ok(status >= 400 && status < 500, `${body.slice(0, 30)}: ${status} ${answer}`);
    assert.doesNotMatch(answer, /secretive/);
  }
  const repeated = await addText(us, `{"objects":[],"objects":[${honest}]}`);
  assert.ok(repeated.status >= 400 || repeated.text.includes('"failure_count":1'), repeated.text);
  await assertWell();
});

test('hostile queries are refused or harmless', async () => {
  const queries = [
    '__proto__=1',
    '__proto__[polluted]=1',
    'constructor[prototype][polluted]=1',
    'limit=1e9',
    'limit=-1',
    'limit=99999999999999999999',
    'limit=NaN',
    'limit[]=1',
    'limit=1&limit=2',
    'since=9999999-01-01T00:00:00Z',
    'cursor=__proto__',
    'type=__proto__,constructor',
    'member=__proto__',
    'tlp=constructor',
    `type=${'a,'.repeat(3000)}`,
    'added_after=__proto__',
    'match[__proto__]=1',
    'match[version]=constructor',
    `match[id]=${'x,'.repeat(3000)}`,
    `q=${'%22'.repeat(400)}`,
    'q=%ED%A0%80%00',
    'facets=__proto__',
  ];
  for (const path of ['/api/objects', '/taxii2/coalition/collections/open/objects/', '/api/accounts', '/api/tokens']) {
    for (const query of queries) {
      const { status } = await ask(france, { path: `${path}?${query}` });
      assert.ok(status < 500, `${path}?${query.slice(0, 40)}: ${status}`);
    }
  }
  await assertWell();
});

test('hostile bodies of the API are refused or harmless', async () => {
  const posts: [string, string, string][] = [
    ['POST', '/api/searches', '{"name":"x","query":{"__proto__":"y","constructor":"z","limit":"NaN"}}'],
    ['POST', '/api/searches', '{"__proto__":{"name":"x","query":{}}}'],
    ['POST', '/api/tokens', '{"label":"x","__proto__":{"write":true},"constructor":{"personal":true}}'],
    ['POST', '/api/tokens', '{"label":"\\ud800","expires":"+275760-09-13T00:00:00.000Z"}'],
    [
      'POST',
      '/api/objects',
      '{"collection":"open","terms":{"tlp":"green","__proto__":{"releasableTo":["France"]}},"object":[]}',
    ],
    ['POST', '/api/objects', '{"collection":"__proto__","terms":{"tlp":"green"},"object":{"type":"__proto__"}}'],
    ['POST', '/api/objects', '{"collection":"open","terms":{"tlp":"__proto__"},"object":{}}'],
    [
      'POST',
      '/api/objects',
      '{"collection":"open","terms":{"tlp":"green","releasableTo":["__proto__","constructor"]},"object":{"type":"note"}}',
    ],
    ['POST', '/api/sign-in', '{"email":{"$gt":""},"password":{"$gt":""}}'],
    ['POST', '/api/sign-in', '["operator@us.example"]'],
    ['POST', '/api/collections', '{"title":"\\u0000","alias":"__proto__"}'],
    ['PATCH', '/api/accounts/__proto__', '{"roles":["__proto__"]}'],
    ['PATCH', '/api/collections/open', '{"readers":{"length":1}}'],
  ];
  for (const [method, path, body] of posts) {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const { status, text: answer } = await ask(france, { method, path, headers, body });
    assert.ok(status < 500, `${method} ${path} ${body}: ${status} ${answer}`);
  }
  const searches = await coalition.read(france, '/api/searches');
  for (const { id } of (JSON.parse(searches) as { searches: { id: string }[] }).searches) {
    assert.equal((await coalition.api(france, 'DELETE', `/api/searches/${id}`)).status, 204);
  }
  await assertWell();
});
