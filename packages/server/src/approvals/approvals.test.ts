import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { JsonObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { ApprovalMessage } from './messages.ts';

type Approval = z.infer<typeof ApprovalMessage>;

describe('a second person', () => {
  let app: TestApp;
  const [analyst, officer, second, admin, iraq, norway] = [
    'analyst',
    'officer',
    'second',
    'admin',
    'iraq',
    'norway',
  ].map((name) => `${name}@people.example`) as [string, string, string, string, string, string];
  before(async () => {
    app = await startTestApp();
    await app.person('analyst', { member: 'France' });
    for (const name of ['officer', 'second']) {
      await app.person(name, { member: 'France', roles: ['analyst', 'release-officer'] });
    }
    await app.person('admin', { member: 'France', roles: ['member-admin'] });
    await app.person('iraq', { member: 'Iraq', roles: ['analyst', 'release-officer', 'member-admin'] });
    await app.person('norway', { member: 'Norway' });
  });
  after(() => app[Symbol.asyncDispose]());

  const setPolicy = (policy: object) => app.must(admin, 'PUT', '/api/members/France/policy', policy);
  function publication(content: string, level: string, releasableTo: readonly string[] = [], more: object = {}) {
    const object = { type: 'note', content, object_refs: [app.identity('France')], ...more };
    return { collection: 'open', terms: { tlp: level, releasableTo }, object };
  }
  const publish = (who: string, body: object) => app.ask(who, 'POST', '/api/objects', body);
  async function handIn(body: object, who = analyst): Promise<string> {
    const { status, text } = await publish(who, body);
    assert.equal(status, 202, text);
    return String(JSON.parse(text).approval);
  }
  const one = async (who: string, id: string) =>
    ApprovalMessage.parse(await app.must(who, 'GET', `/api/approvals/${id}`));
  const queue = async (who: string) =>
    (await app.must<{ approvals: Approval[] }>(who, 'GET', '/api/approvals')).approvals;
  const decide = (who: string, id: string, how: string, body?: object) =>
    app.ask(who, 'POST', `/api/approvals/${id}/${how}`, body);
  const found = async (who: string, words: string) =>
    (await app.must<{ total: { count: number } }>(who, 'GET', `/api/objects?q=${words}`)).total.count;

  it('is needed for what is wider than a level, goes to more members, or to partners', async () => {
    const needs = async (policy: object, level: string, to: readonly string[]) => {
      await setPolicy(policy);
      return (await publish(analyst, publication('Any text', level, to))).status === 202;
    };
    assert.equal(await needs({}, 'clear', []), false);
    assert.equal(await needs({ widerThan: 'amber' }, 'green', []), true);
    assert.equal(await needs({ widerThan: 'amber' }, 'amber', ['Iraq']), false);
    assert.equal(await needs({ moreMembersThan: 1 }, 'amber', ['Iraq', 'Norway']), true);
    assert.equal(await needs({ moreMembersThan: 1 }, 'amber', ['Iraq', 'France']), false, 'the owner does not count');
    assert.equal(await needs({ partners: ['Norway'] }, 'amber', ['Norway']), true);
    assert.equal(await needs({ partners: ['Norway'] }, 'amber', ['Iraq']), false);
  });

  it('approves, and exactly what was handed in is published', async () => {
    await setPolicy({ widerThan: 'amber' });
    const id = await handIn(publication('pelican brief', 'green'));
    assert.equal(await found(iraq, 'pelican'), 0);
    assert.equal(await found(analyst, 'pelican'), 0);
    const waiting = await one(officer, id);
    assert.deepEqual([waiting.state, waiting.askedBy.name, waiting.may.approve], ['waiting', 'analyst', true]);
    assert.equal((await decide(analyst, id, 'approve')).status, 403);
    assert.equal((await decide(officer, id, 'approve')).status, 200);
    assert.equal(await found(iraq, 'pelican'), 1);
    const { object } = await app.must<{ object: object }>(iraq, 'GET', `/api/objects/${waiting.object}`);
    assert.deepEqual(object, waiting.draft);
    assert.equal((await decide(second, id, 'approve')).status, 409);
    assert.equal((await one(analyst, id)).state, 'approved');
    const left = app.database.prepare("SELECT count(*) AS n FROM approval WHERE objects LIKE '%pelican%'").get()?.n;
    assert.equal(left, 0, 'the draft is not kept beside the object');
  });

  it('is never who handed it in, nor an officer of another member', async () => {
    const id = await handIn(publication('my own draft', 'green'), officer);
    assert.equal((await decide(officer, id, 'approve')).status, 403);
    const missing = await decide(iraq, 'nothing', 'approve');
    assert.equal(missing.status, 404);
    assert.deepEqual(await decide(iraq, id, 'approve'), missing);
    assert.deepEqual(await decide(admin, id, 'approve'), missing);
    assert.deepEqual(await queue(iraq), []);
    assert.deepEqual(
      (await queue(analyst)).filter((each) => each.id === id),
      [],
      'another’s draft',
    );
    assert.equal((await decide(second, id, 'approve')).status, 200);
  });

  it('sends back with a reason', async () => {
    const id = await handIn(publication('heron brief', 'green'));
    assert.equal((await decide(officer, id, 'send-back', { reason: 'Name the source.' })).status, 200);
    const { state, reason, decidedBy, publication: handedIn } = await one(analyst, id);
    assert.deepEqual([state, reason, decidedBy], ['sent-back', 'Name the source.', 'officer']);
    assert.equal(handedIn?.object.content, 'heron brief');
    assert.equal((await decide(officer, id, 'approve')).status, 409);
    assert.equal(await found(iraq, 'heron'), 0);
  });

  it('does not approve over a newer version', async () => {
    const { object } = await app.must<{ object: { id: string } }>(
      analyst,
      'POST',
      '/api/objects',
      publication('one', 'amber', ['Iraq']),
    );
    app.time.now += 1000;
    const id = await handIn(publication('two', 'green', [], { id: object.id }));
    assert.equal((await one(officer, id)).before?.content, 'one');
    app.time.now += 1000;
    await app.must(analyst, 'POST', '/api/objects', publication('three', 'amber', ['Iraq'], { id: object.id }));
    assert.equal((await decide(officer, id, 'approve')).status, 409);
  });

  it('is not got around by other ways of writing', async () => {
    const { core } = app;
    const value = {
      ...note('around it', {}),
      created_by_ref: app.identity('France'),
      object_marking_refs: [tlp('green')],
    };
    const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
    const [outcome] = await core.service.add(app.viewer('France'), app.open, incoming);
    assert.deepEqual(outcome?.state === 'refused' && outcome.refusals.map(({ rule }) => rule), ['needs-approval']);
    assert.equal(await found(iraq, '%22around%20it%22'), 0);
  });

  it('its policy is the member’s own business, and its admin’s to change', async () => {
    assert.equal((await app.ask(iraq, 'GET', '/api/members/France/policy')).status, 403);
    assert.equal((await app.ask(iraq, 'PUT', '/api/members/France/policy', {})).status, 403);
    assert.equal((await app.ask(analyst, 'PUT', '/api/members/France/policy', {})).status, 403);
    await setPolicy({ widerThan: 'amber', partners: ['Norway'] });
    const policy = await app.must<{ widerThan: string; partners: { name: string }[] }>(
      analyst,
      'GET',
      '/api/members/France/policy',
    );
    assert.deepEqual([policy.widerThan, policy.partners.map(({ name }) => name)], ['amber', ['Norway']]);
  });

  it('a mandate lets another member publish in one’s name, until it is withdrawn', async () => {
    await setPolicy({});
    const body = { ...publication('in their name', 'amber', ['Norway']), onBehalfOf: 'France' };
    assert.equal((await publish(iraq, body)).status, 403);
    assert.equal((await app.ask(analyst, 'POST', '/api/mandates', { holder: 'Iraq' })).status, 403);
    const mandate = await app.must<{ id: string }>(admin, 'POST', '/api/mandates', { holder: 'Iraq' });
    const { summary, object } = await app.must<{
      summary: { owner: { name: string } };
      object: { id: string; created_by_ref: string };
    }>(iraq, 'POST', '/api/objects', body);
    assert.deepEqual([summary.owner.name, object.created_by_ref], ['France', app.identity('France')]);
    const status = async (who: string) => (await app.ask(who, 'GET', `/api/objects/${object.id}`)).status;
    assert.deepEqual([await status(analyst), await status(norway), await status(iraq)], [200, 200, 404]);
    const raw = {
      ...note('sent raw', { id: `note--${randomUUID()}` }),
      created_by_ref: app.identity('France'),
      object_marking_refs: [tlp('green')],
    };
    const add = async (value: JsonObject) => {
      const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
      return (await app.core.service.add(app.viewer('Iraq'), app.open, incoming))[0]?.state;
    };
    assert.equal(await add(raw), 'stored');
    assert.equal((await app.ask(norway, 'DELETE', `/api/mandates/${mandate.id}`)).status, 404);
    assert.equal((await app.ask(iraq, 'DELETE', `/api/mandates/${mandate.id}`)).status, 403);
    assert.equal((await app.ask(admin, 'DELETE', `/api/mandates/${mandate.id}`)).status, 204);
    assert.equal((await publish(iraq, body)).status, 403);
    assert.equal(await add({ ...raw, modified: '2027-01-01T00:00:00.000Z' }), 'refused');
    const logged = app.database
      .prepare("SELECT kind FROM audit_entry WHERE kind LIKE 'mandate-%' ORDER BY entry")
      .all();
    assert.deepEqual(
      logged.map(({ kind }) => kind),
      ['mandate-given', 'mandate-withdrawn'],
    );
  });

  it('the giver’s policy holds for who publishes in its name', async () => {
    await setPolicy({ widerThan: 'amber' });
    await app.must(admin, 'POST', '/api/mandates', { holder: 'Iraq' });
    const id = await handIn({ ...publication('for a second pair of eyes', 'green'), onBehalfOf: 'France' }, iraq);
    assert.equal((await decide(iraq, id, 'approve')).status, 403, 'an officer, but not of the giver');
    assert.equal((await decide(officer, id, 'approve')).status, 200);
  });
});
