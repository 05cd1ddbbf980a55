import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ClaimView } from '../positions/messages.ts';
import { dividedReports } from './fixtures/divided-reports.ts';
import { type KnownStatement, type ShortReport, shortReportMembers, shortReports } from './fixtures/short-reports.ts';
import { spokenReports } from './fixtures/spoken-reports.ts';
import { wireForms } from './fixtures/wire-forms.ts';
import { wireReports } from './fixtures/wire-reports.ts';
import type { AddedReports, ProposalMessage, ReportView } from './messages.ts';

type Report = z.infer<typeof ReportView>;
type Proposal = z.infer<typeof ProposalMessage>;

describe('short reports of many kinds, from the text to the signals', () => {
  let app: TestApp;
  let analyst: string;

  before(async () => {
    app = await startTestApp();
    const added = shortReportMembers.map((name) => ({ name, kind: 'country' as const, joined: '2026-01-01' }));
    await app.core.memberService.addAll(app.viewer('France'), added);
    analyst = await app.person('analyst', { member: 'France' });
  });
  after(() => app[Symbol.asyncDispose]());

  async function bringIn({ text }: ShortReport): Promise<string> {
    const body = { collection: 'open', terms: { tlp: 'green' }, source: { text } };
    const { reports } = await app.must<z.infer<typeof AddedReports>>(analyst, 'POST', '/api/reports', body);
    return reports[0]?.id ?? assert.fail('it waits');
  }

  /** Accepts a proposal as a person does: with what it says, and what he knows better. */
  async function accept(report: string, found: Proposal, known: KnownStatement, claim?: string): Promise<string> {
    const { id, source, cue, content, kind, negated, hedged, speakerName, speaker, office, quantities } = found;
    const { corrected = {}, on } = known;
    const spokenFor = corrected.member === undefined ? found.spokenFor?.id : app.identity(corrected.member);
    const said = corrected.said ?? found.said;
    const body = {
      proposal: id,
      source,
      cue,
      content,
      kind,
      negated,
      hedged,
      quantities,
      speakerName,
      office,
      ...(said === undefined ? {} : { said }),
      ...(speaker === undefined ? { newPerson: true } : { speaker: speaker.id }),
      ...(spokenFor === undefined ? {} : { spokenFor }),
      ...(on === undefined ? {} : { claim, stance: on[1] }),
    };
    const stored = await app.must<{ id: string }>(analyst, 'POST', `/api/reports/${report}/statements`, body);
    // What was recorded later counts for more on the same day.
    app.time.now += 1000;
    return stored.id;
  }

  for (const each of [...shortReports, ...wireReports, ...wireForms, ...dividedReports, ...spokenReports]) {
    it(each.about, async () => {
      const claims = new Map<string, string>();
      for (const [key, name] of Object.entries(each.claims ?? {})) {
        const body = { collection: 'open', terms: { tlp: 'green' }, name };
        claims.set(key, (await app.must<{ id: string }>(analyst, 'POST', '/api/claims', body)).id);
      }
      const report = await bringIn(each);
      const view = await app.must<Report>(analyst, 'GET', `/api/reports/${report}`);
      assert.partialDeepStrictEqual(view.facts, each.facts);
      const text = view.paragraphs.join('\n\n');
      for (const known of each.statements) {
        const found = mustSay(view, text, known);
        await accept(report, found, known, claims.get(known.on?.[0] ?? ''));
      }
      for (const words of each.absent ?? []) {
        const said = view.proposals.filter(({ content }) =>
          content.some(({ start, end }) => text.slice(start, end) === words),
        );
        assert.deepEqual(said, [], words);
      }
      for (const { claim, ...held } of each.taken ?? []) {
        const body = { collection: 'open', terms: { tlp: 'green' }, claim: claims.get(claim), ...held };
        await app.must(analyst, 'POST', '/api/positions', body);
      }
      for (const [key, claim] of claims) {
        const shown = await app.must<z.infer<typeof ClaimView>>(analyst, 'GET', `/api/claims/${claim}`);
        for (const [member, , opinion] of (each.positions ?? []).filter(([, on]) => on === key)) {
          const cell = shown.cells.find(({ principal }) => principal === app.identity(member));
          assert.equal(cell?.opinion, opinion, `${member} on ${key}`);
        }
        assert.deepEqual(
          shown.signals.map(({ kind }) => kind).sort(),
          (each.signals ?? []).flatMap(([kind, on]) => (on === key ? [kind] : [])).sort(),
        );
      }
    });
  }
});

/** The proposal of known words, which must be what is known of it. */
function mustSay({ proposals }: Report, text: string, known: KnownStatement): Proposal {
  const quote = ({ content }: Proposal): string => content.map(({ start, end }) => text.slice(start, end)).join(' … ');
  // Of a turn and what is told in it, the narrower is meant.
  const found = proposals
    .filter((each) => quote(each).includes(known.words))
    .toSorted((one, other) => quote(one).length - quote(other).length)[0];
  assert.ok(found, `nobody says “${known.words}” among ${proposals.map(quote).join(' | ')}`);
  const { words, speaker, kind, member, on: _, corrected: __, number, time, ...exact } = known;
  const number0 = found.quantities.find(({ value }) => value === number?.[0]);
  assert.deepEqual(
    {
      speaker: found.speakerName,
      kind: found.kind,
      member: member === undefined ? undefined : (found.spokenFor ?? found.speaker)?.name,
      number: number && number0 && [number0.value, number0.bound, number0.of].slice(0, number.length),
      time: time && found.dates.map(({ from, to }) => [from, to])[0],
      ...Object.fromEntries(Object.keys(exact).map((key) => [key, found[key as keyof typeof exact]])),
    },
    { speaker, kind, member, number, time, ...exact },
    words,
  );
  return found;
}
