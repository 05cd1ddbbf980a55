import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Conditions } from '../conditions/messages.ts';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { Expectations } from './messages.ts';

describe('expectations and conditions', () => {
  let app: TestApp;
  const [france, iraq, norway] = ['france@people.example', 'iraq@people.example', 'norway@people.example'];
  const open = { collection: 'open', terms: { tlp: 'green' } };
  const forIraq = { collection: 'open', terms: { tlp: 'amber', releasableTo: ['Iraq'] } };
  before(async () => {
    app = await startTestApp();
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
  });
  after(() => app[Symbol.asyncDispose]());

  const list = async (who: string, query = '') =>
    Expectations.parse(await app.must(who, 'GET', `/api/expectations?${query}`)).expectations;
  const stages = async (who: string, query = '') =>
    (await list(who, query)).map(({ stage, overdue }) => [stage, overdue]);
  let announced = '';

  it('are due in the window that the words mean, and lapse after it', async () => {
    const { id } = await app.must<{ id: string }>(france, 'POST', '/api/expectations', {
      ...open,
      expectation: {
        name: 'The announcement',
        source: 'The President',
        said: '2035-02-07',
        phrase: 'sometime probably next week',
      },
    });
    announced = id;
    const [found] = await list(norway);
    assert.deepEqual(found?.window, { from: '2035-02-12', to: '2035-02-18' });
    assert.deepEqual([found?.likelihood, found?.source], ['probable', 'The President']);
    assert.deepEqual(await stages(norway, 'valid=2035-02-10'), [['upcoming', false]]);
    assert.deepEqual(await stages(norway, 'valid=2035-02-15'), [['due', false]]);
    assert.deepEqual(await stages(norway), [['lapsed', true]]);
    assert.deepEqual(await stages(norway, 'valid=2035-02-06'), []);
    assert.deepEqual(
      app.core.ledger.lapses(app.viewer('Norway'), '2035-03-01').map(({ name, source }) => [name, source]),
      [['The announcement', 'the president']],
    );
    assert.deepEqual(app.core.ledger.lapses(app.viewer('Norway'), '2035-02-18'), []);
  });

  it('raise a signal when they lapse, which is explained and can be put aside', async () => {
    type Lapsed = { key: string; state: string; kind: string; sentence: string; expectation: { id: string } };
    const lapsed = async (who: string, query = '') =>
      (await app.must<{ signals: Lapsed[] }>(who, 'GET', `/api/signals?${query}`)).signals;
    const [found] = await lapsed(norway);
    assert.deepEqual([found?.kind, found?.expectation], ['lapse', { id: announced, name: 'The announcement' }]);
    assert.equal(
      found?.sentence,
      '“The announcement”, which The President announced, was due by 2035-02-18, and nothing was heard of it.',
    );
    assert.deepEqual(await lapsed(norway, 'asOf=2035-02-18'), []);
    const { key, state } = found ?? assert.fail();
    await app.must(norway, 'POST', '/api/signals/dismiss', { key, state, reason: 'It was said on the telephone.' });
    assert.deepEqual([(await lapsed(norway)).length, (await lapsed(france)).length], [0, 1]);
    const [, secret] = [
      await lapsed(norway, 'dismissed=true'),
      await app.must<{ id: string }>(france, 'POST', '/api/expectations', {
        ...forIraq,
        expectation: { name: 'For two', said: '2035-01-07', phrase: 'next week' },
      }),
    ];
    assert.deepEqual([(await lapsed(iraq)).length, (await lapsed(norway)).length], [2, 0]);
    await app.must(france, 'POST', `/api/expectations/${secret.id}/outcomes`, {
      ...forIraq,
      outcome: 'overtaken',
      on: '2035-01-20',
    });
    assert.equal((await lapsed(iraq)).length, 1);
  });

  it('tell the window of words before they are recorded', async () => {
    const ask = (phrase: string) =>
      app.must(norway, 'GET', `/api/expectations/window?phrase=${encodeURIComponent(phrase)}&said=2019-02-06`);
    assert.deepEqual(await ask('sometime probably next week'), {
      window: { from: '2019-02-11', to: '2019-02-17' },
      likelihood: 'probable',
    });
    assert.deepEqual(await ask('as part of any deal'), {});
    const unread = { ...open, expectation: { name: 'x', said: '2035-02-07', phrase: 'one of these fine things' } };
    assert.equal((await app.ask(france, 'POST', '/api/expectations', unread)).status, 422);
  });

  it('are settled by whoever sees them, for those who may have his word', async () => {
    const settle = (who: string, body: object) => app.ask(who, 'POST', `/api/expectations/${announced}/outcomes`, body);
    const said = await settle(france, { ...forIraq, outcome: 'met', on: '2035-02-20' });
    assert.equal(said.status, 201, said.text);
    assert.deepEqual(await stages(iraq, 'stage=met'), [['met', false]]);
    assert.deepEqual(await stages(norway), [['lapsed', true]], 'the word was not for Norway');
    assert.equal(
      (await settle(norway, { ...open, outcome: 'slipped', on: '2035-02-19', phrase: 'next month' })).status,
      201,
    );
    assert.deepEqual(await stages(norway), [['slipped', false]]);
    assert.deepEqual((await list(norway))[0]?.window, { from: '2035-03-01', to: '2035-03-31' });
    assert.deepEqual(await stages(iraq, 'stage=met'), [['met', false]], 'the later word decides');
    const [secret] = await Promise.all([
      app.must<{ id: string }>(france, 'POST', '/api/expectations', {
        ...forIraq,
        expectation: { name: 'Secret', said: '2035-02-07', phrase: 'next week' },
      }),
    ]);
    assert.equal((await list(norway)).length, 1);
    const path = (id: string) => `/api/expectations/${id}/outcomes`;
    const body = { ...open, outcome: 'met', on: '2035-02-20' };
    assert.deepEqual(
      await app.ask(norway, 'POST', path(secret.id), body),
      await app.ask(norway, 'POST', path('expectation--00000000-0000-4000-8000-000000000000'), body),
    );
  });

  it('conditions tell who accepted, refused and has not answered, over what a viewer has', async () => {
    const { id } = await app.must<{ id: string }>(iraq, 'POST', '/api/conditions', {
      ...open,
      condition: {
        name: 'All leave as part of any deal',
        kind: 'demand',
        demandedBy: ['Iraq'],
        askedOf: ['France', 'Norway'],
        said: '2035-02-06',
        requires: [announced],
      },
    });
    const answers = async (who: string) =>
      Conditions.parse(await app.must(who, 'GET', '/api/conditions')).conditions.map(({ stage, parties }) => [
        stage,
        ...parties.map(({ party, answer }) => `${party.name} ${answer}`),
      ]);
    const answer = (who: string, body: object) =>
      app.must(who, 'POST', `/api/conditions/${id}/answers`, { ...open, said: '2035-02-10', ...body });
    assert.deepEqual(await answers(norway), [['open', 'France not-answered', 'Norway not-answered']]);
    await answer(france, { by: 'France', answer: 'accepted' });
    await answer(france, { ...forIraq, by: 'Norway', answer: 'refused' });
    assert.deepEqual(await answers(norway), [['open', 'France accepted', 'Norway not-answered']]);
    assert.deepEqual(await answers(iraq), [['refused', 'France accepted', 'Norway refused']]);
    const [found] = Conditions.parse(await app.must(norway, 'GET', '/api/conditions')).conditions;
    assert.deepEqual(
      found?.requires.map(({ name }) => name),
      ['The announcement'],
    );
  });
});
