import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { initialise } from '../coalition/initialise.ts';
import { createCore } from '../core.ts';
import { openDatabase } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { type FeedPolicy, isAllowed } from './feed-policy.ts';
import { FeedFailed, fetchFeed } from './fetch-feed.ts';
import { isPrivate } from './private-addresses.ts';

const green = { tlp: 'green' as const, releasableTo: [], notReleasableTo: [] };

describe('which addresses feeds may have', () => {
  const policy: FeedPolicy = {
    allowed: ['https://news.example/feeds', 'http://*.un.example:8080/'],
    privateAddresses: false,
  };
  const allowed = (address: string): boolean => isAllowed(new URL(address), policy);

  it('are those that the operator names, and what lies below them', () => {
    for (const good of [
      'https://news.example/feeds',
      'https://news.example/feeds/a.xml?x=1',
      'http://a.un.example:8080/x',
    ]) {
      assert.ok(allowed(good), good);
    }
    for (const bad of [
      'https://news.example/feedsandmore',
      'https://news.example/other',
      'https://news.example/feeds/../other',
      'http://news.example/feeds',
      'https://news.example:444/feeds',
      'https://news.example.evil.example/feeds',
      'https://user@news.example/feeds',
      'http://un.example:8080/',
      'http://evilun.example:8080/',
    ]) {
      assert.ok(!allowed(bad), bad);
    }
  });

  it('lead to no private network, in whatever form that is written', async () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.0.1',
      '172.31.0.1',
      '0.0.0.0',
      '::1',
      '::ffff:127.0.0.1',
      'fe80::1',
      'fd00::1',
      '::ffff:a00:1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      '100.64.0.1',
      '224.0.0.1',
      'nonsense',
    ]) {
      assert.ok(isPrivate(address), address);
    }
    for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700::1111']) assert.ok(!isPrivate(address), address);
    for (const url of [
      'http://127.0.0.1:9/',
      'http://2130706433:9/',
      'http://[::1]:9/',
      'http://localhost:9/',
      'http://0x7f.1:9/',
    ]) {
      const all: FeedPolicy = { allowed: [url], privateAddresses: false };
      await assert.rejects(
        fetchFeed(url, all),
        (error) => error instanceof FeedFailed && /private/.test(error.message),
        url,
      );
    }
  });
});

describe('feeds', () => {
  let server: Server;
  let url: string;
  let items: string[] = [];
  let reached = 0;
  before(async () => {
    server = createServer((request, response) => {
      reached += 1;
      if (request.url === '/away') response.writeHead(302, { location: 'http://localhost:1/' }).end();
      else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (request.url === '/moved') response.writeHead(302, { location: '/feed' }).end();
      else if (request.url === '/large') {
        response.on('error', () => {});
        response.end(Buffer.alloc(11 * 1024 * 1024, 32));
      } else response.end(`<rss version="2.0"><channel><title>Coast Herald</title>${items.join('')}</channel></rss>`);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  const item = (name: string): string =>
    `<item><guid>${name}</guid><title>What the minister said in ${name}</title><description>The minister said in ${name} that she would not go, and that nobody had asked her.</description></item>`;

  it('are fetched within bounds, and from nowhere else', async () => {
    const policy: FeedPolicy = { allowed: [url], privateAddresses: true };
    assert.ok((await fetchFeed(`${url}/moved`, policy)).bytes.length > 0);
    for (const [path, why] of [
      ['away', /another server/],
      ['round', /without end/],
      ['large', /larger/],
    ] as const) {
      await assert.rejects(
        fetchFeed(`${url}/${path}`, policy),
        (error) => error instanceof FeedFailed && why.test(error.message),
      );
    }
    const before = reached;
    await assert.rejects(fetchFeed(`${url}/feed`, { ...policy, allowed: [`${url}/other`] }), FeedFailed);
    assert.equal(reached, before);
  });

  it('bring each item in once, as a report of the member that pulls them', async () => {
    const database = openDatabase(':memory:');
    await initialise(database, {
      name: 'Test',
      member: { name: 'France', kind: 'country' },
      admin: { email: 'a@people.example', password: 'a long enough password' },
    });
    let now = Date.parse('2035-01-01T00:00:00Z');
    const core = createCore(database, { clock: () => now, feeds: { allowed: [url], privateAddresses: true } });
    try {
      const france = core.localViewer(1);
      const { id } = await core.collectionService.add(france, {
        title: 'Press',
        alias: 'press',
        readers: 'all',
        writers: 'all',
      });
      await core.memberService.addAll(france, [{ name: 'Iraq', kind: 'country' }]);
      const iraq = core.localViewer(core.members.find('Iraq')?.member ?? 0);
      const { feeds, puller, views } = core.reports;
      const feed = { collection: id, terms: green, minutes: 60, reliability: 'C' as const };
      await assert.rejects(
        feeds.add(france, { ...feed, address: 'https://elsewhere.example/' }),
        (error) => error instanceof Problem && error.code === 'invalid',
      );
      items = [item('Paris'), item('Lyon')];
      const added = await feeds.add(france, { ...feed, address: `${url}/feed` });
      await assert.rejects(
        feeds.add(france, { ...feed, address: `${url}/feed` }),
        (error) => error instanceof Problem && error.code === 'conflict',
      );
      await puller.run();
      const titles = (): string[] =>
        views.page(iraq, Number.MAX_SAFE_INTEGER, 10).reports.map(({ summary }) => summary.title);
      assert.deepEqual(titles(), ['What the minister said in Paris', 'What the minister said in Lyon']);
      const [newest] = views.page(iraq, Number.MAX_SAFE_INTEGER, 10).reports;
      assert.equal(newest?.facts.publisher, 'Coast Herald');
      assert.equal(newest?.facts.reliability, 'C');
      items = [item('Nice'), ...items];
      await puller.run();
      assert.equal(titles().length, 2, 'not before it is due');
      now += 3_600_000;
      await puller.run();
      assert.deepEqual(titles().slice(0, 1), ['What the minister said in Nice']);
      assert.equal(titles().length, 3);
      assert.deepEqual(feeds.list(iraq), []);
      await assert.rejects(
        feeds.remove(iraq, added.id),
        (error) => error instanceof Problem && error.code === 'not-found',
      );
      assert.equal((await feeds.pause(france, added.id, true)).paused, true);
      items = [item('Brest'), ...items];
      now += 3_600_000;
      await puller.run();
      assert.equal(titles().length, 3, 'not while it is paused');
      await assert.rejects(
        feeds.pause(iraq, added.id, false),
        (error) => error instanceof Problem && error.code === 'not-found',
      );
      await feeds.pause(france, added.id, false);
      await puller.run();
      assert.equal(titles().length, 4);
      items = ['nothing of a feed'];
      await feeds.remove(france, added.id);
      assert.deepEqual(feeds.list(france), []);
      const broken = await feeds.add(france, { ...feed, address: `${url}/away` });
      await puller.run();
      assert.match(feeds.list(france).find(({ id: each }) => each === broken.id)?.problem ?? '', /another server/);
    } finally {
      await core.close();
    }
  });
});
