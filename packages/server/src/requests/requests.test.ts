import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { RequestMessage } from './messages.ts';

type Asked = z.infer<typeof RequestMessage>;

describe('requests for information', () => {
  let app: TestApp;
  const [france, iraq, norway, officer] = ['france', 'iraq', 'norway', 'officer'].map(
    (name) => `${name}@people.example`,
  ) as [string, string, string, string];
  before(async () => {
    app = await startTestApp();
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
    await app.unit('Iraq', 'Basra Police');
    await app.person('officer', { member: 'Iraq', unit: 'Basra Police' });
    await app.person('reader', { member: 'Iraq', roles: ['reader'] });
  });
  after(() => app[Symbol.asyncDispose]());

  async function ask(to: readonly string[], more: object = {}): Promise<Asked> {
    return RequestMessage.parse(
      await app.must(france, 'POST', '/api/requests', { question: 'Who owns the lorry?', to, ...more }),
    );
  }
  const list = async (who: string) => (await app.must<{ requests: Asked[] }>(who, 'GET', '/api/requests')).requests;
  const answer = (who: string, id: string, text: string) =>
    app.ask(who, 'POST', `/api/requests/${id}/answers`, { text });
  const one = async (who: string, id: string) =>
    RequestMessage.parse(await app.must(who, 'GET', `/api/requests/${id}`));

  it('reach those who are asked; each sees its own answer, the asker all', async () => {
    const { id } = await ask(['Iraq', 'Iraq/Basra Police', 'Norway'], {
      terms: { tlp: 'amber', handling: { notForCourt: true } },
    });
    for (const [who, text] of [
      [iraq, 'Unknown here.'],
      [officer, 'A firm in Basra.'],
    ] as const) {
      assert.equal((await answer(who, id, text)).status, 200);
      app.time.now += 1000;
    }
    const whole = await one(france, id);
    assert.deepEqual(whole.to?.map(({ name, answered }) => [name, answered]).sort(), [
      ['Iraq', true],
      ['Iraq/Basra Police', true],
      ['Norway', false],
    ]);
    assert.deepEqual(
      whole.answers.map(({ text }) => text),
      ['Unknown here.', 'A firm in Basra.'],
    );
    const theirs = await one(officer, id);
    assert.deepEqual(
      [theirs.question, theirs.to, theirs.handling.notForCourt],
      ['Who owns the lorry?', undefined, true],
    );
    assert.deepEqual(
      theirs.answers.map(({ text }) => text),
      ['A firm in Basra.'],
    );
    assert.deepEqual((await one(norway, id)).answers, []);
    const about = `/api/objects/${whole.answers[0]?.id}`;
    assert.deepEqual(
      [(await app.ask(france, 'GET', about)).status, (await app.ask(norway, 'GET', about)).status],
      [200, 404],
    );
  });

  it('are like none for who is not asked', async () => {
    const { id } = await ask(['Iraq']);
    assert.deepEqual(
      (await list(norway)).filter((each) => each.id === id),
      [],
    );
    const missing = await app.ask(norway, 'GET', `/api/requests/${id.replace(/.$/, 'z')}`);
    assert.equal(missing.status, 404);
    assert.deepEqual(await app.ask(norway, 'GET', `/api/requests/${id}`), missing);
    assert.deepEqual(await answer(norway, id, 'x'), missing);
    assert.deepEqual(await app.ask(norway, 'POST', `/api/requests/${id}/close`), missing);
    assert.equal((await app.ask(norway, 'GET', `/api/objects/${id}`)).status, 404);
  });

  it('are overdue until answered, and take no answer once closed', async () => {
    const { id } = await ask(['Iraq'], { deadline: new Date(app.time.now + 1000).toISOString() });
    assert.equal((await one(iraq, id)).overdue, false);
    app.time.now += 2000;
    assert.deepEqual([(await one(iraq, id)).overdue, (await one(france, id)).overdue], [true, true]);
    await answer(iraq, id, 'Here it is.');
    assert.deepEqual([(await one(iraq, id)).overdue, (await one(france, id)).overdue], [false, false]);
    assert.equal((await app.ask(iraq, 'POST', `/api/requests/${id}/close`)).status, 403);
    assert.equal((await app.ask(france, 'POST', `/api/requests/${id}/close`)).status, 200);
    assert.equal((await answer(iraq, id, 'More.')).status, 409);
  });

  it('are for analysts to ask and answer, and name whom there is', async () => {
    const { id } = await ask(['Iraq']);
    const reader = 'reader@people.example';
    assert.equal((await answer(reader, id, 'x')).status, 403);
    assert.equal((await app.ask(reader, 'POST', '/api/requests', { question: 'x', to: ['France'] })).status, 403);
    for (const to of [['Atlantis'], ['France']]) {
      const { status } = await app.ask(france, 'POST', '/api/requests', { question: 'x', to });
      assert.equal(status, to[0] === 'France' ? 422 : 404);
    }
  });
});
