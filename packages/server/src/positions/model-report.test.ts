import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Opinion, type Statement, writeStatement } from '@entente/positions';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ClaimView, Matrix, MemberPositions, PositionChanges, SignalMessage } from './messages.ts';

type Signal = z.infer<typeof SignalMessage>;
const meeting = '2019-02-06';
const asOf = 'asOf=2019-02-20';

/**
 * The model case in our own words: at one meeting a president says that the group is as good as beaten and that his
 * troops go home; his allies ask him to stay; his general warns that it may come back; his minister explains that going
 * home does not end the fight. Earlier in the winter the same president had said that they stay.
 */
describe('the model report, from statements to the board', () => {
  let app: TestApp;
  const [norway, france, iraq] = ['norway', 'france', 'iraq'].map((name) => `${name}@people.example`) as [
    string,
    string,
    string,
  ];
  const people = {
    president: 'identity--00000000-0000-4000-8000-0000000000a1',
    general: 'identity--00000000-0000-4000-8000-0000000000a2',
    minister: 'identity--00000000-0000-4000-8000-0000000000a3',
  };
  const claims = { beaten: '', leave: '' };

  before(async () => {
    app = await startTestApp();
    await app.core.memberService.addAll(app.viewer('France'), [
      { name: 'United States', kind: 'country', joined: '2014-09-10' },
    ]);
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
    claims.beaten = await putClaim('The group has been beaten in Syria.');
    claims.leave = await putClaim('Foreign troops should leave Syria now.');
  });
  after(() => app[Symbol.asyncDispose]());

  async function putClaim(name: string, more: object = {}): Promise<string> {
    const body = { collection: 'open', terms: { tlp: 'green' }, name, ...more };
    return (await app.must<{ id: string }>(norway, 'POST', '/api/claims', body)).id;
  }
  async function say(
    speaker: keyof typeof people,
    claim: string,
    stance: Opinion,
    more: Partial<Statement> = {},
    terms: object = { tlp: 'green' },
  ): Promise<string> {
    const object = writeStatement({
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      quote: `what the ${speaker} said`,
      kind: 'said',
      negated: false,
      hedged: false,
      said: meeting,
      speaker: people[speaker],
      speakerName: `The ${speaker}`,
      office: speaker,
      spokenFor: app.identity('United States'),
      claim,
      stance,
      quantities: [],
      ...more,
    });
    const body = { collection: 'open', terms, object };
    const view = await app.must<{ summary: { id: string } }>(norway, 'POST', '/api/objects', body);
    app.time.now += 1000;
    return view.summary.id;
  }
  function position(holder: string, claim: string, opinion: Opinion, more: object = {}) {
    const body = { collection: 'open', terms: { tlp: 'green' }, claim, holder, opinion, since: meeting, ...more };
    return app.must<{ id: string }>(norway, 'POST', '/api/positions', body);
  }
  const matrix = (who = norway) => app.must<z.infer<typeof Matrix>>(who, 'GET', `/api/positions?${asOf}`);
  const signals = async (who = norway): Promise<Signal[]> =>
    (await app.must<{ signals: Signal[] }>(who, 'GET', `/api/signals?${asOf}`)).signals;
  const cell = async (member: string, claim: string, who = norway) =>
    (await matrix(who)).cells.find((each) => each.principal === app.identity(member) && each.claim === claim);

  it('shows the contradictions between members and within one, the changed position and the clarification', async () => {
    await say('president', claims.leave, 'disagree', { said: '2018-12-01' });
    await say('president', claims.leave, 'strongly-agree');
    await say('president', claims.beaten, 'strongly-agree', { kind: 'thinks' });
    await say('general', claims.beaten, 'disagree', { kind: 'warned' });
    await say('minister', claims.leave, 'agree', { kind: 'clarified', said: '2019-02-07' });
    await position('France', claims.leave, 'disagree');
    await position('Iraq', claims.leave, 'strongly-disagree');

    const found = await signals();
    const of = (kind: string, claim: string): Signal[] =>
      found.filter((each) => each.kind === kind && each.claim?.id === claim);
    const [contradiction] = of('contradiction', claims.leave);
    assert.deepEqual(contradiction?.parties.map(({ principal, side }) => [principal.name, side]).sort(), [
      ['France', -1],
      ['Iraq', -1],
      ['United States', 1],
    ]);
    const [divided] = of('divided', claims.beaten);
    assert.deepEqual(
      divided?.parties.map(({ holder, office }) => [holder.name, office]),
      [
        ['The president', 'president'],
        ['The general', 'general'],
      ],
    );
    assert.equal(
      divided?.sentence,
      'Within United States: The president (president) for it, The general (general) against.',
    );
    assert.equal(of('reversal', claims.leave)[0]?.day, meeting);
    assert.equal(of('assessment', claims.beaten).length, 1);
    assert.equal(of('clarification', claims.leave)[0]?.parties.at(-1)?.holder.name, 'The minister');

    const us = await cell('United States', claims.leave);
    assert.deepEqual([us?.official, us?.voices, us?.divided], [false, 2, false]);
    const beaten = await cell('United States', claims.beaten);
    assert.deepEqual([beaten?.voices, beaten?.divided], [2, true]);
  });

  it('keeps an official position apart from what persons say', async () => {
    await position('United States', claims.beaten, 'agree', {
      answer: 'conditional',
      condition: 'the last villages fall',
    });
    const us = await cell('United States', claims.beaten);
    assert.deepEqual(
      [us?.official, us?.answer, us?.condition, us?.voices],
      [true, 'conditional', 'the last villages fall', 3],
    );
    const view = await app.must<z.infer<typeof MemberPositions>>(
      norway,
      'GET',
      `/api/members/United%20States/positions?${asOf}`,
    );
    assert.deepEqual(
      view.speakers.map(({ holder }) => holder.name),
      ['The minister', 'The general', 'The president'],
    );
    assert.equal(view.cells.find(({ claim }) => claim === claims.beaten)?.voicesNow.length, 3);
    assert.equal(view.statements.length, 5);
  });

  it('draws each holder’s line on a claim, as of any day', async () => {
    const path = `/api/claims/${claims.leave}`;
    const view = await app.must<z.infer<typeof ClaimView>>(norway, 'GET', `${path}?${asOf}`);
    const president = view.lines.find(({ holder }) => holder.name === 'The president');
    assert.deepEqual(
      president?.points.map(({ since, opinion }) => [since, opinion]),
      [
        ['2018-12-01', 'disagree'],
        [meeting, 'strongly-agree'],
      ],
    );
    assert.equal(
      view.claim.tally.held.reduce((sum, count) => sum + count, 0),
      3,
    );
    const then = await app.must<z.infer<typeof ClaimView>>(norway, 'GET', `${path}?asOf=2019-01-01`);
    assert.deepEqual(
      then.cells.map(({ opinion }) => opinion),
      ['disagree'],
    );
    assert.deepEqual(then.signals, []);
  });

  it('computes everything from what a viewer may see', async () => {
    const before = { iraq: await everything(iraq), norway: await matrix() };
    const toFrance = { tlp: 'amber', releasableTo: ['France'] };
    await say('president', claims.beaten, 'strongly-disagree', { said: '2019-02-15' }, toFrance);
    await position('Norway', claims.leave, 'strongly-agree', { terms: toFrance });
    const secret = await putClaim('Something only France may ask.', { terms: toFrance });
    await position('Iraq', secret, 'agree', { terms: toFrance });
    assert.deepEqual(await everything(iraq), before.iraq);
    assert.notDeepEqual(await matrix(france), before.norway);
    assert.equal((await app.ask(iraq, 'GET', `/api/claims/${secret}`)).status, 404);
    const hidden = await app.ask(iraq, 'POST', '/api/positions', {
      collection: 'open',
      terms: { tlp: 'green' },
      claim: secret,
      holder: 'Iraq',
      since: meeting,
    });
    assert.equal(hidden.status, 404);
    const unknown = await app.ask(iraq, 'GET', '/api/claims/claim--00000000-0000-4000-8000-000000000000');
    assert.deepEqual(await app.ask(iraq, 'GET', `/api/claims/${secret}`), unknown);
  });

  /** All that the pictures tell somebody. */
  async function everything(who: string): Promise<unknown> {
    const paths = [
      'positions',
      'signals',
      'claims',
      `claims/${claims.beaten}`,
      `claims/${claims.leave}`,
      'members/United%20States/positions',
      'positions/changes',
    ];
    return Promise.all(paths.map((path) => app.must(who, 'GET', `/api/${path}?${asOf}`)));
  }

  it('puts signals aside with a reason for one member alone, until they rest on something else', async () => {
    const all = await app.must<{ signals: Signal[] }>(norway, 'GET', '/api/signals');
    const wanted = all.signals.find(({ kind, claim }) => kind === 'contradiction' && claim?.id === claims.leave);
    assert.ok(wanted);
    const { key, state } = wanted;
    const dismiss = (body: object) => app.ask(norway, 'POST', '/api/signals/dismiss', body);
    assert.equal((await dismiss({ key, state: 'another', reason: 'Known.' })).status, 404);
    assert.equal((await dismiss({ key, state, reason: 'Known.' })).status, 204);
    assert.ok(!(await signals()).some((each) => each.key === key));
    assert.ok((await signals(iraq)).some((each) => each.key === key));
    const kept = await app.must<{ signals: Signal[] }>(norway, 'GET', '/api/signals?dismissed=true');
    assert.equal(kept.signals.find((each) => each.key === key)?.dismissed?.reason, 'Known.');
    await position('Norway', claims.leave, 'disagree', { since: '2019-02-16' });
    assert.ok((await signals()).some((each) => each.key === key));
  });

  it('tells what changed since one last looked', async () => {
    const changes = () => app.must<z.infer<typeof PositionChanges>>(france, 'GET', '/api/positions/changes');
    assert.equal((await changes()).since, undefined);
    await app.must(france, 'POST', '/api/positions/seen');
    const seen = await changes();
    assert.deepEqual([seen.points, seen.claims, seen.signals], [[], [], []]);
    app.time.now += 1000;
    await position('Iraq', claims.beaten, 'strongly-disagree', { since: '2019-02-18' });
    const after = await changes();
    assert.deepEqual(
      after.points.map(({ principal, opinion }) => [principal.name, opinion]),
      [['Iraq', 'strongly-disagree']],
    );
    assert.ok(after.signals.some(({ kind }) => kind === 'contradiction'));
  });

  it('links an own statement to a claim under the terms it has, and nobody else’s', async () => {
    const statement = await say('general', claims.leave, 'neutral', {}, { tlp: 'amber', releasableTo: ['Iraq'] });
    const link = { claim: claims.beaten, stance: 'strongly-disagree' };
    assert.equal((await app.ask(iraq, 'PUT', `/api/statements/${statement}/claim`, link)).status, 403);
    assert.equal((await app.ask(france, 'PUT', `/api/statements/${statement}/claim`, link)).status, 404);
    assert.equal((await app.ask(norway, 'PUT', `/api/statements/${statement}/claim`, link)).status, 204);
    const object = `/api/objects/${statement}`;
    const view = await app.must<{ object: { claim_ref: string; stance: string } }>(iraq, 'GET', object);
    assert.deepEqual([view.object.claim_ref, view.object.stance], [claims.beaten, 'strongly-disagree']);
    assert.equal((await app.ask(france, 'GET', object)).status, 404);
  });
});
