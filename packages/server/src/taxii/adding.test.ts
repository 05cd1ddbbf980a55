import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  add,
  envelopeOf,
  type Headers,
  indicator,
  type Json,
  type Send,
  startTestNode,
  type TestNode,
  timestamp,
  uuid4,
} from './test-node.ts';

const bodyBytes = 300_000;
let test: TestNode;
let norway: Send;
let collection: string;
before(async () => {
  test = await startTestNode({ bodyBytes, objectBytes: 100_000 });
  norway = test.as('Norway');
  collection = await test.collection();
});
after(() => test[Symbol.asyncDispose]());

const post = (body: string | Buffer, headers: Headers = {}) => norway('POST', `${collection}objects/`, headers, body);
const count = async (): Promise<number> =>
  (await norway('GET', `${collection}manifest/?limit=1000&match[version]=all`)).json.objects?.length ?? 0;

describe('adding objects', () => {
  it('answers 202 with a complete status, which can be asked for again', async () => {
    const objects = [indicator(), indicator()];
    const { status, json } = await post(envelopeOf(...objects));
    assert.equal(status, 202);
    assert.match(json.id, uuid4);
    assert.match(json.request_timestamp, timestamp);
    const { id, request_timestamp, ...rest } = json;
    assert.deepEqual(rest, {
      status: 'complete',
      total_count: 2,
      success_count: 2,
      successes: objects.map(({ id, modified }) => ({ id, version: modified })),
      failure_count: 0,
      pending_count: 0,
    });
    assert.deepEqual((await norway('GET', `/taxii2/coalition/status/${json.id}/`)).json, json);
  });

  it('stores the good ones, and says of each bad one what is wrong with it', async () => {
    const good = [indicator(), indicator()];
    const bad: [object: string | object, id: string, message: RegExp][] = [
      [indicator({ id: 'indicator--1', spec_version: '2.1' }), 'indicator--1', /id/],
      [{ ...indicator(), pattern: undefined }, '', /pattern/],
      [indicator({ pattern: '[broken' }), '', /pattern/],
      [indicator({ created: 'yesterday' }), '', /created/],
      [indicator({ modified: '2001-01-01T00:00:00.000Z' }), '', /modified/],
      [indicator({ spec_version: '2.0' }), '', /spec_version/],
      [indicator({ spec_version: undefined }), '', /spec_version/],
      ['{"type":"indicator"}', 'unknown', /^objects\[\d+\]: .*id/],
      ['{}', 'unknown', /^objects\[\d+\]: /],
      ['17', 'unknown', /^objects\[\d+\]: .*not-an-object/],
      ['null', 'unknown', /^objects\[\d+\]: .*not-an-object/],
      ['[]', 'unknown', /^objects\[\d+\]: .*not-an-object/],
      ['"text"', 'unknown', /^objects\[\d+\]: /],
      ['{"type":"indicator","type":"malware"}', 'unknown', /duplicate-key/],
      [JSON.stringify(indicator({ name: 'half' })).replace('half', '\\ud800'), 'unknown', /lone-surrogate/],
      [indicator({ name: 'x'.repeat(100_000) }), 'unknown', /too-large/],
    ];
    const { status, json } = await post(envelopeOf(good[0], ...bad.map(([object]) => object), good[1]));
    assert.equal(status, 202);
    assert.deepEqual(
      [json.total_count, json.success_count, json.failure_count, json.pending_count],
      [bad.length + 2, 2, bad.length, 0],
    );
    assert.deepEqual(
      json.successes.map(({ id }: Json) => id),
      good.map(({ id }) => id),
    );
    for (const [index, [object, id, message]] of bad.entries()) {
      const failure = json.failures[index];
      assert.equal(failure.id, typeof object === 'object' && id === '' ? (object as { id: string }).id : id);
      assert.match(failure.message, message);
      assert.match(failure.version, /^\d{4}-|^yesterday/);
    }
    for (const { id } of good) assert.equal((await norway('GET', `${collection}objects/${id}/`)).status, 200);
  });

  it('takes what is there already for a success, and stores it once', async () => {
    const object = indicator();
    const reordered = Object.fromEntries(Object.entries(object).reverse());
    await add(norway, collection, object);
    const before = await count();
    await add(norway, collection, object, object, reordered);
    assert.equal(await count(), before);
    const { json } = await post(envelopeOf({ ...object, name: 'Another name in the same version' }));
    assert.deepEqual([json.success_count, json.failure_count], [0, 1]);
    assert.match(json.failures[0].message, /modified/);
  });

  it('gives back each object as it came, byte for byte', async () => {
    const id = randomUUID();
    const texts = [
      `{"type": "indicator" , "id":"indicator--${randomUUID()}","spec_version":"2.1","created":"2019-02-06T12:00:00.123456789Z","modified":"2019-02-06T12:00:00.123456789Z","pattern":"[ipv4-addr:value = '198.51.100.7']","pattern_type":"stix","valid_from":"2019-02-06T12:00:00Z","x_numbers":[1.0,1e2,-0,0.1e-10,12345678901234567890,3.141592653589793238462643383279],"x_text":"\\u0041\\u00e9\\/é \u{1F680}\\ud83d\\ude80\\t","x_deep":{"a":[[],{},true,false,""]}}`,
      `{"type":"x-acme-convoy","spec_version":"2.1","id":"x-acme-convoy--${id}","created":"2019-02-06T12:00:00.000Z","modified":"2019-02-06T12:00:00.000Z","route":["b","a"],"vehicles":7.50}`,
      `{"zeta":1,"type":"identity","spec_version":"2.1","id":"identity--${randomUUID()}","created":"2019-02-06T12:00:00.000Z","modified":"2019-02-06T12:00:00.000Z","name":"Übersee","alpha":2}`,
    ];
    await add(norway, collection, ...texts);
    for (const text of texts) {
      const { bytes } = await norway('GET', `${collection}objects/${JSON.parse(text).id}/`);
      assert.equal(bytes.toString(), `{"objects":[${text}],"more":false}`);
    }
    const { bytes } = await norway(
      'GET',
      `${collection}objects/?match[type]=x-acme-convoy,identity&match[id]=x-acme-convoy--${id}`,
    );
    assert.equal(bytes.toString(), `{"objects":[${texts[1]}],"more":false}`);
  });

  const notEnvelopes: [name: string, body: string | Buffer, status: number][] = [
    ['an empty body', '', 400],
    ['white space', ' \n ', 400],
    ['text', 'objects', 400],
    ['a list', '[]', 400],
    ['a list of objects', `[${JSON.stringify(indicator())}]`, 400],
    ['null', 'null', 400],
    ['a string', '"objects"', 400],
    ['a number', '1', 400],
    ['broken JSON', '{"objects": [}', 400],
    ['single quotes', "{'objects': []}", 400],
    ['an envelope that ends early', envelopeOf(indicator()).slice(0, -1), 400],
    ['an object that ends early', envelopeOf(indicator()).slice(0, -40), 400],
    ['a comma behind the last property of an object', '{"objects":[{"type":"indicator",}]}', 400],
    ['a comma behind the last object', `{"objects":[${JSON.stringify(indicator())},]}`, 400],
    ['an object with a word that is no value', '{"objects":[{"type":NaN}]}', 400],
    ['an object with a bare line feed in a text', '{"objects":[{"type":"a\nb"}]}', 400],
    ['an object with what is no UTF-8', Buffer.from('{"objects":[{"type":"\xff"}]}', 'latin1'), 400],
    ['something behind the envelope', `${envelopeOf(indicator())}}`, 400],
    ['two envelopes', `${envelopeOf(indicator())}${envelopeOf(indicator())}`, 400],
    ['an envelope and an object', `${envelopeOf(indicator())}\n${JSON.stringify(indicator())}`, 400],
    ['two envelopes without objects', '{}{}', 400],
    ['objects twice', `{"objects":[${JSON.stringify(indicator())}],"objects":[]}`, 400],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['UTF-16', Buffer.from(envelopeOf(indicator()), 'utf16le'), 400],
    ['a bare object', JSON.stringify(indicator()), 422],
    ['objects that are text', '{"objects":"all"}', 422],
    ['objects that are one object', `{"objects":${JSON.stringify(indicator())}}`, 422],
    ['objects that are null', '{"objects":null}', 422],
    ['other properties alone', '{"bundle":[]}', 422],
  ];
  for (const [name, body, expected] of notEnvelopes) {
    it(`refuses ${name}, and stores nothing of it`, async () => {
      const before = await count();
      const { status, json } = await post(body);
      assert.equal(status, expected, JSON.stringify(json));
      assert.deepEqual([json.http_status, typeof json.title], [String(expected), 'string']);
      assert.equal(await count(), before);
    });
  }

  it('takes an envelope without objects, and one with more than objects', async () => {
    for (const body of ['{}', '{"objects":[]}', ' { "more" : false } ']) {
      const { status, json } = await post(body);
      assert.deepEqual([status, json.status, json.total_count, 'successes' in json], [202, 'complete', 0, false]);
    }
    const object = JSON.stringify(indicator());
    for (const body of [
      `{"objects":[${object}],"more":true,"next":"x","x_acme_batch":{"objects":[1]}}`,
      `{"x_acme_batch":[{"objects":2}],"objects":[${object}]}`,
      `\ufeff{"objects":[${object}]}\r\n`,
    ]) {
      assert.deepEqual([(await post(body)).json.success_count], [1]);
    }
  });

  it('wants the media type of TAXII 2.1', async () => {
    for (const type of [
      'application/taxii+json;version=2.1',
      'application/taxii+json',
      'application/taxii+json; charset=utf-8; version=2.1',
    ]) {
      assert.equal((await post('{}', { 'content-type': type })).status, 202, type);
    }
    for (const type of [
      'application/json',
      'application/stix+json;version=2.1',
      'application/taxii+json;version=2.0',
      'application/vnd.oasis.taxii+json',
      '*/*',
      '',
      undefined,
    ]) {
      assert.equal((await post('{}', { 'content-type': type })).status, 415, type);
    }
    assert.equal((await post('{}', { accept: 'application/json' })).status, 406);
  });

  it('takes bodies in chunks and gzipped', async () => {
    const chunked = { 'transfer-encoding': 'chunked' };
    assert.equal((await post(envelopeOf(indicator()), chunked)).json.success_count, 1);
    const objects = Array.from({ length: 40 }, () => indicator({ description: 'lorem '.repeat(1000) }));
    const packed = gzipSync(envelopeOf(...objects));
    assert.equal((await post(packed, { 'content-encoding': 'gzip' })).json.success_count, 40);
    assert.equal((await post(packed, { 'content-encoding': 'X-GZIP', ...chunked })).json.success_count, 40);
    assert.equal((await post('{}', { 'content-encoding': 'identity' })).status, 202);
    assert.equal((await post('{}', { 'content-encoding': 'gzip' })).status, 400);
    assert.equal((await post(packed.subarray(0, packed.length - 20), { 'content-encoding': 'gzip' })).status, 400);
    assert.equal((await post('{}', { 'content-encoding': 'br' })).status, 415);
  });

  it('refuses what is larger than the API root says, and nothing that is not', async () => {
    const { max_content_length } = (await norway('GET', '/taxii2/coalition/')).json;
    assert.equal(max_content_length, bodyBytes);
    const exact = `{"objects":[]}${' '.repeat(bodyBytes - 14)}`;
    assert.equal((await post(exact)).status, 202);
    assert.equal((await post(exact, { 'transfer-encoding': 'chunked' })).status, 202);
    const before = await count();
    const large = `${envelopeOf(indicator())}${' '.repeat(bodyBytes)}`;
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const { status, json } = await post(large, headers);
      assert.deepEqual([status, json.http_status, json.details.limit], [413, '413', bodyBytes]);
    }
    assert.equal((await post(gzipSync(large), { 'content-encoding': 'gzip' })).status, 413);
    assert.equal(await count(), before);
  });

  it('lets who writes before he reads hear why, however much he writes', async () => {
    const rest = ' '.repeat(20_000_000);
    for (const [body, headers, expected] of [
      [`{}${rest}`, {}, 413],
      [`{}${rest}`, { 'transfer-encoding': 'chunked' }, 413],
      [`nonsense${rest}`, {}, 413],
      [`nonsense${' '.repeat(bodyBytes - 100)}`, {}, 400],
      [`{}${rest}`, { authorization: undefined }, 401],
      [`{}${rest}`, { 'content-type': 'text/plain' }, 415],
    ] as const) {
      assert.equal((await post(body, headers)).status, expected);
      assert.equal((await post('{}')).status, 202, 'and the next request is answered');
    }
  });

  it('stores nothing of a body that its sender breaks off, and goes on', async () => {
    const before = await count();
    const { hostname, port } = new URL(test.node.url);
    const { token } = test.node.core.access.tokens.create(test.node.core.localViewer(1), {
      member: 1,
      label: 'x',
      write: true,
    });
    for (const encoding of ['identity', 'gzip']) {
      const socket = connect(Number(port), hostname);
      const body = envelopeOf(indicator());
      const head = [
        `POST ${collection}objects/ HTTP/1.1`,
        `Host: ${hostname}`,
        `Authorization: Bearer ${token}`,
        'Content-Type: application/taxii+json;version=2.1',
        `Content-Encoding: ${encoding}`,
        'Content-Length: 100000',
      ].join('\r\n');
      socket.write(`${head}\r\n\r\n`);
      await new Promise((written) => socket.write(encoding === 'gzip' ? gzipSync(body) : body, written));
      await new Promise((closed) => socket.once('close', closed).destroy());
    }
    assert.equal((await post('{}')).status, 202);
    assert.equal(await count(), before);
  });

  it('names up to 25,000 objects, and more only by their number', async () => {
    await using roomy = await startTestNode();
    const send = roomy.as('Norway');
    const path = await roomy.collection();
    for (const [length, named] of [
      [25_000, 25_000],
      [25_001, undefined],
    ]) {
      const { json } = await send('POST', `${path}objects/`, {}, envelopeOf(...Array(length).fill('1')));
      assert.deepEqual([json.total_count, json.failure_count, json.failures?.length], [length, length, named]);
    }
  });
});
