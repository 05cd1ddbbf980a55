import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Statement, writeStatement } from '@entente/positions';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ClaimView, SignalMessage } from '../positions/messages.ts';
import { linksQuery } from './copy-links.ts';
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

  it('is so many sources again as soon as who said so takes it back, and nobody else can', async () => {
    const copy = papers[4] ?? '';
    const onReport = (who: string, report = papers[0]) =>
      app.must<z.infer<typeof ReportView>>(who, 'GET', `/api/reports/${report}`);
    const { links } = await onReport(iraq, copy);
    assert.deepEqual(
      links.map(({ other, by, mine }) => [other.id, by.name, mine]),
      [[papers[0], 'Norway', false]],
    );
    const counted = (await points(iraq)).length;
    const path = `/api/reports/${copy}/duplicates/${links[0]?.id}`;
    assert.equal((await app.ask(iraq, 'DELETE', path)).status, 403);
    const hidden = (await onReport(norway)).links.find(
      ({ other }) => !papers.includes(other.id) && other.id.startsWith('report--'),
    );
    const toHidden = `/api/reports/${papers[0]}/duplicates/${hidden?.id}`;
    assert.equal((await app.ask(iraq, 'DELETE', toHidden)).status, 404);
    assert.equal((await app.ask(norway, 'DELETE', `/api/reports/${papers[1]}/duplicates/${links[0]?.id}`)).status, 404);
    await app.must(norway, 'DELETE', path);
    assert.equal((await app.ask(norway, 'DELETE', path)).status, 404, 'once');
    const { carriedBy, links: left } = await onReport(iraq, copy);
    assert.deepEqual([carriedBy, left], [undefined, []]);
    assert.equal((await onReport(iraq)).carriedBy?.reports, 4);
    assert.equal((await points(iraq)).length, counted + 1, 'what it says counts again');
    await app.must(norway, 'POST', `/api/reports/${copy}/duplicates`, { of: papers[0] });
    assert.equal((await onReport(iraq)).carriedBy?.reports, 5);
  });

  it('no longer counts a copy that was revoked or recalled', async () => {
    const carried = async () =>
      (await app.must<z.infer<typeof ReportView>>(iraq, 'GET', `/api/reports/${papers[0]}`)).carriedBy;
    const [revoked = '', recalled = ''] = papers.slice(3);
    app.time.now += 1000;
    const object = await app.must<object>(norway, 'GET', `/api/objects/${revoked}/raw`);
    const modified = new Date(app.time.now).toISOString();
    const body = { collection: 'open', terms: green, object: { ...object, modified, revoked: true } };
    await app.must(norway, 'POST', '/api/objects', body);
    assert.equal((await carried())?.reports, 4);
    await app.must(norway, 'POST', '/api/recalls', { object: recalled, reason: 'Wrong' });
    const left = await carried();
    assert.equal(left?.reports, 3);
    assert.deepEqual(
      left?.first.map(({ id }) => id),
      papers.slice(0, 3),
    );
  });

  it('reads the few copies first, not all that a viewer has', () => {
    for (const sql of [copiesQuery, linksQuery]) {
      const plan = app.database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...(sql === linksQuery ? [1, 'report--x'] : [1]))
        .map(({ detail }) => String(detail));
      assert.match(plan[0] ?? '', /^SCAN r/);
      assert.ok(
        plan.slice(1).every((step) => !step.startsWith('SCAN')),
        plan.join('\n'),
      );
    }
  });
});
