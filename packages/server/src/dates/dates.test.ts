import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Handling } from '@entente/release';
import type { JsonObject } from '@entente/stix';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { note, releaseMarking, tlp } from '../objects/test-coalition.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('dates', () => {
  let app: TestApp;
  let file: string;
  const iraq = 'iraq@people.example';
  const france = 'france@people.example';
  before(async () => {
    file = join(mkdtempSync(join(tmpdir(), 'entente-dates-')), 'entente.db');
    app = await startTestApp(file);
    await app.person('iraq', { member: 'Iraq' });
    await app.person('france', { member: 'France' });
    await app.core.scheduler.run();
  });
  after(async () => {
    await app[Symbol.asyncDispose]();
    rmSync(join(file, '..'), { recursive: true });
  });

  const at = (later: number): string => new Date(app.time.now + later).toISOString();
  async function pass(milliseconds: number): Promise<void> {
    app.time.now += milliseconds;
    await app.core.scheduler.run();
    await app.settled();
  }
  const incoming = (value: JsonObject) => ({ bytes: Buffer.from(JSON.stringify(value)), value });
  const send = (...objects: readonly JsonObject[]) =>
    app.core.service.add(app.viewer('France'), app.open, objects.map(incoming));

  async function publish(
    content: string,
    handling: Handling,
    more: JsonObject = {},
  ): Promise<JsonObject & { id: string }> {
    const marking = releaseMarking(app.identity('France'), { handling });
    const written = {
      ...note(content, more),
      created_by_ref: app.identity('France'),
      object_marking_refs: [tlp('green'), marking.id],
    };
    for (const outcome of await send(marking, written)) assert.equal(outcome.state, 'stored', JSON.stringify(outcome));
    return { ...written, id: String((written as JsonObject).id) };
  }
  const read = async (who: string, id: string) => (await app.ask(who, 'GET', `/api/objects/${id}`)).status;
  async function found(who: string, words: string): Promise<number> {
    const { total } = await app.must<{ total: { count: number } }>(who, 'GET', `/api/objects?q=${words}`);
    return total.count;
  }

  it('an embargo ends at its moment, for who polls by a cursor too', async () => {
    const { collection } = app.open;
    const member = app.viewer('Iraq');
    app.core.noteRead(member.principal);
    const versions = { all: true, first: false, last: false, at: [] };
    const { id } = await publish('saffron convoy', { notBefore: at(10 * minute) });
    assert.deepEqual([await read(iraq, id), await read(france, id)], [404, 200]);
    const later = await publish('a later note', {});
    const seen = app.core.reader.page(member, collection, { after: 0, limit: 1000, versions }).rows;
    await pass(10 * minute - 1);
    assert.equal(await read(iraq, id), 404);
    await pass(1);
    assert.equal(await read(iraq, id), 200);
    const { rows } = app.core.reader.page(member, collection, {
      after: seen.at(-1)?.added ?? 0,
      limit: 1000,
      versions,
    });
    assert.deepEqual(
      app.core.reader.names(rows).map((row) => row.id),
      [id],
    );
    assert.equal(await read(iraq, later.id), 200);
  });

  it('what expires is gone for everybody, from the file too, and does not come back', async () => {
    const sent = await publish('zanzibar quarry', { purgeAfter: at(5 * minute) });
    const about = `/api/objects/${sent.id}`;
    assert.deepEqual([await found(iraq, 'zanzibar'), await found(france, 'zanzibar')], [1, 1]);
    await pass(5 * minute);
    assert.deepEqual([await read(iraq, sent.id), await read(france, sent.id)], [404, 404]);
    assert.equal((await app.ask(france, 'GET', `${about}/raw`)).status, 404);
    assert.deepEqual([await found(iraq, 'zanzibar'), await found(france, 'zanzibar')], [0, 0]);
    const [again] = await send(sent);
    assert.deepEqual(again?.state === 'refused' && again.refusals.map(({ rule }) => rule), ['expired']);
    for (const part of [file, `${file}-wal`]) {
      assert.equal(readFileSync(part).includes('zanzibar quarry'), false, part);
    }
    const purged = app.database.prepare("SELECT content FROM audit_entry WHERE kind = 'purged'").all();
    assert.deepEqual(
      purged.map(({ content }) => JSON.parse(String(content)).subjects),
      [[sent.id]],
    );
  });

  it('a purged version is not taken under other terms either, a newer one is', async () => {
    const sent = await publish('purged once', { purgeAfter: at(minute) }, { version: 5 });
    await pass(minute);
    const open = { ...sent, object_marking_refs: [tlp('green')] };
    const refusedAs = async (value: JsonObject) => {
      const [outcome] = await send(value);
      return outcome?.state === 'refused' ? outcome.refusals[0]?.rule : outcome?.state;
    };
    assert.equal(await refusedAs(open), 'purged');
    assert.equal(await refusedAs({ ...open, modified: '2026-01-02T00:00:00.000Z' }), 'purged', 'an older one');
    assert.equal(await refusedAs({ ...open, modified: '2027-01-02T00:00:00.000Z' }), 'stored', 'a newer one');
    assert.equal(await read(iraq, sent.id), 200);
  });

  it('another owner’s copy of a purged observable stays, and new content of it may come', async () => {
    const marking = releaseMarking(app.identity('France'), { handling: { purgeAfter: at(minute) } });
    const id = `ipv4-addr--${randomUUID()}`;
    const bare = { type: 'ipv4-addr', spec_version: '2.1', id, value: '198.51.100.7' };
    const mine = { ...bare, object_marking_refs: [tlp('green'), marking.id] };
    await send(marking, mine);
    await app.core.service.add(app.viewer('Iraq'), app.open, [
      incoming({ ...bare, object_marking_refs: [tlp('green')] }),
    ]);
    await pass(minute);
    const { summary } = await app.must<{ summary: { owner: { name: string } } }>(france, 'GET', `/api/objects/${id}`);
    assert.equal(summary.owner.name, 'Iraq');
    assert.equal((await send({ ...bare, object_marking_refs: [tlp('green')] }))[0]?.state, 'stored');
  });

  it('a newer version’s expiry takes the older ones with it', async () => {
    const first = await publish('older text', {}, { version: 1 });
    await publish('newer text', { purgeAfter: at(minute) }, { id: first.id, version: 2 });
    await pass(minute);
    assert.equal(await read(france, first.id), 404);
    assert.equal(app.database.prepare('SELECT count(*) AS n FROM version WHERE id = ?').get(first.id)?.n, 0);
  });

  it('what is due for review is listed for its owner alone, until a version with a later date', async () => {
    const sent = await publish('look again', { reviewAfter: at(minute) });
    const due = async (who: string) => {
      const { reviews } = await app.must<{ reviews: { summary: { id: string }; due: string }[] }>(
        who,
        'GET',
        '/api/reviews',
      );
      return reviews.map(({ summary }) => summary.id);
    };
    assert.deepEqual(await due(france), []);
    await pass(minute);
    assert.deepEqual([await due(france), await due(iraq)], [[sent.id], []]);
    assert.equal(await read(iraq, sent.id), 200, 'a review decides nothing');
    await publish('looked again', { reviewAfter: at(day) }, { id: sent.id, version: 9 });
    assert.deepEqual(await due(france), []);
  });

  it('members join and leave at midnight UTC', async () => {
    const kenya = await app.core.memberService.add(app.viewer('France'), {
      name: 'Kenya',
      kind: 'country',
      joined: at(day).slice(0, 10),
    });
    const { id } = await publish('for who is in', {});
    const sees = (member: number) => app.core.reader.current(app.core.localViewer(member), id) !== undefined;
    assert.equal(sees(kenya.member), false);
    await pass(day - (app.time.now % day) - 1);
    assert.equal(sees(kenya.member), false);
    await pass(1);
    assert.equal(sees(kenya.member), true);
    app.core.members.setLeft(kenya.member, at(day).slice(0, 10));
    await pass(day - 1);
    assert.equal(sees(kenya.member), true);
    await pass(1);
    assert.equal(sees(kenya.member), false);
  });

  it('by itself, once started', async () => {
    app.core.scheduler.start();
    const { id } = await publish('by itself', { notBefore: at(50) });
    app.time.now += 50;
    for (let tries = 0; tries < 100 && (await read(iraq, id)) === 404; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(await read(iraq, id), 200);
  });

  describe('set by a member’s policy', () => {
    const admin = 'admin@people.example';
    before(async () => {
      await app.person('admin', { member: 'France', roles: ['member-admin'] });
      const dates = [
        { tlp: 'green', expireAfterDays: 2 },
        { tlp: 'none', reviewAfterDays: 1 },
      ];
      await app.must(admin, 'PUT', '/api/members/France/policy', { dates });
    });
    const handlingOf = async (who: string, id: string) =>
      (await app.must<{ terms: { handling: Handling } }>(who, 'GET', `/api/objects/${id}`)).terms.handling;
    const midnight = (days: number): string =>
      new Date(Date.parse(`${new Date(app.time.now).toISOString().slice(0, 10)}T00:00:00Z`) + days * day).toISOString();

    it('come with what names none itself, whichever way it is published, and are carried out', async () => {
      const { id } = await publish('a default heron', {});
      assert.deepEqual(await handlingOf(iraq, id), { purgeAfter: midnight(3) });
      const own = await publish('an own heron', { purgeAfter: midnight(9) });
      assert.equal((await handlingOf(iraq, own.id)).purgeAfter, midnight(9), 'its own date counts');
      const preview = await app.must<{ handling: Handling }>(france, 'POST', '/api/preview', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'previewed', object_refs: [app.identity('France')] },
      });
      assert.deepEqual(preview.handling, { purgeAfter: midnight(3) });
      await pass(2 * day);
      assert.equal(await read(iraq, id), 200, 'two whole days');
      await pass(day);
      assert.equal(await read(iraq, id), 404);
      assert.equal(await read(france, id), 404);
      assert.equal(await read(iraq, own.id), 200);
    });

    it('are those of the owner and of the day, and of nobody and no day else', async () => {
      const before = await publish('before the change', {});
      await app.must(admin, 'PUT', '/api/members/France/policy', { dates: [{ tlp: 'green', expireAfterDays: 30 }] });
      const changed = await publish('after the change', {});
      assert.deepEqual(await handlingOf(iraq, before.id), { purgeAfter: midnight(3) });
      assert.deepEqual(await handlingOf(iraq, changed.id), { purgeAfter: midnight(31) });
      await pass(day);
      assert.deepEqual(await handlingOf(iraq, (await publish('a day later', {})).id), { purgeAfter: midnight(31) });
      const other = await app.must<{ object: { id: string } }>(iraq, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'Iraq sets none', object_refs: [app.identity('Iraq')] },
      });
      assert.deepEqual(await handlingOf(iraq, other.object.id), {});
    });

    it('are the member’s own business, each level once', async () => {
      const twice = [1, 2].map((expireAfterDays) => ({ tlp: 'green', expireAfterDays }));
      assert.equal((await app.ask(admin, 'PUT', '/api/members/France/policy', { dates: twice })).status, 422);
      assert.equal((await app.ask(iraq, 'GET', '/api/members/France/policy')).status, 403);
    });
  });
});
