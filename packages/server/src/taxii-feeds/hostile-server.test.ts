import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { JsonObject, SplitItem } from '@entente/stix';
import { Problem } from '../http/problem.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import { startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { checkedRoot } from './checked-root.ts';
import type { ForeignPage } from './foreign-server.ts';
import type { Position } from './taxii-feed.ts';
import { startForeignServer, type TestForeignServer } from './test-foreign-server.ts';
import { walkPages } from './walk-pages.ts';

const mediaType = 'application/taxii+json;version=2.1';

function note(): JsonObject {
  const stamp = '2024-05-01T10:00:00.000Z';
  const id = `note--${randomUUID()}`;
  const object_refs = ['identity--f431f809-377b-45e0-aa1c-6a4751cae5ff'];
  return { type: 'note', spec_version: '2.1', id, created: stamp, modified: stamp, content: 'Rain', object_refs };
}

describe('a hostile TAXII server', () => {
  let france: TestNode;
  let server: TestForeignServer;
  before(async () => {
    france = await startTestNode('France');
  });
  after(() => france[Symbol.asyncDispose]());
  beforeEach(async () => {
    server = await startForeignServer();
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function pull(): Promise<{ readonly problem?: string | undefined; readonly objects: number }> {
    const { service } = france.core.taxiiFeeds;
    const { id } = await service.add(france.admin, {
      direction: 'pull',
      url: server.url,
      source: server.source,
      collection: (await france.collection()).id,
      version: '2.1',
      credential: { login: 'bearer', token: 'secret-token' },
      terms: { tlp: 'clear', releasableTo: [] },
      minutes: 60,
    });
    return service.run(france.admin, id);
  }

  const answers: readonly [string, RegExp, (request: IncomingMessage, response: ServerResponse) => void][] = [
    [
      'the same page for ever',
      /without getting anywhere/,
      (_, response) =>
        response.writeHead(200, { 'Content-Type': mediaType }).end(`{"more":true,"next":"a","objects":[]}`),
    ],
    [
      'new places for ever, with nothing there',
      /without getting anywhere/,
      (_, response) =>
        response
          .writeHead(200, { 'Content-Type': mediaType })
          .end(`{"more":true,"next":"${randomUUID()}","objects":[]}`),
    ],
    [
      'more, and no way to it',
      /not how to ask for it/,
      (_, response) =>
        response.writeHead(200, { 'Content-Type': mediaType }).end(JSON.stringify({ more: true, objects: [note()] })),
    ],
    [
      'a page of HTML',
      /\(text\/html\)/,
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Sign in</title>'),
    ],
    [
      'half an envelope',
      /no TAXII envelope/,
      (_, response) => response.writeHead(200, { 'Content-Type': mediaType }).end('{"objects":[{"type":'),
    ],
    [
      'another address',
      /leads somewhere else \(302\)/,
      (_, response) => response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    ],
    [
      'a page that unpacks to more than is taken',
      /larger than/,
      (_, response) => {
        response.writeHead(200, { 'Content-Type': mediaType });
        const chunk = Buffer.alloc(1024 * 1024, 32);
        const send = (): void => {
          while (response.writable && response.write(chunk));
        };
        response.on('drain', send);
        send();
      },
    ],
  ];
  for (const [what, problem, answer] of answers) {
    it(`that answers ${what} is left, with the reason`, async () => {
      server.answer = answer;
      const view = await pull();
      assert.match(view.problem ?? '', problem);
      assert.ok(server.requests.length < 20, `${server.requests.length} requests`);
      assert.ok(!JSON.stringify(view).includes('secret-token'));
    });
  }

  /** Answers a request that has a slash at the end with a redirect to the same without it, and those as usual. */
  function withoutSlash(status: number, leadTo: (asked: URL) => string): void {
    server.answer = (request, response) => {
      const asked = new URL(request.url ?? '', server.url);
      if (!asked.pathname.endsWith('/')) {
        assert.equal(request.headers.authorization, 'Bearer secret-token');
        response.writeHead(200, { 'Content-Type': mediaType }).end(JSON.stringify({ objects: [note()] }));
        return;
      }
      asked.pathname = asked.pathname.slice(0, -1);
      response.writeHead(status, { Location: leadTo(asked) }).end();
    };
  }

  it('that leads to the same path but for the slash at the end is followed there, and once', async () => {
    for (const [status, leadTo] of [
      [301, ({ href }: URL) => href],
      [308, ({ pathname, search }: URL) => `${pathname}${search}`],
      [302, ({ pathname }: URL) => pathname],
    ] as const) {
      withoutSlash(status, leadTo);
      const { problem, objects } = await pull();
      assert.deepEqual({ problem, objects }, { problem: undefined, objects: 1 });
      assert.match(server.requests.at(-1) ?? '', /objects\?limit=/, 'what was asked for is asked for there too');
    }
    server.requests.length = 0;
    server.answer = (request, response) => {
      const { pathname } = new URL(request.url ?? '', server.url);
      const other = pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`;
      response.writeHead(301, { Location: other }).end();
    };
    assert.match((await pull()).problem ?? '', /leads somewhere else/);
    assert.equal(server.requests.length, 2);
  });

  it('that leads to another port, path, query or name, with or without a slash, is not followed', async () => {
    for (const leadTo of [
      ({ pathname }: URL) => `http://127.0.0.1:1${pathname}`,
      ({ port, pathname }: URL) => `http://localhost:${port}${pathname}`,
      ({ port, pathname }: URL) => `https://127.0.0.1:${port}${pathname}`,
      ({ port, pathname }: URL) => `http://a:b@127.0.0.1:${port}${pathname}`,
      ({ pathname }: URL) => `/other${pathname}`,
      ({ pathname }: URL) => `${pathname}?limit=5`,
      ({ pathname }: URL) => `/${pathname}`,
      () => 'http://[',
    ]) {
      withoutSlash(302, leadTo);
      server.requests.length = 0;
      assert.match((await pull()).problem ?? '', /leads somewhere else/);
      assert.equal(server.requests.length, 1);
    }
  });

  it('that says that there is more, always, is left where nothing new comes', async () => {
    server.quirks = { ...server.quirks, alwaysMore: true, next: 'none' };
    server.add(note(), note(), note(), note());
    const view = await pull();
    assert.match(view.problem ?? '', /without getting anywhere/);
    assert.equal(view.objects, 4, 'what came before is kept');
  });

  it('whose pages never end gets so many a run, and no more', async () => {
    let asked = 0;
    const positions: Position[] = [];
    const item = (): SplitItem => ({ ok: true, index: 0, bytes: Buffer.from(randomUUID()), value: {} });
    const page = async (): Promise<ForeignPage> => {
      asked += 1;
      return { items: [item()], more: true, next: String(asked), bytes: 1 };
    };
    const take = async (_: ForeignPage, position: Position): Promise<void> => {
      positions.push(position);
    };
    const { signal } = new AbortController();
    const now = (): string => new Date().toISOString();
    assert.equal(await walkPages({ page }, {}, take, signal, now, { pages: 7, bytes: 1e9 }), false);
    assert.equal(asked, 7);
    assert.deepEqual(positions.at(-1), { page: '7' }, 'and the next run goes on there');
    assert.equal(await walkPages({ page }, {}, take, signal, now, { pages: 1e9, bytes: 5 }), false);
  });

  it('waits longer after each failure', async () => {
    server.answer = (_, response) => response.writeHead(500).end();
    const { service } = france.core.taxiiFeeds;
    const { id } = await service.add(france.admin, {
      direction: 'pull',
      url: server.url,
      source: server.source,
      collection: (await france.collection()).id,
      version: '2.1',
      credential: { login: 'none' },
      terms: { tlp: 'clear', releasableTo: [] },
      minutes: 1,
    });
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const { next = '', ran = '', problem } = await service.run(france.admin, id);
      assert.equal(problem, 'It answered 500.');
      waits.push(Date.parse(next) - Date.parse(ran));
    }
    assert.ok((waits[7] ?? 0) > 10 * 60_000, `${waits}`);
    delete server.answer;
    const { next = '', ran = '' } = await service.run(france.admin, id);
    assert.ok(Date.parse(next) - Date.parse(ran) < 2 * 60_000, 'and not after it worked');
  });
});

