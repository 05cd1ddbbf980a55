import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { LeadMessage } from './messages.ts';

type Lead = z.infer<typeof LeadMessage>;

describe('leads', () => {
  let app: TestApp;
  const france = 'france@people.example';
  const iraq = 'iraq@people.example';
  const norway = 'norway@people.example';
  const officer = 'officer@people.example';
  const other = 'other@people.example';
  const police = 'Iraq/Basra Police';
  before(async () => {
    app = await startTestApp();
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
    await app.unit('Iraq', 'Basra Police');
    await app.unit('Iraq', 'Mosul Police');
    await app.person('officer', { member: 'Iraq', unit: 'Basra Police' });
    await app.person('other', { member: 'Iraq', unit: 'Mosul Police' });
  });
  after(() => app[Symbol.asyncDispose]());

  async function report(who: string, name: string, more: object = {}, releasableTo = ['Iraq'], id?: string) {
    const { summary } = await app.must<{ summary: { id: string } }>(who, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo },
      object: {
        type: 'report',
        ...(id === undefined ? {} : { id }),
        name,
        description: 'A detail.',
        published: '2035-01-01T00:00:00.000Z',
        object_refs: [app.identity('France')],
      },
      ...more,
    });
    return summary.id;
  }
  async function list(who: string): Promise<Lead[]> {
    const { leads } = await app.must<{ leads: Lead[] }>(who, 'GET', '/api/leads');
    return leads.map((each) => LeadMessage.parse(each));
  }
  const send = (who: string, body: object) => app.ask(who, 'POST', '/api/leads', body);
  async function sent(who: string, object: string, more: object = {}): Promise<string> {
    const { leads } = await app.must<{ leads: Lead[] }>(who, 'POST', '/api/leads', {
      object,
      units: [police],
      ...more,
    });
    return leads[0]?.id ?? '';
  }
  const act = (who: string, id: string, action: string, body?: object) =>
    app.ask(who, 'POST', `/api/leads/${id}/${action}`, body);

  it('reach the unit with deadline and handling, and nobody who has no part in them', async () => {
    const deadline = new Date(app.time.now + 60_000).toISOString();
    const object = await report(france, 'A lorry', { handling: { notForCourt: true } });
    const id = await sent(france, object, { deadline, note: 'Watch the ferry.' });
    const [lead] = await list(officer);
    assert.equal(lead?.summary?.title, 'A lorry');
    assert.deepEqual([lead?.state, lead?.overdue, lead?.note], ['new', false, 'Watch the ferry.']);
    assert.equal(lead?.handling?.notForCourt, true);
    assert.deepEqual(
      (await list(iraq)).map((each) => each.id),
      [id],
      'its member sees what its unit has',
    );
    for (const stranger of [other, norway]) {
      assert.deepEqual(await list(stranger), []);
      const missing = await app.ask(stranger, 'GET', '/api/leads/nothing');
      assert.deepEqual(await app.ask(stranger, 'GET', `/api/leads/${id}`), missing);
      for (const action of ['acknowledge', 'close']) assert.deepEqual(await act(stranger, id, action), missing);
      for (const action of ['messages', 'answer'])
        assert.deepEqual(await act(stranger, id, action, { text: 'x' }), missing);
      assert.equal(missing.status, 404);
    }
    app.time.now += 61_000;
    assert.equal((await list(officer))[0]?.overdue, true);
  });

  it('are acknowledged, asked about, answered and closed', async () => {
    const id = await sent(france, await report(france, 'A boat', {}, ['Iraq', 'Norway']), { answersTo: ['Norway'] });
    assert.equal((await act(france, id, 'acknowledge')).status, 403);
    assert.equal((await act(iraq, id, 'messages', { text: 'x' })).status, 403, 'its member only looks on');
    assert.equal((await act(officer, id, 'acknowledge')).status, 200);
    assert.equal((await act(officer, id, 'acknowledge')).status, 409);
    assert.equal((await act(officer, id, 'messages', { text: 'Which harbour?' })).status, 200);
    assert.equal((await act(france, id, 'messages', { text: 'The eastern one.' })).status, 200);
    assert.equal((await act(officer, id, 'answer', { text: 'Seen at dawn.', count: 2 })).status, 200);
    const lead = LeadMessage.parse(await app.must(france, 'GET', `/api/leads/${id}`));
    assert.equal(lead.state, 'answered');
    assert.deepEqual(
      lead.thread?.map(({ kind, text }) => [kind, text]),
      [
        ['acknowledged', undefined],
        ['message', 'Which harbour?'],
        ['message', 'The eastern one.'],
        ['answer', 'Seen at dawn.'],
      ],
    );
    const sighting = String(lead.thread?.at(-1)?.sighting);
    const { object, summary } = await app.must<{
      object: Record<string, unknown>;
      summary: { owner: { name: string } };
    }>(france, 'GET', `/api/objects/${sighting}`);
    assert.deepEqual([summary.owner.name, object.sighting_of_ref, object.count], ['Iraq', lead.summary?.id, 2]);
    const statuses = [officer, iraq, norway, other].map((who) => app.ask(who, 'GET', `/api/objects/${sighting}`));
    assert.deepEqual(
      (await Promise.all(statuses)).map(({ status }) => status),
      [200, 200, 200, 404],
    );
    assert.equal((await act(france, id, 'close')).status, 200);
    for (const action of ['messages', 'answer'])
      assert.equal((await act(officer, id, action, { text: 'x' })).status, 409);
  });

  it('answers go to nobody whom the originator has not named', async () => {
    const id = await sent(iraq, await report(france, 'A warehouse'));
    const { thread } = LeadMessage.parse(JSON.parse((await act(officer, id, 'answer', { text: 'Empty.' })).text));
    const about = `/api/objects/${thread?.at(-1)?.sighting}`;
    assert.deepEqual(
      [(await app.ask(france, 'GET', about)).status, (await app.ask(norway, 'GET', about)).status],
      [200, 404],
    );
  });

  it('show the unit’s own rendition and no more', async () => {
    const strict = [{ selectors: ['description'], terms: { tlp: 'amber+strict', releasableTo: ['Iraq'] } }];
    const id = await sent(france, await report(france, 'A tear line', { parts: strict }));
    const seen = async (who: string) => (await list(who)).find((each) => each.id === id)?.summary;
    assert.deepEqual([(await seen(officer))?.title, (await seen(officer))?.excerpt], ['A tear line', undefined]);
    assert.equal((await seen(iraq))?.excerpt, 'A detail.');
  });

  it('leave a stub without content when their object is taken back', async () => {
    const object = await report(france, 'To be withdrawn');
    const id = await sent(france, object, { note: 'A note about it.' });
    await act(officer, id, 'messages', { text: 'A word about it.' });
    await report(france, 'Not for them', {}, ['Norway'], object);
    const { text } = await app.ask(officer, 'GET', `/api/leads/${id}`);
    const stub = LeadMessage.parse(JSON.parse(text));
    assert.deepEqual([stub.withdrawn, stub.summary, stub.note, stub.thread], [true, undefined, undefined, undefined]);
    assert.doesNotMatch(text, /withdrawn"\s*:\s*"|about it|To be|report--/);
    assert.equal((await act(officer, id, 'answer', { text: 'Too late.' })).status, 409);
    assert.equal((await list(france)).find((each) => each.id === id)?.withdrawn, false);
  });

  it('are sent by the owner or the unit’s member, to units that may have the object', async () => {
    const object = await report(france, 'For Iraq');
    const onlyNorway = await report(france, 'For Norway', {}, ['Norway']);
    const shared = await report(france, 'For both', {}, ['Iraq', 'Norway']);
    const status = async (who: string, body: object) => (await send(who, body)).status;
    assert.equal(await status(norway, { object: shared, units: [police] }), 403);
    assert.equal(await status(france, { object: onlyNorway, units: [police] }), 422);
    assert.equal(await status(france, { object, units: ['Iraq/No Such Unit'] }), 404);
    assert.equal(await status(officer, { object, units: [police] }), 403);
    assert.equal(await status(iraq, { object, units: [police], answersTo: ['Norway'] }), 403);
    const hidden = await send(norway, { object, units: [police] });
    assert.deepEqual(hidden, await send(norway, { object: object.replace(/.$/, 'z'), units: [police] }));
    assert.equal(await status(france, { object, units: [police, 'Iraq/Mosul Police'] }), 201);
    assert.equal(await status(france, { object, units: [police] }), 409, 'it has it already');
  });

  it('a note that is titled by its abstract shows its content below', async () => {
    const { summary } = await app.must<{ summary: { title: string; excerpt?: string } }>(
      france,
      'POST',
      '/api/objects',
      {
        collection: 'open',
        terms: { tlp: 'amber', releasableTo: ['Iraq'] },
        object: {
          type: 'note',
          abstract: 'A lorry',
          content: 'It has no plates.',
          object_refs: [app.identity('France')],
        },
      },
    );
    assert.deepEqual([summary.title, summary.excerpt], ['A lorry', 'It has no plates.']);
  });
});
