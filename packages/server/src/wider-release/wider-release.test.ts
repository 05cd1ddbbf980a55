import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { ReleaseRequestMessage } from './messages.ts';

type Request = z.infer<typeof ReleaseRequestMessage>;

describe('requests for wider release', () => {
  let app: TestApp;
  const [france, officer, reader, admin, iraq, other, norway] = [
    'france',
    'officer',
    'reader',
    'admin',
    'iraq',
    'other',
    'norway',
  ].map((name) => `${name}@people.example`) as [string, string, string, string, string, string, string];
  before(async () => {
    app = await startTestApp();
    await app.person('france', { member: 'France' });
    await app.person('officer', { member: 'France', roles: ['release-officer'] });
    await app.person('reader', { member: 'France', roles: ['reader'] });
    await app.person('admin', { member: 'France', roles: ['member-admin'] });
    await app.person('iraq', { member: 'Iraq', roles: ['reader'] });
    await app.person('other', { member: 'Iraq' });
    await app.person('norway', { member: 'Norway' });
    await app.unit('Norway', 'Oslo Police');
  });
  after(() => app[Symbol.asyncDispose]());

  function publication(content: string, releasableTo: readonly string[], more: object = {}, tlp = 'amber') {
    const { id, ...rest } = more as { id?: string };
    const object = {
      type: 'note',
      content,
      object_refs: [app.identity('France')],
      ...(id === undefined ? {} : { id }),
    };
    return { collection: 'open', terms: { tlp, releasableTo }, object, ...rest };
  }
  async function publish(content: string, releasableTo: readonly string[], tlp?: string): Promise<string> {
    const body = publication(content, releasableTo, {}, tlp);
    const { object } = await app.must<{ object: { id: string } }>(france, 'POST', '/api/objects', body);
    app.time.now += 1000;
    return object.id;
  }
  const post = (who: string, object: string, to: readonly string[] = ['Norway']) =>
    app.ask(who, 'POST', '/api/release-requests', { object, to, reason: 'They hold the other half.' });
  async function ask(who: string, object: string, to?: readonly string[]): Promise<Request> {
    const { status, text } = await post(who, object, to);
    assert.equal(status, 201, text);
    return ReleaseRequestMessage.parse(JSON.parse(text));
  }
  const list = async (who: string) =>
    (await app.must<{ requests: Request[] }>(who, 'GET', '/api/release-requests')).requests;
  const one = async (who: string, id: string) =>
    ReleaseRequestMessage.parse(await app.must(who, 'GET', `/api/release-requests/${id}`));
  const refuse = (who: string, id: string) =>
    app.ask(who, 'POST', `/api/release-requests/${id}/refuse`, { reason: 'The source would be known.' });
  const logged = (kind: string) =>
    Number(app.database.prepare('SELECT count(*) AS n FROM audit_entry WHERE kind = ?').get(kind)?.n);

  it('go to those who decide for the originator, and a refusal comes back with its reason', async () => {
    const id = await publish('half of it', ['Iraq']);
    const asked = await ask(iraq, id);
    assert.deepEqual(
      [asked.state, asked.originator.name, asked.to.map(({ name }) => name), asked.may],
      ['open', 'France', ['Norway'], { grant: false, refuse: false }],
    );
    const seen = await one(officer, asked.id);
    assert.deepEqual(
      [seen.from.name, seen.askedBy, seen.reason, seen.summary?.id, seen.may],
      ['Iraq', 'iraq', 'They hold the other half.', id, { grant: true, refuse: true }],
    );
    assert.deepEqual((await one(france, asked.id)).may, { grant: true, refuse: true });
    assert.equal((await refuse(officer, asked.id)).status, 200);
    const answered = await one(iraq, asked.id);
    assert.deepEqual(
      [answered.state, answered.answer, answered.answeredBy],
      ['refused', 'The source would be known.', undefined],
    );
    assert.equal((await one(officer, asked.id)).answeredBy, 'officer');
    assert.equal((await refuse(officer, asked.id)).status, 409);
    assert.deepEqual([logged('release-asked'), logged('release-refused')], [1, 1]);
    assert.equal((await app.ask(norway, 'GET', `/api/objects/${id}`)).status, 404);
  });

  it('are granted by a version that reaches those who were named', async () => {
    const id = await publish('first form', ['Iraq']);
    const asked = await ask(iraq, id, ['Norway', 'Norway/Oslo Police']);
    const elsewhere = await publish('something else', ['Iraq']);
    const version = (of: string, to: readonly string[]) =>
      app.ask(france, 'POST', '/api/objects', publication('wider form', to, { id: of, grants: asked.id }));
    assert.equal((await version(elsewhere, ['Iraq', 'Norway'])).status, 422, 'another object');
    assert.equal((await version(id, ['Iraq'])).status, 201);
    assert.equal((await one(iraq, asked.id)).state, 'open', 'it reached none of them');
    app.time.now += 1000;
    assert.equal((await version(id, ['Iraq', 'Norway'])).status, 201);
    const granted = await one(iraq, asked.id);
    assert.deepEqual(
      [granted.state, granted.reached?.map(({ name }) => name)],
      ['granted', ['Norway', 'Norway/Oslo Police']],
    );
    assert.equal((await app.ask(norway, 'GET', `/api/objects/${id}`)).status, 200);
    app.time.now += 1000;
    assert.equal((await version(id, ['Norway'])).status, 409, 'answered already');
    assert.equal(logged('release-granted'), 1);
  });

  it('wait for a second person where the policy wants one, and are granted with his word', async () => {
    const id = await publish('kept close', ['Iraq']);
    const asked = await ask(iraq, id);
    await app.must(admin, 'PUT', '/api/members/France/policy', { partners: ['Norway'] });
    const body = publication('kept less close', ['Iraq', 'Norway'], { id, grants: asked.id });
    const handedIn = await app.ask(france, 'POST', '/api/objects', body);
    assert.equal(handedIn.status, 202);
    assert.equal((await one(iraq, asked.id)).state, 'open');
    const { approval } = JSON.parse(handedIn.text) as { approval: string };
    await app.must(officer, 'POST', `/api/approvals/${approval}/approve`);
    await app.must(admin, 'PUT', '/api/members/France/policy', {});
    assert.equal((await one(iraq, asked.id)).state, 'granted');
  });

  it('are like none for everybody else, and for an object that one does not see', async () => {
    const id = await publish('between two', ['Iraq']);
    const missing = `note--${'0'.repeat(8)}-0000-4000-8000-000000000000`;
    assert.deepEqual(await post(norway, id), await post(norway, missing));
    const asked = await ask(iraq, id);
    const nothing = await app.ask(norway, 'GET', '/api/release-requests/nothing');
    assert.equal(nothing.status, 404);
    for (const who of [norway, reader]) {
      assert.deepEqual(await app.ask(who, 'GET', `/api/release-requests/${asked.id}`), nothing);
      assert.deepEqual(await refuse(who, asked.id), nothing);
      assert.deepEqual(await list(who), []);
    }
    assert.equal((await refuse(iraq, asked.id)).status, 403);
    assert.ok(
      (await list(other)).some((each) => each.id === asked.id),
      'a colleague who has the object',
    );
    assert.equal((await post(iraq, id)).status, 409, 'asked already');
    assert.equal((await post(france, id)).status, 422, 'one’s own');
    assert.equal((await post(iraq, id, ['Atlantis'])).status, 404);
  });

  it('tell nothing of who has the object already', async () => {
    const [shared, kept] = [await publish('all have it', ['Iraq', 'Norway']), await publish('few have it', ['Iraq'])];
    const answers = [await ask(iraq, shared), await ask(iraq, kept)].map(
      ({ id: _, object: __, summary: ___, asked: ____, ...rest }) => rest,
    );
    assert.deepEqual(answers[0], answers[1]);
  });

  it('stay known to who asked once the object is his no more, without its title', async () => {
    const id = await publish('soon narrowed', ['Iraq']);
    const asked = await ask(iraq, id);
    await app.must(france, 'POST', '/api/objects', publication('soon narrowed', ['Norway'], { id }));
    assert.equal((await one(iraq, asked.id)).summary, undefined);
    assert.ok(
      !(await list(other)).some((each) => each.id === asked.id),
      'a colleague has no business with it any more',
    );
  });

  it('lose their words when the object is purged', async () => {
    const purgeAfter = new Date(app.time.now + 10_000).toISOString();
    const body = { ...publication('gone soon', ['Iraq']), handling: { purgeAfter } };
    const { object } = await app.must<{ object: { id: string } }>(france, 'POST', '/api/objects', body);
    const asked = await ask(iraq, object.id);
    app.time.now += 20_000;
    await app.core.scheduler.run();
    const left = await one(iraq, asked.id);
    assert.deepEqual([left.reason, left.summary], ['', undefined]);
  });
});