describe('the address of a feed', () => {
  const careful = { allowsPrivate: false, allowsPlain: false };

  it('leads to no private network, and to nothing without TLS, unless the operator says so', () => {
    for (const bad of [
      'https://127.0.0.1/api1',
      'https://10.0.0.1/api1',
      'https://169.254.169.254/latest',
      'https://[::1]/api1',
      'https://[::ffff:127.0.0.1]/api1',
      'https://2130706433/api1',
      'https://0x7f.1/api1',
      'http://taxii.example/api1',
      'https://user:password@taxii.example/api1',
      'https://:password@taxii.example/api1',
      'file:///etc/passwd',
    ]) {
      assert.throws(() => checkedRoot(bad, careful), PeerFailure, bad);
    }
    assert.equal(checkedRoot('https://taxii.example/api1/?a=b#c', careful), 'https://taxii.example/api1');
    assert.throws(
      () => checkedRoot('http://169.254.169.254/', { allowsPrivate: true, allowsPlain: true }),
      PeerFailure,
    );
  });

  it('is checked where the connection is made, so that no name leads inside', async () => {
    await using france = await startTestNode('France', 60_000, { peers: { ...careful, pollMilliseconds: 60_000 } });
    const { service } = france.core.taxiiFeeds;
    const collection = (await france.collection()).id;
    const feed = {
      direction: 'pull' as const,
      source: 'x',
      collection,
      version: '2.1' as const,
      credential: { login: 'none' as const },
      terms: { tlp: 'clear' as const, releasableTo: [] },
      minutes: 60,
    };
    const isInvalid = (error: unknown): boolean => error instanceof Problem && error.code === 'invalid';
    await assert.rejects(service.add(france.admin, { ...feed, url: 'https://127.0.0.1/api1' }), isInvalid);
    const { id } = await service.add(france.admin, { ...feed, url: 'https://localhost/api1' });
    assert.match((await service.run(france.admin, id)).problem ?? '', /private address/);
  });
});
