import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { ledgerQueries } from './ledger-rows.ts';
import { CommitmentPage, CommitmentView, type Recorded, Totals, WhatIf } from './messages.ts';

type RecordedMessage = z.infer<typeof Recorded>;

describe('the ledger of commitments', () => {
  let app: TestApp;
  const [france, iraq, norway] = ['france@people.example', 'iraq@people.example', 'norway@people.example'];
  const green = { tlp: 'green' };
  const forIraq = { tlp: 'amber', releasableTo: ['Iraq'] };
  before(async () => {
    app = await startTestApp();
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
    app.time.now = Date.parse('2035-03-01T10:00:00.000Z');
  });
  after(() => app[Symbol.asyncDispose]());

  async function commit(who: string, given: object, event?: object, terms: object = green): Promise<string> {
    const { id = '' } = await app.must<RecordedMessage>(who, 'POST', '/api/commitments', {
      collection: 'open',
      terms,
      commitment: { kind: 'forces', place: 'Syria', ...given },
      ...(event === undefined ? {} : { event }),
    });
    return id;
  }
  const record = (who: string, id: string, event: object, terms: object = green) =>
    app.must<RecordedMessage>(who, 'POST', `/api/commitments/${id}/events`, { collection: 'open', terms, event });
  const troops = (value: number, bound = 'exact') => ({ value, bound, unit: 'troops' });
  const totals = async (who: string, query = '') =>
    Totals.parse(await app.must(who, 'GET', `/api/commitments/totals?${query}`)).lines;
  const delivered = async (who: string, query = '') =>
    (await totals(who, query))
      .filter(({ column }) => column === 'delivered')
      .map(({ label, sum }) => [label, sum.words]);
  const one = async (who: string, id: string, query = '') =>
    CommitmentView.parse(await app.must(who, 'GET', `/api/commitments/${id}?${query}`));

  let french = '';
  let norwegian = '';
  it('are recorded with what happened, and told with who says so', async () => {
    french = await commit(
      france,
      { name: 'French troops', by: 'France', line: 'military' },
      { kind: 'deployed', said: '2034-01-01', quantity: troops(200, 'about') },
    );
    norwegian = await commit(
      norway,
      { name: 'Norwegian troops', by: 'Norway', place: 'Iraq', dependsOn: [french] },
      { kind: 'pledged', said: '2034-05-01', effective: '2034-12-31', quantity: troops(60) },
    );
    await record(iraq, norwegian, { kind: 'confirmed', said: '2034-06-01', quantity: troops(70), source: 'Iraq' });
    const view = await one(iraq, norwegian);
    assert.deepEqual(
      view.events.map(({ kind, quantity, source }) => [kind, quantity, source.name]),
      [
        ['confirmed', '70 troops', 'Iraq'],
        ['pledged', '60 troops', 'Norway'],
      ],
    );
    assert.equal(view.commitment.stage, 'confirmed');
    assert.equal(view.commitment.overdue, true, 'its day has passed, and nobody came');
    assert.equal(view.commitment.contested, true);
    assert.deepEqual(view.dependsOn, [{ id: french, name: 'French troops' }]);
    assert.equal((await one(france, french)).dependents[0]?.id, norwegian);
  });

  it('are listed with facets, and narrowed', async () => {
    const page = CommitmentPage.parse(await app.must(iraq, 'GET', '/api/commitments'));
    assert.deepEqual(
      page.commitments.map(({ name, stage }) => [name, stage]),
      [
        ['French troops', 'deployed'],
        ['Norwegian troops', 'confirmed'],
      ],
    );
    assert.deepEqual(page.facets.place, [
      { value: 'Iraq', label: 'Iraq', count: 1 },
      { value: 'Syria', label: 'Syria', count: 1 },
    ]);
    for (const query of ['member=Norway', 'place=Iraq', 'stage=confirmed', 'overdue=true', 'q=norweg']) {
      const narrowed = CommitmentPage.parse(await app.must(iraq, 'GET', `/api/commitments?${query}`));
      assert.deepEqual(
        narrowed.commitments.map(({ name }) => name),
        ['Norwegian troops'],
        query,
      );
    }
  });

  it('use the figures that the viewer chooses, for himself alone', async () => {
    const promised = async (who: string) => (await one(who, norwegian)).commitment.figures.promised?.words;
    assert.equal(await promised(france), '70 troops');
    await app.must(france, 'PUT', `/api/commitments/${norwegian}/figures`, { source: app.identity('Norway') });
    assert.deepEqual([await promised(france), await promised(iraq)], ['60 troops', '70 troops']);
    assert.equal((await one(france, norwegian)).chosen, app.identity('Norway'));
    await app.must(france, 'PUT', `/api/commitments/${norwegian}/figures`, {});
    assert.equal(await promised(france), '70 troops');
  });

  it('total into lines that open into their rows, as of any day', async () => {
    assert.deepEqual(await delivered(iraq), [['', '200 troops (180 to 220)']]);
    assert.deepEqual(await delivered(iraq, 'valid=2033-12-31'), []);
    assert.deepEqual(await delivered(iraq, 'known=2033-12-31'), [], 'nothing was recorded then');
    assert.deepEqual(await delivered(iraq, 'by=member'), [['France', '200 troops (180 to 220)']]);
    const promise = (await totals(iraq)).find(({ column }) => column === 'promised');
    assert.deepEqual(
      promise?.rows.map(({ name, by, value }) => [name, by, value.words]),
      [['Norwegian troops', 'Norway', '70 troops']],
    );
  });

  it('convert money by stated rates only', async () => {
    await commit(
      france,
      { name: 'French aid', by: 'France', kind: 'stabilisation-aid' },
      { kind: 'pledged', said: '2034-01-01', quantity: { value: 50, currency: 'EUR' } },
    );
    const money = async (query: string) =>
      (await totals(iraq, `kind=stabilisation-aid&${query}`)).find(({ column }) => column === 'promised');
    assert.equal((await money('currency=USD'))?.sum.words, 'EUR 50');
    const line = await money('currency=USD&rate=EUR/USD:1.2@2034-01-01');
    assert.equal(line?.sum.words, 'USD 60');
    assert.equal(line?.rows[0]?.before?.value.words, 'EUR 50');
    assert.equal((await app.ask(iraq, 'GET', '/api/commitments/totals?currency=USD&rate=EUR:2')).status, 422);
  });

  it('a hidden commitment, event or link shifts nothing that another sees', async () => {
    const asked = [
      '/api/commitments',
      '/api/commitments/totals',
      '/api/commitments/totals?by=place',
      `/api/commitments/${french}`,
      '/api/what-if?member=France',
      '/api/what-if?place=Syria',
    ];
    const picture = async (who: string) => Promise.all(asked.map((path) => app.ask(who, 'GET', path)));
    const before = await picture(norway);
    const event = { kind: 'deployed', said: '2034-02-01', quantity: troops(5000) };
    const hidden = await commit(france, { name: 'Hidden', by: 'France', sameAs: [french] }, event, forIraq);
    await commit(france, { name: 'Whole', by: 'France', replaces: [french], dependsOn: [french] }, event, forIraq);
    await record(france, french, { kind: 'withdrawn', said: '2035-01-01' }, forIraq);
    await record(france, french, { kind: 'deployed', said: '2035-02-01', quantity: troops(9) }, forIraq);
    await app.must(france, 'POST', '/api/conditions', {
      collection: 'open',
      terms: forIraq,
      condition: { name: 'Hidden', said: '2034-02-01', inReturn: [french] },
    });
    assert.deepEqual(await picture(norway), before);
    assert.notDeepEqual(await delivered(iraq), await delivered(norway));
    const missing = await app.ask(norway, 'GET', '/api/commitments/commitment--00000000-0000-4000-8000-000000000000');
    assert.deepEqual(await app.ask(norway, 'GET', `/api/commitments/${hidden}`), missing);
    const body = { collection: 'open', terms: green, event: { kind: 'denied', said: '2035-01-01' } };
    assert.deepEqual(
      await app.ask(norway, 'POST', `/api/commitments/${hidden}/events`, body),
      await app.ask(norway, 'POST', '/api/commitments/commitment--00000000-0000-4000-8000-000000000000/events', body),
    );
    const shared = { kind: 'deployed', said: '2034-03-01', quantity: { value: 0.5, share: true, of: hidden } };
    const half = await commit(france, { name: 'Half of something', by: 'France', place: 'Jordan' }, shared);
    assert.equal((await one(norway, half)).commitment.figures.delivered, undefined, 'half of nobody knows what');
    assert.equal((await one(iraq, half)).commitment.figures.delivered?.words, '2,500 troops');
  });

  it('tell what goes, what remains and what hangs on it', async () => {
    const answer = WhatIf.parse(await app.must(norway, 'GET', '/api/what-if?member=France&kind=forces&place=Syria'));
    assert.deepEqual(
      answer.going.map(({ name }) => name),
      ['French troops'],
    );
    const loss = answer.losses.all.find(({ column }) => column === 'delivered');
    assert.deepEqual([loss?.goes.words, loss?.remains.words, loss?.share], ['200 troops (180 to 220)', '0 troops', 1]);
    assert.deepEqual(
      answer.dependents.map(({ commitment, on }) => [commitment.name, on.name]),
      [['Norwegian troops', 'French troops']],
    );
    assert.deepEqual(
      answer.covers.map(({ by, column, value }) => [by, column, value.words]),
      [['Norway', 'outstanding', '70 troops']],
    );
    assert.deepEqual(WhatIf.parse(await app.must(norway, 'GET', '/api/what-if')).going, []);
  });

  it('tell fewer rows of each line where there are many lines, and as many as are asked for', async () => {
    const { service } = app.core.ledger;
    const viewer = app.viewer('France');
    const many = Array.from({ length: 400 }, (_, place) => ({ name: `Place ${place % 40}`, place }));
    const seen = service.view(viewer, {} as never);
    const [one] = seen.commitments;
    const state = one && seen.states.get(one.id);
    assert.ok(one !== undefined && state !== undefined);
    const commitments = many.map(({ name, place }) => ({ ...one, id: `${one.id}${place}`, place: name }));
    const states = new Map(commitments.map(({ id }) => [id, { ...state, commitment: id }]));
    const rows = (by: 'all' | 'place', limit?: number): number[] =>
      service.totals({ ...seen, commitments, states }, { by, limit }).map((line) => line.rows.length);
    assert.deepEqual([...new Set(rows('all'))], [50]);
    assert.deepEqual([...new Set(rows('place'))], [8], 'of ten');
    assert.deepEqual([...new Set(rows('place', 2))], [2]);
    assert.deepEqual([...new Set(rows('all', 400))], [400]);
  });

  it('refuse what is no quantity, no day, no member', async () => {
    const bad: readonly object[] = [
      { event: { kind: 'pledged', said: '2034-01-01', quantity: { value: 5 } } },
      { event: { kind: 'pledged', said: '2034-01-01', quantity: { value: 5, unit: 'troops', currency: 'EUR' } } },
      { event: { kind: 'pledged', said: '2034-02-30' } },
      { event: { kind: 'promised', said: '2034-01-01' } },
      { event: { kind: 'pledged', said: '2034-01-01', quantity: { bound: 'range', low: 5, high: 1, unit: 'x' } } },
      { commitment: { name: 'x', kind: 'forces', by: 'Atlantis' } },
      { commitment: { name: 'x', kind: 'forces', by: 'France', from: '2034-02-01', until: '2034-01-01' } },
    ];
    for (const part of bad) {
      const body = {
        collection: 'open',
        terms: green,
        commitment: { name: 'x', kind: 'forces', by: 'France' },
        ...part,
      };
      const { status } = await app.ask(france, 'POST', '/api/commitments', body);
      assert.ok([404, 422].includes(status), `${status} ${JSON.stringify(part)}`);
    }
    assert.equal(CommitmentPage.parse(await app.must(france, 'GET', '/api/commitments?q=x')).total, 0);
  });

  it('find a viewer’s rows by index', () => {
    for (const sql of Object.values(ledgerQueries)) {
      const plan = app.database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(1)
        .map(({ detail }) => String(detail));
      assert.ok(!plan.some((line) => line.startsWith('SCAN')), plan.join('\n'));
    }
  });
});
