import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import { eventually, startTestNode, type TestNode } from '../peers/test-nodes.ts';
import {
  medallion,
  openTaxii,
  type Quirks,
  startForeignServer,
  type TestForeignServer,
} from './test-foreign-server.ts';

const stamp = '2024-05-01T10:00:00.000Z';

function note(content: string, more: JsonObject = {}): JsonObject {
  return {
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: stamp,
    modified: stamp,
    content,
    object_refs: ['identity--f431f809-377b-45e0-aa1c-6a4751cae5ff'],
    ...more,
  };
}

describe('a feed of a plain TAXII server', () => {
  let france: TestNode;
  let server: TestForeignServer;
  let into: Collection;
  before(async () => {
    france = await startTestNode('France');
    await france.core.memberService.addAll(france.admin, [{ name: 'Iraq', kind: 'country' }]);
  });
  after(() => france[Symbol.asyncDispose]());
  beforeEach(async () => {
    await server?.[Symbol.asyncDispose]();
    server = await startForeignServer();
    into = await france.collection();
  });
  after(() => server[Symbol.asyncDispose]());

  const feeds = () => france.core.taxiiFeeds.service;
  const add = (more: object = {}) =>
    feeds().add(france.admin, {
      direction: 'pull',
      url: server.url,
      source: server.source,
      collection: into.id,
      version: '2.1',
      credential: { login: 'none' },
      terms: { tlp: 'green', releasableTo: [] },
      minutes: 60,
      ...more,
    });
  const run = (id: string) => feeds().run(france.admin, id);
  const came = (member = 'France') => {
    const seen = new Set(france.sees(member));
    return server.held.filter(({ object }) => seen.has(String(object.id))).length;
  };

  it('comes in page by page, once, with the terms set on import', async () => {
    server.add(...Array.from({ length: 8 }, (_, number) => note(`Report ${number}`)));
    const { id } = await add({ terms: { tlp: 'amber', releasableTo: ['France'] } });
    const first = await run(id);
    assert.deepEqual([first.problem, first.objects, first.refused], [undefined, 8, 0]);
    assert.equal(came(), 8);
    assert.equal(came('Iraq'), 0, 'what is marked on import is not for others');
    server.add(note('One more'));
    const before = server.requests.length;
    assert.equal((await run(id)).objects, 9);
    assert.equal(server.requests.length, before + 1, 'only what is new is asked for');
    assert.equal((await run(id)).objects, 9);
  });

  it('goes on where a server says where only, numbers its pages, or tells no date', async () => {
    for (const says of ['next-alone', 'number'] as const) {
      for (const lastHeader of [true, false]) {
        await server[Symbol.asyncDispose]();
        server = await startForeignServer({ says, lastHeader });
        server.add(...Array.from({ length: 8 }, (_, number) => note(`${says} ${number}`)));
        const { id } = await add();
        const { problem, objects } = await run(id);
        assert.deepEqual([problem, objects, came()], [undefined, 8, 8], `${says} ${lastHeader}`);
      }
    }
  });

  it('is not led past what is added later by a date that is yet to come', async () => {
    server.quirks = { ...medallion, lastIs: '2999-01-01T00:00:00.000000Z' };
    server.add(note('Before'));
    const { id } = await add();
    assert.equal((await run(id)).objects, 1);
    server.quirks = medallion;
    server.add(note('After'));
    assert.equal((await run(id)).objects, 2);
  });

  it('is third-party material of the member whose feed it is', async () => {
    const iraqs = note('In the name of Iraq', { created_by_ref: france.identity('Iraq') });
    const theirs = note('By a vendor', { created_by_ref: `identity--${randomUUID()}` });
    server.add(iraqs, theirs);
    const view = await run((await add()).id);
    assert.deepEqual(
      view.refusals.map(({ object, rule }) => [object, rule]),
      [[iraqs.id, 'not-the-originator']],
    );
    const owner = france.core.reader.current(france.viewer('Iraq'), String(theirs.id))?.owner;
    assert.equal(owner, france.admin.member);
  });

  it('lists what is bad, and takes the rest', async () => {
    const bad = note('No date', { modified: 'yesterday' });
    server.add(note('Good'), bad, { hello: 'world' }, note('Also good'));
    const view = await run((await add()).id);
    assert.equal(view.problem, undefined);
    assert.equal(view.objects, 2);
    assert.equal(view.refused, 2);
    assert.ok(view.refusals.some(({ object, reason }) => object === bad.id && /modified/.test(reason)));
  });

  const kinds: readonly [string, Partial<Quirks>][] = [
    ['no next, only dates', { next: 'none' }],
    ['a next that is forgotten', { forgets: true, largestPage: 5 }],
    ['a version and a charset', { contentType: 'application/taxii+json; version=2.1; charset=utf-8' }],
    ['no version', { contentType: 'application/taxii+json' }],
    ['plain JSON', { contentType: 'application/json' }],
    ['no date added', { lastHeader: false }],
    ['an envelope that says more: false', { emptyEnvelope: { more: false } }],
    ['nothing but 404 while it is empty', { isEmptyMissing: true }],
    ['an empty list', { emptyEnvelope: { more: false, objects: [] } }],
    ['the ways of OpenTAXII', openTaxii],
  ];
  for (const [what, quirks] of kinds) {
    it(`of a server with ${what}`, async () => {
      server.quirks = { ...medallion, ...quirks };
      const { id } = await add();
      assert.equal((await run(id)).problem, undefined, 'while it is empty');
      server.add(...Array.from({ length: 7 }, (_, number) => note(`${what} ${number}`)));
      assert.equal((await run(id)).problem, undefined);
      assert.equal(came(), 7);
      const again = await run(id);
      assert.deepEqual([again.problem, again.objects], [undefined, 7]);
    });
  }

  it('gives objects back the version that OpenTAXII spoils, and the numbers in them as they were', async () => {
    server.quirks = openTaxii;
    const sent = note('Seen at the bridge', { x_ratio: 0.1, x_count: 3 });
    server.add(sent);
    await run((await add()).id);
    assert.deepEqual(JSON.parse(france.text('France', String(sent.id)) ?? ''), sent);
  });

  it('runs by itself when it is due, and no sooner', async () => {
    const { id } = await add({ minutes: 1 });
    const ran = (times: number) =>
      eventually(
        () => server.requests.length === times,
        () => `${server.requests.length} requests instead of ${times}`,
      );
    const { runner } = france.core.taxiiFeeds;
    await runner.runDue();
    await ran(1);
    server.add(note('Half a minute later'));
    await runner.runDue();
    await ran(1);
    const due = france.core.database.prepare('UPDATE taxii_feed SET next = next - 60000 WHERE id = ?');
    due.run(id);
    await runner.runDue();
    await ran(2);
    assert.equal(came(), 1);
  });

  it('says that a collection is missing where it is', async () => {
    server.answer = (_request, response) =>
      response.writeHead(404, { 'Content-Type': 'application/taxii+json;version=2.1' }).end('{"title":"no"}');
    assert.match((await run((await add()).id)).problem ?? '', /no such API root or collection/);
  });

  it('loses nothing that was added in one moment', async () => {
    server.quirks = { ...medallion, next: 'none', largestPage: 3 };
    server.add(...Array.from({ length: 6 }, (_, number) => note(`Together ${number}`)));
    const at = server.held[1]?.added ?? 0;
    const held = server.held.map(({ object }, number) => ({
      object,
      added: number < 4 && number > 0 ? at : at + number * 1e6,
    }));
    server.held.splice(0, 6, ...held);
    server.quirks = { ...server.quirks, largestPage: 4 };
    const view = await run((await add()).id);
    assert.equal(view.problem, undefined);
    assert.equal(came(), 6);
  });

  it('loses nothing that is dated before what was seen already, and asks twice for nothing old', async () => {
    const { id } = await add();
    const second = 1_000_000;
    const just = Date.now() * 1000 - 60 * second;
    server.held.push({ object: note('Quickly written'), added: just });
    assert.equal((await run(id)).objects, 1);
    // It took ten seconds to be written, and is seen only now.
    server.held.push({ object: note('Slowly written'), added: just - 10 * second });
    assert.equal((await run(id)).objects, 2);
    france.core.database.prepare('UPDATE taxii_feed SET after = NULL WHERE id = ?').run(id);
    for (const each of server.held) Object.assign(each, { added: each.added - 86_400 * second });
    assert.equal((await run(id)).objects, 2);
    server.requests.length = 0;
    await run(id);
    const [asked = ''] = server.requests;
    const from = new URL(asked.split(' ')[1] ?? '', server.url).searchParams.get('added_after');
    assert.equal(Date.parse(from ?? ''), Math.floor((just - 86_400 * second) / 1000));
  });

  it('of STIX 2.0, over TAXII 2.0, is brought up to date', async () => {
    server.quirks = {
      ...medallion,
      ranges: true,
      accept: ['application/vnd.oasis.stix+json; version=2.0'],
      contentType: 'application/vnd.oasis.stix+json; version=2.0',
    };
    const old = Array.from({ length: 7 }, (_, number) => {
      const { spec_version: _version, ...rest } = note(`Old ${number}`);
      return { ...rest, type: 'tool', id: `tool--${randomUUID()}`, name: `Tool ${number}`, labels: ['remote-access'] };
    });
    server.add(...old);
    const { id } = await add({ version: '2.0' });
    const view = await run(id);
    assert.equal(view.problem, undefined);
    assert.equal(came(), 7);
    const text = france.text('France', String(old[0]?.id)) ?? '';
    assert.match(text, /"spec_version":"2.1"/);
    assert.equal((await run(id)).objects, 7);
  });

  it('goes on where it was when the node stops in the middle', async () => {
    server.add(...Array.from({ length: 8 }, (_, number) => note(`Before and after ${number}`)));
    const { id } = await add();
    server.breaksAfter = 2;
    assert.match((await run(id)).problem ?? '', /connection broke/);
    assert.equal(came(), 6);
    delete server.breaksAfter;
    await france.stop();
    await france.start();
    assert.equal((await run(id)).problem, undefined);
    assert.equal(came(), 8);
  });

  it('needs its credential, and shows it to nobody', async () => {
    const secret = 'correct horse battery';
    server.quirks = { ...medallion, authorization: `Basic ${Buffer.from(`user:${secret}`).toString('base64')}` };
    server.add(note('Behind a password'));
    const without = await add();
    assert.match((await run(without.id)).problem ?? '', /credential \(401\)/);
    await feeds().remove(france.admin, without.id);
    const added = await add({ credential: { login: 'basic', user: 'user', password: secret } });
    const view = await run(added.id);
    assert.deepEqual([view.problem, view.login], [undefined, 'basic']);
    const shown = JSON.stringify([added, view, feeds().list(france.admin)]);
    assert.ok(!shown.includes(secret) && !shown.includes(Buffer.from(`user:${secret}`).toString('base64')));
    await feeds().remove(france.admin, added.id);
    const left = france.core.database.prepare(
      'SELECT count(*) AS n FROM taxii_feed WHERE secret IS NOT NULL AND id = ?',
    );
    assert.equal(left.get(added.id)?.n, 0, 'and forgets it with the feed');
    server.quirks = { ...medallion, authorization: 'Bearer abc' };
    const bearer = await add({ credential: { login: 'bearer', token: 'abc' } });
    assert.equal((await run(bearer.id)).problem, undefined);
  });

  it('is nobody else’s: another member’s feed is like one that does not exist', async () => {
    const { id } = await add();
    const iraq = france.viewer('Iraq');
    assert.deepEqual(feeds().list(iraq), []);
    const isHidden = (error: unknown): boolean => error instanceof Problem && error.code === 'not-found';
    await assert.rejects(async () => feeds().get(iraq, id), isHidden);
    await assert.rejects(feeds().run(iraq, id), isHidden);
    await assert.rejects(feeds().setState(iraq, id, 'paused'), isHidden);
    await assert.rejects(feeds().remove(iraq, id), isHidden);
    const reader = france.core.localViewer(france.admin.member, ['analyst']);
    await assert.rejects(
      async () => feeds().list(reader),
      (error) => error instanceof Problem && error.code === 'not-allowed',
    );
  });

  it('can be paused, and gone on with', async () => {
    const { id } = await add();
    const paused = await feeds().setState(france.admin, id, 'paused');
    assert.deepEqual([paused.state, paused.next], ['paused', undefined]);
    await assert.rejects(run(id), (error) => error instanceof Problem && error.code === 'conflict');
    assert.equal((await feeds().setState(france.admin, id, 'on')).state, 'on');
    assert.equal((await run(id)).problem, undefined);
  });

  it('takes what a node serves to a plain client', async () => {
    await using iraq = await startTestNode('Iraq');
    const theirs = await iraq.collection();
    await iraq.write(
      theirs,
      ...Array.from({ length: 5 }, (_, number) => ({
        ...note(`Of a node ${number}`),
        object_marking_refs: ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'],
      })),
    );
    const { token } = iraq.core.access.tokens.create(iraq.admin, {
      member: iraq.admin.member,
      label: 'plain client',
      write: false,
    });
    const { id } = await add({
      url: `${iraq.url}/taxii2/coalition`,
      source: theirs.id,
      credential: { login: 'bearer', token },
    });
    const view = await run(id);
    assert.deepEqual([view.problem, view.objects], [undefined, 5]);
  });
});
