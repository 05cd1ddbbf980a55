import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { defaultLimits } from '../config.ts';
import { createApp } from '../http/app.ts';
import { asksForGzip } from '../http/asks-for-gzip.ts';
import { taxiiMediaType } from './media-types.ts';
import { add, indicator, startTestNode, type TestNode } from './test-node.ts';

describe('asking for gzip', () => {
  const cases: [header: string | undefined, expected: boolean][] = [
    [undefined, false],
    ['', false],
    ['identity', false],
    ['gzip', true],
    ['GZIP', true],
    ['deflate, gzip;q=0.5, br', true],
    ['gzip ; q=1.0', true],
    ['gzip;q=0', false],
    ['gzip;q=0.000, *', false],
    ['x-gzip2, br', false],
  ];
  for (const [header, expected] of cases) it(String(header), () => assert.equal(asksForGzip(header), expected));

  it('is read in a moment, however many spaces somebody without an account sends', () => {
    const began = performance.now();
    for (let time = 0; time < 100; time += 1) assert.equal(asksForGzip(`gzip${' '.repeat(16_000)}x`), false);
    // By the square of the length they take half a minute.
    assert.ok(performance.now() - began < 10_000);
  });
});

describe('packed answers', () => {
  let test: TestNode;
  let ask: (path: string, acceptEncoding: string | undefined, from: string) => Promise<Response>;
  let collection: string;
  const object = indicator({ description: 'convoy '.repeat(1000) });

  before(async () => {
    test = await startTestNode();
    collection = await test.collection();
    await add(test.as('Norway'), collection, object);
    const config = { data: '', host: '', port: 0, logLevel: 'silent', limits: defaultLimits } as const;
    const app = createApp(test.node.core, config, pino({ level: 'silent' }));
    const { token } = test.node.core.access.tokens.create(test.node.core.localViewer(1), {
      member: 1,
      label: 't',
      write: true,
    });
    ask = async (path, acceptEncoding, from) => {
      const headers = { authorization: `Bearer ${token}`, accept: taxiiMediaType };
      const request = new Request(`http://node.example${path}`, {
        headers: acceptEncoding === undefined ? headers : { ...headers, 'accept-encoding': acceptEncoding },
      });
      return app.fetch(request, { incoming: { socket: { remoteAddress: from } } });
    };
  });
  after(() => test[Symbol.asyncDispose]());

  it('go to who asks for them from afar, and hold the same', async () => {
    const plain = await ask(`${collection}objects/`, undefined, '203.0.113.7');
    assert.equal(plain.headers.get('content-encoding'), null);
    const expected = Buffer.from(await plain.arrayBuffer());
    for (const from of ['203.0.113.7', '2001:db8::7', '']) {
      const answer = await ask(`${collection}objects/`, 'gzip, deflate', from);
      assert.equal(answer.headers.get('content-encoding'), 'gzip');
      assert.equal(answer.headers.get('content-type'), taxiiMediaType);
      assert.equal(answer.headers.get('x-taxii-date-added-first'), plain.headers.get('x-taxii-date-added-first'));
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.ok(bytes.length < expected.length / 4);
      assert.deepEqual(gunzipSync(bytes), expected);
    }
  });

  it('do not go to who gains nothing by them', async () => {
    const answer = await ask(collection, 'gzip', '203.0.113.7');
    assert.equal(answer.headers.get('content-encoding'), null, 'a small answer');
    assert.equal(typeof (await answer.json()), 'object');
  });
});

it('large answers are whole, however slowly they are read, while others are given and forgotten', async () => {
  await using test = await startTestNode();
  const norway = test.as('Norway');
  const objects = `${await test.collection()}objects/`;
  const long = (): string => randomBytes(300_000).toString('base64');
  for (let envelope = 0; envelope < 3; envelope += 1) {
    const some = Array.from({ length: 20 }, () => indicator({ description: long() }));
    await add(norway, objects.slice(0, -'objects/'.length), ...some);
  }
  const { bytes: expected } = await norway('GET', objects);
  // More than the system takes over at once.
  assert.ok(expected.length > 24_000_000);

  const { token } = test.node.core.access.tokens.create(test.node.core.localViewer(1), {
    member: 1,
    label: 'slow',
    write: false,
  });
  const sent = request(new URL(objects, test.node.url), {
    headers: { authorization: `Bearer ${token}`, accept: taxiiMediaType },
  }).end();
  const [slow] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of slow) {
    parts.push(part as Buffer);
    if (parts.length % 20 === 0) assert.deepEqual((await norway('GET', `${objects}?limit=2`)).status, 200);
  }
  assert.ok(Buffer.concat(parts).equals(expected));
});
