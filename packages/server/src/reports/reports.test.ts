import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ObjectView } from '../objects/messages.ts';
import type { AddedReports, ReadReport, ReportPage, ReportView } from './messages.ts';
import { modelReport } from './test-report.ts';

type Report = z.infer<typeof ReportView>;
type View = z.infer<typeof ObjectView>;

describe('reports', () => {
  let app: TestApp;
  let france: string;
  let iraq: string;
  let norway: string;
  let reader: string;

  before(async () => {
    app = await startTestApp();
    france = await app.person('france', { member: 'France' });
    iraq = await app.person('iraq', { member: 'Iraq' });
    norway = await app.person('norway', { member: 'Norway' });
    reader = await app.person('reader', { member: 'France', roles: ['reader'] });
  });
  after(() => app[Symbol.asyncDispose]());

  const green = { tlp: 'green', releasableTo: [], notReleasableTo: [] };
  async function add(who: string, text: string, terms: object = green, more: object = {}): Promise<string> {
    const body = { collection: 'open', terms, source: { text }, ...more };
    const { reports } = await app.must<z.infer<typeof AddedReports>>(who, 'POST', '/api/reports', body);
    const id = reports[0]?.id;
    assert.ok(id);
    return id;
  }
  const open = (who: string, id: string): Promise<Report> => app.must(who, 'GET', `/api/reports/${id}`);
  const object = (who: string, id: string): Promise<View> => app.must(who, 'GET', `/api/objects/${id}`);
  const listed = async (who: string): Promise<string[]> =>
    (await app.must<z.infer<typeof ReportPage>>(who, 'GET', '/api/reports')).reports.map(({ summary }) => summary.id);

  function given(report: Report, place: number, more: object = {}) {
    const proposal = report.proposals[place];
    assert.ok(proposal);
    const { id, source, cue, content, kind, negated, hedged, said, speakerName, quantities } = proposal;
    return { proposal: id, source, cue, content, kind, negated, hedged, said, speakerName, quantities, ...more };
  }

  describe('come in', () => {
    it('tells what a text says about itself and keeps nothing', async () => {
      const before = await listed(france);
      const { documents } = await app.must<z.infer<typeof ReadReport>>(france, 'POST', '/api/reports/read', {
        text: modelReport,
      });
      const [first] = documents;
      assert.equal(first?.facts.publisher, 'TVR');
      assert.equal(first?.facts.byline, 'Anna Koval');
      assert.deepEqual(await listed(france), before);
      const { status } = await app.ask(reader, 'POST', '/api/reports/read', { text: modelReport });
      assert.equal(status, 403);
    });

    it('becomes a STIX report with paragraphs and source, and an artifact with the very bytes', async () => {
      const id = await add(france, modelReport);
      const { object: report } = await object(france, id);
      assert.equal(report.name, 'Partners press Ruritania to keep its engineers at the Sarkova dam');
      assert.equal(report.published, '2020-03-03T00:00:00.000Z');
      assert.equal(report.lang, 'en');
      const [artifact] = report.object_refs as string[];
      assert.ok(artifact);
      const { object: original } = await object(france, artifact);
      assert.equal(Buffer.from(String(original.payload_bin), 'base64').toString(), modelReport);
      const { facts, paragraphs } = await open(france, id);
      assert.equal(facts.publisher, 'TVR');
      assert.equal(facts.place, 'Strelsau');
      assert.equal(facts.dated, '2020-03-03');
      assert.equal(facts.captions?.[0]?.credit, 'AP Photo/Jo Farmer');
      assert.ok(paragraphs[0]?.startsWith('The donors of'));
      assert.ok(!paragraphs.some((text) => text.includes('Koval') || text.includes('AP Photo')));
    });

    it('keeps the original with the member that brought it in, and releases the report', async () => {
      const id = await add(france, `${modelReport}\n\nMore of it.`);
      const theirs = await open(iraq, id);
      assert.equal(theirs.original, undefined);
      assert.equal(theirs.isOwner, false);
      assert.ok((await open(france, id)).original);
      assert.deepEqual((await object(iraq, id)).object.object_refs, [app.identity('France')]);
    });

    it('takes files, and what a person knows better', async () => {
      const file = {
        name: 'a.md',
        base64: Buffer.from('# A headline of some words\n\nShe said that she would go.').toString('base64'),
      };
      const body = {
        collection: 'open',
        terms: green,
        source: { file },
        facts: { publisher: 'Island Gazette', reliability: 'B' },
      };
      const { reports } = await app.must<z.infer<typeof AddedReports>>(france, 'POST', '/api/reports', body);
      const { facts, summary } = await open(france, reports[0]?.id ?? '');
      assert.equal(facts.publisher, 'Island Gazette');
      assert.equal(facts.reliability, 'B');
      assert.equal(summary.title, 'A headline of some words');
      const png = { name: 'a.png', base64: Buffer.from([0x89, 0x50, 0, 0]).toString('base64') };
      const { status } = await app.ask(france, 'POST', '/api/reports', { ...body, source: { file: png } });
      assert.equal(status, 415);
    });

    it('are listed for those who may see them, and nobody else', async () => {
      const hidden = await add(france, modelReport, { ...green, tlp: 'amber', releasableTo: ['France'] });
      assert.ok((await listed(france)).includes(hidden));
      assert.ok(!(await listed(iraq)).includes(hidden));
      const [absent, there] = [
        await app.ask(iraq, 'GET', '/api/reports/report--00000000-0000-4000-8000-000000000000'),
        await app.ask(iraq, 'GET', `/api/reports/${hidden}`),
      ];
      assert.deepEqual(there, absent);
      assert.equal(there.status, 404);
    });
  });

  describe('are confirmed', () => {
    it('proposes who said what, and makes STIX of what a person accepts', async () => {
      const id = await add(france, modelReport);
      const report = await open(france, id);
      const text = report.paragraphs.join('\n\n');
      const quoted = report.proposals.findIndex(({ content }) =>
        text.slice(content[0]?.start).startsWith('“We will announce'),
      );
      assert.ok(quoted >= 0, 'the quotation is proposed');
      const proposal = report.proposals[quoted];
      assert.equal(proposal?.speakerName, 'Ilka Dorn');
      assert.ok(proposal.quantities.some(({ value, measure }) => value === 1 && measure === 'share'));
      assert.deepEqual(proposal.dates, [{ text: 'next week', from: '2020-03-09', to: '2020-03-15' }]);
      const warned = report.proposals.find(({ kind }) => kind === 'warned');
      assert.equal(warned?.speakerName, 'Pavel Hentz');
      assert.equal(warned?.hedged, true);
      assert.equal(warned?.said, '2020-03-02');
      assert.ok(report.proposals.some(({ kind }) => kind === 'rejected'));

      const { id: statement } = await app.must<{ id: string }>(
        france,
        'POST',
        `/api/reports/${id}/statements`,
        given(report, quoted, { newPerson: true, office: 'President' }),
      );
      const { object: made, terms } = await object(france, statement);
      assert.equal(made.report_ref, id);
      assert.equal(made.said, proposal.said ?? '2020-03-03');
      assert.equal(terms.tlp, 'green');
      assert.deepEqual(made.content_spans, proposal.content);
      assert.ok(String(made.quote).startsWith('“We will announce'));
      const { object: person } = await object(iraq, String(made.speaker_ref));
      assert.equal(person.name, 'Ilka Dorn');

      const after = await open(france, id);
      assert.equal(after.proposals[quoted]?.state, 'accepted');
      assert.equal(after.proposals[quoted]?.statement, statement);
      assert.equal(after.statements.length, 1);
      assert.deepEqual(after.statements[0]?.content, proposal.content);
      assert.equal((await open(iraq, id)).statements[0]?.id, statement, 'whoever has the report has the statement');
      // The same person again: found by name now.
      assert.equal(after.proposals[quoted]?.speaker?.id, made.speaker_ref);
    });

    it('undoes, rejects, and takes statements by hand', async () => {
      const id = await add(france, modelReport);
      const report = await open(france, id);
      const { id: statement } = await app.must<{ id: string }>(
        france,
        'POST',
        `/api/reports/${id}/statements`,
        given(report, 0),
      );
      await app.must(france, 'POST', `/api/reports/${id}/proposals/${report.proposals[0]?.id}/reopen`);
      await app.must(france, 'POST', `/api/reports/${id}/proposals/${report.proposals[1]?.id}/reject`);
      const byHand = { source: [], cue: [], content: [{ start: 0, end: 10 }], kind: 'said', speakerName: 'Somebody' };
      await app.must(france, 'POST', `/api/reports/${id}/statements`, byHand);
      const after = await open(france, id);
      assert.deepEqual(
        after.proposals.slice(0, 2).map(({ state }) => state),
        ['open', 'rejected'],
      );
      assert.deepEqual(
        after.statements.map(({ quote }) => quote),
        ['The donors'],
      );
      assert.equal((await object(france, statement)).summary.revoked, true);
      await app.must(france, 'DELETE', `/api/reports/${id}/statements/${after.statements[0]?.id}`);
      assert.deepEqual((await open(france, id)).statements, []);
      const counts = async () =>
        (await app.must<z.infer<typeof ReportPage>>(france, 'GET', '/api/reports?limit=1')).reports[0]?.proposals;
      assert.deepEqual(await counts(), { open: report.proposals.length - 1, decided: 1 });

      // What somebody wrote down already is not proposed beside it, unless the words are others.
      const third = report.proposals[2];
      const said = { ...byHand, content: third?.content };
      await app.must(france, 'POST', `/api/reports/${id}/statements`, said);
      assert.ok(!(await open(france, id)).proposals.some((each) => each.id === third?.id));
      assert.deepEqual(await counts(), { open: report.proposals.length - 2, decided: 1 });
    });

    it('keeps what another confirms with his own member, and tells nobody of his reading', async () => {
      const id = await add(france, modelReport);
      const theirs = await open(iraq, id);
      const { id: statement } = await app.must<{ id: string }>(
        iraq,
        'POST',
        `/api/reports/${id}/statements`,
        given(theirs, 0),
      );
      assert.equal((await open(iraq, id)).statements.length, 1);
      assert.equal((await open(france, id)).statements.length, 0);
      assert.equal((await open(france, id)).proposals[0]?.state, 'open');
      assert.equal((await app.ask(norway, 'GET', `/api/objects/${statement}`)).status, 404);
      const wide = given(theirs, 1, { terms: green });
      assert.equal((await app.ask(iraq, 'POST', `/api/reports/${id}/statements`, wide)).status, 403);
      // Another's proposal is like one that does not exist.
      const other = { ...given(theirs, 2) };
      assert.equal((await app.ask(norway, 'POST', `/api/reports/${id}/statements`, other)).status, 404);
    });

    it('never lets a withheld paragraph out through proposals, statements or offsets', async () => {
      const id = await add(france, modelReport);
      const { object: report } = await object(france, id);
      const secret = 3;
      const selectors = [
        `extensions.extension-definition--90a2b18f-8494-44b4-983c-3d9055492a95.paragraphs.[${secret}]`,
      ];
      const { summary: _, ...rest } = { summary: 0, ...report };
      await app.must(france, 'POST', '/api/objects', {
        collection: 'open',
        terms: green,
        parts: [
          { selectors, terms: { tlp: 'amber', releasableTo: ['France'], notReleasableTo: [] } },
          { selectors: ['description'], terms: green },
        ],
        object: { ...rest, description: 'In short.' },
      });
      await app.settled();
      const own = await open(france, id);
      const theirs = await open(iraq, id);
      assert.equal(theirs.paragraphs.length, own.paragraphs.length - 1);
      assert.equal(theirs.withheld, true);
      assert.deepEqual(
        own.levels,
        own.paragraphs.map((_, place) => (place === secret ? 'amber' : null)),
      );
      assert.deepEqual(new Set(theirs.levels), new Set([null]));
      assert.deepEqual(theirs.lead, { text: 'In short.', level: 'green' });
      const text = own.paragraphs.join('\n\n');
      const hiddenWords = own.paragraphs[secret]?.slice(10, 40) ?? '';
      assert.ok(text.includes(hiddenWords) && !JSON.stringify(theirs).includes(hiddenWords));

      const inSecret = own.proposals.findIndex(({ content }) => {
        const start = content[0]?.start ?? 0;
        return own.paragraphs[secret]?.includes(text.slice(start, start + 12)) === true;
      });
      assert.ok(inSecret >= 0, 'something is proposed of the paragraph');
      const { id: hidden } = await app.must<{ id: string }>(
        france,
        'POST',
        `/api/reports/${id}/statements`,
        given(own, inSecret),
      );
      assert.equal((await app.ask(iraq, 'GET', `/api/objects/${hidden}`)).status, 404);
      const last = own.proposals.length - 1;
      const { id: later } = await app.must<{ id: string }>(
        france,
        'POST',
        `/api/reports/${id}/statements`,
        given(own, last),
      );
      const { object: shown } = await object(iraq, later);
      assert.equal(shown.content_spans, undefined);
      const seen = (await open(iraq, id)).statements;
      assert.deepEqual(
        seen.map((each) => each.id),
        [later],
      );
      const theirText = theirs.paragraphs.join('\n\n');
      const [span] = seen[0]?.content ?? [];
      assert.equal(theirText.slice(span?.start, span?.end), shown.quote);
    });

    it('lets proposals go with a recall', async () => {
      const officer = await app.person('officer', { member: 'France', roles: ['release-officer'] });
      const id = await add(france, `${modelReport}\n\nA report that is recalled.`);
      await open(france, id);
      await open(iraq, id);
      const count = (table: string): number =>
        Number(app.database.prepare(`SELECT count(*) AS n FROM ${table} WHERE report = ?`).get(id)?.n);
      assert.equal(count('report_reading'), 2);
      assert.ok(count('report_row') > 0);
      await app.must(officer, 'POST', '/api/recalls', { object: id, reason: 'Wrong source' });
      await app.settled();
      assert.equal((await app.ask(iraq, 'GET', `/api/reports/${id}`)).status, 404);
      assert.equal(count('report_reading'), 0);
      assert.equal(count('report_row'), 0);
      assert.deepEqual(
        app.database.prepare('SELECT * FROM report_band WHERE added NOT IN (SELECT added FROM report_row)').all(),
        [],
      );
    });

    it('refuses spans outside, unknown persons and readers', async () => {
      const id = await add(france, modelReport);
      const good = { source: [], cue: [], content: [{ start: 0, end: 10 }], kind: 'said' };
      const ask = async (who: string, more: object): Promise<number> =>
        (await app.ask(who, 'POST', `/api/reports/${id}/statements`, { ...good, ...more })).status;
      assert.equal(await ask(france, { content: [{ start: 0, end: 99_999 }] }), 422);
      assert.equal(await ask(france, { content: [{ start: 10, end: 10 }] }), 422);
      assert.equal(await ask(france, { speaker: 'identity--00000000-0000-4000-8000-000000000000' }), 404);
      assert.equal(await ask(france, { claim: 'claim--00000000-0000-4000-8000-000000000000' }), 404);
      assert.equal(await ask(reader, {}), 403);
      assert.equal((await open(reader, id)).mayConfirm, false);
    });
  });

  describe('with the same wording', () => {
    const copy = modelReport
      .replace('World Tonight', 'The Island Gazette')
      .replace('TVR’s Anna Koval reports.', '')
      .replace('met here in', 'gathered in');

    it('are found among what the viewer may see, and are one source once a person says so', async () => {
      const first = await add(norway, copy);
      const second = await add(norway, `${copy}\n\nA last line.`);
      const hidden = await add(norway, `${copy}\n\nAnother.`, { ...green, tlp: 'amber', releasableTo: ['Norway'] });
      const ids = async (who: string): Promise<string[]> =>
        (await open(who, first)).alike.map(({ summary }) => summary.id);
      assert.ok((await ids(norway)).includes(hidden));
      assert.ok((await ids(iraq)).includes(second));
      assert.ok(!(await ids(iraq)).includes(hidden));
      const { reports } = await app.must<z.infer<typeof ReportPage>>(iraq, 'GET', '/api/reports?limit=100');
      const entry = reports.find(({ summary }) => summary.id === first);
      assert.equal(entry?.sameAs, (await ids(iraq)).length);
      const { id: link } = await app.must<{ id: string }>(norway, 'POST', `/api/reports/${first}/duplicates`, {
        of: second,
      });
      assert.equal((await open(iraq, first)).links.find(({ other }) => other.id === second)?.id, link);
      assert.equal((await app.ask(iraq, 'POST', `/api/reports/${first}/duplicates`, { of: hidden })).status, 404);
      await app.must(norway, 'DELETE', `/api/reports/${second}/duplicates/${link}`);
      const { links } = await open(iraq, first);
      assert.ok(!links.some(({ other }) => other.id === second));
      assert.ok((await ids(iraq)).includes(second), 'likely again');
    });
  });

  it('asks the database by index only', () => {
    const plans = [
      `SELECT r.added FROM report_row r CROSS JOIN placement p ON p.added = r.added CROSS JOIN visible s ON s.principal = 1 AND s.terms = p.terms WHERE r.added < 9 ORDER BY r.added DESC LIMIT 3`,
      `SELECT r.added FROM json_each('[1]') e CROSS JOIN report_band b ON b.band = e.value JOIN report_row r ON r.added = b.added JOIN placement p ON p.added = r.added JOIN visible s ON s.principal = 1 AND s.terms = p.terms`,
      'SELECT id FROM proposal WHERE reading = 1',
      'SELECT reading FROM report_reading WHERE body = 1 AND reader = 1',
    ];
    for (const sql of plans) {
      const steps = app.database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail));
      assert.ok(
        steps.every((step) => !/^SCAN (?!e |r\b)/.test(step)),
        steps.join('; '),
      );
      assert.ok(!steps.some((step) => step.includes('TEMP B-TREE')), steps.join('; '));
    }
  });
});
