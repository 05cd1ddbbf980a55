import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { verifyProof } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import { startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { openTaxii, startForeignServer, type TestForeignServer } from './test-foreign-server.ts';

const tlp = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  strict: 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
} as const;

describe('a push to a plain TAXII server', () => {
  let france: TestNode;
  let server: TestForeignServer;
  let from: Collection;
  before(async () => {
    france = await startTestNode('France');
    await france.core.memberService.addAll(france.admin, [{ name: 'Iraq', kind: 'country' }]);
  });
  after(() => france[Symbol.asyncDispose]());
  beforeEach(async () => {
    server = await startForeignServer();
    from = await france.collection();
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const feeds = () => france.core.taxiiFeeds.service;
  const add = (more: object = {}) =>
    feeds().add(france.admin, {
      direction: 'push',
      url: server.url,
      source: server.source,
      collection: from.id,
      credential: { login: 'none' },
      level: 'clear',
      earlier: false,
      confirmed: false,
      minutes: 60,
      ...more,
    });
  const run = (id: string) => feeds().run(france.admin, id);
  const sent = () => server.held.map(({ object }) => String(object.id));

  function note(level: keyof typeof tlp | undefined, more: JsonObject = {}): JsonObject {
    const stamp = '2024-05-01T10:00:00.000Z';
    return {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created_by_ref: france.identity('France'),
      created: stamp,
      modified: stamp,
      content: 'The bridge is open.',
      object_refs: [france.identity('France')],
      ...(level === undefined ? {} : { object_marking_refs: [tlp[level]] }),
      ...more,
    };
  }

  it('sends what is released from then on, as it was written, once', async () => {
    const before = note('clear');
    await france.write(from, before);
    const { id } = await add();
    const clear = note('clear', { x_number: 12345678901234567890n.toString(), custom: 1.5 });
    await france.write(from, clear);
    const view = await run(id);
    assert.deepEqual([view.problem, view.objects, sent()], [undefined, 1, [clear.id]]);
    assert.deepEqual(server.held[0]?.object, clear);
    assert.equal((await run(id)).objects, 1);
    assert.equal(sent().length, 1);
  });

  it('sends what was there already where that is asked for', async () => {
    const before = note('clear');
    await france.write(from, before);
    await run((await add({ earlier: true })).id);
    assert.deepEqual(sent(), [before.id]);
  });

  it('keeps here what nobody there would treat by its terms', async () => {
    const { id } = await add({ level: 'green', confirmed: true });
    const open = [note('clear'), note('green')];
    const closed = [note('amber'), note('strict'), note('red'), note(undefined)];
    const inParts = note('clear', { granular_markings: [{ marking_ref: tlp.amber, selectors: ['content'] }] });
    await france.write(from, ...open, ...closed, inParts);
    const view = await run(id);
    assert.equal(view.problem, undefined);
    assert.deepEqual(sent().sort(), open.map((each) => String(each.id)).sort());
    assert.equal(view.refused, 5);
    assert.ok(view.refusals.every(({ rule }) => rule === 'kept-here'));
    const some = await france.collection({ readers: ['Iraq'] });
    const narrow = await add({ level: 'green', confirmed: true, collection: some.id });
    await france.write(some, note('green'), note('clear'));
    assert.equal((await run(narrow.id)).objects, 0, 'the readers of the collection limit it too');
  });

  it('keeps GREEN here where only CLEAR is sent, and needs a confirmation to send it', async () => {
    const isInvalid = (error: unknown): boolean =>
      error instanceof Problem && error.code === 'invalid' && /cannot be recalled/.test(error.message);
    await assert.rejects(add({ level: 'green' }), isInvalid);
    const { id } = await add();
    await france.write(from, note('green'));
    assert.deepEqual([(await run(id)).objects, sent()], [0, []]);
  });

  it('sends nobody else’s, and nothing of third parties', async () => {
    const { id } = await add();
    const vendor = note('clear', { created_by_ref: `identity--${randomUUID()}` });
    await france.write(from, vendor);
    const iraqs = note('clear', { created_by_ref: france.identity('Iraq') });
    const [outcome] = await france.core.service.add(france.viewer('Iraq'), from, [
      { bytes: Buffer.from(JSON.stringify(iraqs)), value: iraqs },
    ]);
    assert.equal(outcome?.state, 'stored');
    const view = await run(id);
    assert.deepEqual([view.problem, view.objects, view.refused, sent()], [undefined, 0, 0, []]);
  });

  it('sends proofs where that is asked for, and waits for what is not signed yet', async () => {
    const { id } = await add({ proofs: server.source });
    const [first, second] = [note('clear'), note('clear', { content: 'The road is closed.' })];
    await france.write(from, first, second);
    await france.core.signer.catchUp();
    assert.deepEqual([(await run(id)).objects, server.held.length], [2, 4]);
    const proofs = server.held.map(({ object }) => object).filter(({ type }) => type === 'entente-proof');
    const keys = france.core.signedRoster.keys();
    assert.ok(keys);
    for (const object of [first, second]) {
      const proof = proofs.find(({ object_ref: of }) => of === object.id);
      const read = { bytes: Buffer.from(JSON.stringify(object)), value: object };
      assert.equal((await verifyProof(read, proof, keys, france.core.now())).state, 'valid');
    }
    const later = note('clear');
    await france.write(from, later);
    await france.core.signer.catchUp();
    const body = france.core.reader.current(france.admin, String(later.id))?.body;
    france.core.database.prepare('DELETE FROM proof WHERE body = ?').run(Number(body));
    assert.equal((await run(id)).objects, 2, 'it is as for a moment after each write');
    await france.core.queue.run(france.core.signer.beginAnew);
    await france.core.signer.catchUp();
    assert.equal((await run(id)).objects, 3);
  });

  it('sends proofs into a collection of their own, and none of what no signature fixes', async () => {
    const { id } = await add({ proofs: server.aside });
    const [good, changing] = [note('clear'), note('clear')];
    const text = JSON.stringify(changing).replace('"content"', '"x_total":12345678901234567890,"content"');
    await france.write(from, good);
    await france.core.service.add(france.admin, from, [{ bytes: Buffer.from(text), value: changing }]);
    await france.core.signer.catchUp();
    const view = await run(id);
    assert.deepEqual([sent(), server.heldAside.map(({ object_ref: of }) => of)], [[good.id], [good.id]]);
    assert.deepEqual(
      view.refusals.map(({ object, rule }) => [object, rule]),
      [[changing.id, 'kept-here']],
    );
  });

  it('sends the objects to a server that takes no proofs, and says so', async () => {
    const { id } = await add({ proofs: server.source });
    const object = note('clear');
    await france.write(from, object);
    await france.core.signer.catchUp();
    const body = france.core.reader.current(france.admin, String(object.id))?.body ?? 0;
    const proof = String(france.core.proofs.proofsFor([body]).get(body)?.id);
    server.refuses = { [proof]: 'all' };
    const view = await run(id);
    assert.deepEqual([view.problem, view.objects, sent()], [undefined, 1, [object.id]]);
    assert.deepEqual(
      view.refusals.map(({ object: named, rule }) => [named, rule]),
      [[proof, 'proof-not-taken']],
    );
  });

  it('lists what the other server does not take, and sends the rest', async () => {
    const { id } = await add();
    const [good, unwanted, poison] = [note('clear'), note('clear'), note('clear')];
    server.refuses = { [String(unwanted.id)]: 'We have no use for it', [String(poison.id)]: 'all' };
    await france.write(from, good, poison, unwanted, note('clear'));
    const view = await run(id);
    assert.deepEqual([view.problem, view.objects, sent().length], [undefined, 2, 2]);
    assert.deepEqual(
      new Map(view.refusals.map(({ object, reason }) => [object, reason])),
      new Map([
        [String(unwanted.id), 'the other server did not take it: We have no use for it'],
        [String(poison.id), 'the other server answered 422'],
      ]),
    );
    assert.deepEqual(france.core.taxiiFeeds.copies.of(france.admin.member, String(poison.id)), []);
  });

  for (const versions of ['microseconds', 'none'] as const) {
    it(`knows which version is meant by a server whose status has ${versions}`, async () => {
      server.quirks = { ...server.quirks, versions };
      server.isSlow = true;
      const { id } = await add();
      const [good, bad] = [note('clear'), note('clear')];
      server.refuses = { [String(bad.id)]: 'No' };
      await france.write(from, good, bad);
      const view = await run(id);
      assert.deepEqual(
        view.refusals.map(({ object, version }) => [object, version]),
        [[bad.id, bad.modified]],
      );
      const copiesOf = (object: JsonObject) => france.core.taxiiFeeds.copies.of(france.admin.member, String(object.id));
      assert.deepEqual(
        [good, bad].map((object) => copiesOf(object).map(({ version, isCertain }) => [version, isCertain])),
        [[[good.modified, true]], []],
      );
    });
  }

  it('goes past one that the server fails at, and takes the failing of all for the server’s', async () => {
    server.quirks = openTaxii;
    const { id } = await add();
    const all = Array.from({ length: 5 }, () => note('clear'));
    await france.write(from, ...all);
    server.refuses = Object.fromEntries(all.map((each) => [String(each.id), 'fault']));
    const down = await run(id);
    assert.deepEqual([down.problem, down.refused, sent()], ['It answered 500.', 0, []]);
    assert.ok(server.requests.length < 15, `${server.requests.length} requests`);
    const [first, second] = all;
    server.refuses = { [String(first?.id)]: 'fault', [String(second?.id)]: 'fault' };
    const view = await run(id);
    assert.deepEqual([view.problem, view.refused, sent().length], [undefined, 2, 3]);
    assert.ok(view.refusals.every(({ reason }) => /fails at it \(500\)/.test(reason)));
    const copies = france.core.taxiiFeeds.copies.of(france.admin.member, String(first?.id));
    assert.equal(copies.length, 1, 'it may be there all the same');
    // Nothing came after it that would tell whose fault it is.
    const last = note('clear');
    server.refuses = { [String(last.id)]: 'fault' };
    await france.write(from, last);
    assert.equal((await run(id)).problem, 'It answered 500.');
    server.refuses = {};
    assert.equal((await run(id)).problem, undefined);
    assert.deepEqual([sent().length, sent().at(-1)], [4, last.id]);
  });

  it('sends no more at once than the other server takes', async () => {
    server.largestPost = 1500;
    const { id } = await add();
    await france.write(from, ...Array.from({ length: 9 }, () => note('clear')));
    const view = await run(id);
    assert.deepEqual([view.problem, sent().length, view.refused], [undefined, 9, 0]);
    assert.ok(server.requests.filter((each) => each.startsWith('POST')).length >= 3);
  });

  it('waits for a server that decides later', async () => {
    server.isSlow = true;
    const { id } = await add();
    const [good, bad] = [note('clear'), note('clear')];
    server.refuses = { [String(bad.id)]: 'Too late' };
    await france.write(from, good, bad);
    const view = await run(id);
    assert.equal(view.problem, undefined);
    assert.deepEqual(
      view.refusals.map(({ object }) => object),
      [bad.id],
    );
    const [copy] = france.core.taxiiFeeds.copies.of(france.admin.member, String(good.id));
    assert.equal(copy?.isCertain, true);
  });

  it('goes on after a failure, and counts what may have arrived', async () => {
    const { id } = await add();
    const lost = note('clear');
    await france.write(from, lost);
    server.answer = (request, response) => {
      if (request.method === 'POST') response.destroy();
      else response.writeHead(200, { 'Content-Type': 'application/taxii+json' }).end('{}');
    };
    assert.match((await run(id)).problem ?? '', /connection broke/);
    const [maybe] = france.core.taxiiFeeds.copies.of(france.admin.member, String(lost.id));
    assert.equal(maybe?.isCertain, false);
    delete server.answer;
    assert.equal((await run(id)).problem, undefined);
    assert.deepEqual(sent(), [lost.id]);
  });

  it('keeps in mind what may have arrived, though the server takes it for a failure then', async () => {
    server.quirks = { ...server.quirks, refusesKnown: true };
    const { id } = await add();
    const arrived = note('clear');
    await france.write(from, arrived);
    server.answer = (request, response) => {
      if (request.method === 'POST') {
        server.add(arrived);
        response.destroy();
      } else response.writeHead(200, { 'Content-Type': 'application/taxii+json' }).end('{}');
    };
    assert.match((await run(id)).problem ?? '', /connection broke/);
    delete server.answer;
    const view = await run(id);
    assert.deepEqual([view.problem, view.refusals.map(({ object }) => object)], [undefined, [arrived.id]]);
    assert.equal(france.core.taxiiFeeds.copies.of(france.admin.member, String(arrived.id)).length, 1);
  });

  it('leaves copies that the recall page names, after the feed is removed too', async () => {
    const { id } = await add();
    const wrong = note('clear');
    await france.write(from, wrong);
    await run(id);
    await feeds().remove(france.admin, id);
    const { recallService, recallViews } = france.core.recall;
    const look = recallViews.look(String(wrong.id), recallService.look(france.admin, { object: String(wrong.id) }));
    assert.deepEqual(
      look.reached.filter(({ how }) => how === 'pushed').map(({ name, certain }) => [name, certain]),
      [[new URL(server.url).host, true]],
    );
    const kinds = france.core.database.prepare("SELECT count(*) AS n FROM audit_entry WHERE kind = 'pushed'").get()?.n;
    assert.ok(Number(kinds) > 0);
  });
});
