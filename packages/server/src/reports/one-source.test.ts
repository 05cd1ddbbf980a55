import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Statement, writeStatement } from '@entente/positions';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ClaimView, SignalMessage } from '../positions/messages.ts';
import type { AddedReports, ReportView } from './messages.ts';
import { copiesQuery } from './one-source.ts';

type Claim = z.infer<typeof ClaimView>;
const green = { tlp: 'green', releasableTo: [], notReleasableTo: [] };
const speaker = 'identity--00000000-0000-4000-8000-0000000000c1';

describe('one wire story in five papers', () => {
  let app: TestApp;
  let norway: string;
  let iraq: string;
  let claim: string;
  let papers: string[];

  before(async () => {
    app = await startTestApp();
    norway = await app.person('norway', { member: 'Norway' });
    iraq = await app.person('iraq', { member: 'Iraq' });
    const body = { collection: 'open', terms: green, name: 'The ferry should sail again.' };
    claim = (await app.must<{ id: string }>(norway, 'POST', '/api/claims', body)).id;
    papers = [];
    for (const paper of ['Echo', 'Post', 'Sun', 'Herald', 'Times']) {
      const source = { text: `The ferry\n\nThe mayor said that the ferry should sail again. Printed in the ${paper}.` };
      const added = await app.must<z.infer<typeof AddedReports>>(norway, 'POST', '/api/reports', {
        collection: 'open',
        terms: green,
        source,
      });
      papers.push(added.reports[0]?.id ?? '');
      app.time.now += 1000;
    }
  });
  after(() => app[Symbol.asyncDispose]());

  async function say(report: string | undefined, more: Partial<Statement> = {}): Promise<string> {
    const object = writeStatement({
      ...(report === undefined ? {} : { report }),
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      quote: 'the ferry should sail again',
      kind: 'said',
      negated: false,
      hedged: false,
      said: '2034-05-02',
      speaker,
      speakerName: 'The mayor',
      claim,
      stance: 'agree',
      quantities: [],
      ...more,
    });
    app.time.now += 1000;
    const body = { collection: 'open', terms: green, object };
    return (await app.must<{ summary: { id: string } }>(norway, 'POST', '/api/objects', body)).summary.id;
  }
  const view = (who: string): Promise<Claim> => app.must(who, 'GET', `/api/claims/${claim}`);
  const points = async (who: string): Promise<string[]> =>
    (await view(who)).lines.flatMap((line) => line.points.map(({ id }) => id));
  const kinds = async (who: string): Promise<string[]> =>
    (await app.must<{ signals: z.infer<typeof SignalMessage>[] }>(who, 'GET', '/api/signals')).signals.map(
      ({ kind }) => kind,
    );

  it('is one source, once a person has said so; and only to those who are told', async () => {
    await say(undefined, { said: '2034-04-01', stance: 'disagree' });
    const copies = [];
    for (const paper of papers) copies.push(await say(paper));
    assert.equal((await points(norway)).length, 6);
    // Five copies push what was said before out of sight of all claims at once.
    assert.ok(!(await kinds(norway)).includes('reversal'));

    const [first, ...others] = papers;
    for (const other of others) await app.must(norway, 'POST', `/api/reports/${other}/duplicates`, { of: first });
    const seen = await points(norway);
    assert.equal(seen.length, 2);
    assert.ok(seen.includes(copies[0] ?? ''), 'the one that came first');
    assert.equal((await view(norway)).statements.length, 2);
    assert.ok((await kinds(norway)).includes('reversal'));
    assert.equal((await points(iraq)).length, 2, 'the link is released as the report is');
  });

  it('folds nothing that is said otherwise, and nothing by a link that one may not see', async () => {
    const before = (await points(iraq)).length;
    await say(papers[1], { stance: 'strongly-agree', said: '2034-05-03' });
    await say(papers[2], { stance: 'agree', said: '2034-05-04' });
    assert.equal((await points(iraq)).length, before + 2);
    const hidden = {
      type: 'relationship',
      relationship_type: 'duplicate-of',
      source_ref: papers[0],
      target_ref: 'report--00000000-0000-4000-8000-0000000000d1',
    };
    const toNorway = { tlp: 'amber', releasableTo: ['Norway'], notReleasableTo: [] };
    await app.must(norway, 'POST', '/api/objects', { collection: 'open', terms: toNorway, object: hidden });
    await say('report--00000000-0000-4000-8000-0000000000d1');
    assert.equal((await points(norway)).length, before + 2);
    assert.equal((await points(iraq)).length, before + 3);
  });

  it('says how many reports carry it, of those that one may see', async () => {
    const onReport = async (who: string) =>
      (await app.must<z.infer<typeof ReportView>>(who, 'GET', `/api/reports/${papers[0]}`)).carriedBy;
    const onClaim = async (who: string): Promise<(number | undefined)[]> => {
      const { lines, statements, signals } = await view(who);
      const told = [...lines.flatMap((line) => line.points), ...statements, ...signals.flatMap((each) => each.parties)];
      return [...new Set(told.map(({ carriedBy }) => carriedBy?.reports))].sort();
    };
    const { reports, first = [] } = (await onReport(iraq)) ?? {};
    assert.equal(reports, 5);
    assert.deepEqual(
      first.map(({ id }) => id),
      papers,
      'in the order in which they came',
    );
    assert.deepEqual(await onClaim(iraq), [5, undefined], 'what was said without a report is carried by none');

    const source = { text: 'The ferry\n\nThe mayor said that the ferry should sail again. For Norway alone.' };
    const toNorway = { tlp: 'amber', releasableTo: ['Norway'], notReleasableTo: [] };
    const added = await app.must<z.infer<typeof AddedReports>>(norway, 'POST', '/api/reports', {
      collection: 'open',
      terms: toNorway,
      source,
    });
    const own = added.reports[0]?.id ?? '';
    await app.must(norway, 'POST', `/api/reports/${own}/duplicates`, { of: papers[0] });
    assert.equal((await onReport(norway))?.reports, 6);
    assert.deepEqual(await onClaim(norway), [6, undefined]);
    assert.equal((await onReport(iraq))?.reports, 5);
    assert.deepEqual(await onClaim(iraq), [5, undefined]);
    assert.ok(!JSON.stringify([await onReport(iraq), await view(iraq)]).includes(own));
  });

  it('reads the few copies first, not all that a viewer has', () => {
    const plan = app.database
      .prepare(`EXPLAIN QUERY PLAN ${copiesQuery}`)
      .all(1)
      .map(({ detail }) => String(detail));
    assert.match(plan[0] ?? '', /^SCAN r/);
    assert.ok(
      plan.slice(1).every((step) => !step.startsWith('SCAN')),
      plan.join('\n'),
    );
  });
});
