import { bandsOf, paragraphBreak, sketchOf } from '@entente/documents';
import type { Statement as StatementObject } from '@entente/positions';
import { withheldExtensionId } from '@entente/release';
import type { Statement } from '@entente/statements';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { CatalogueQuery } from '../objects/catalogue-query.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries, Summary } from '../objects/object-summary.ts';
import { titleOf } from '../placements/search-text.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { CarriersFor } from './carriers.ts';
import { createCopyLinks } from './copy-links.ts';
import type { Extractor } from './extractor.ts';
import { locateQuote, quoteOf } from './locate-quote.ts';
import type { ProposalMessage, ReportPage, ReportView, StatementShown } from './messages.ts';
import { notYetSaid } from './not-yet-said.ts';
import type { Proposal, ProposalStore } from './proposal-store.ts';
import type { ReportFinder } from './report-finder.ts';
import { dayOf, factsOf, leadOf, levelsOf, paragraphsOf, textOfParagraphs } from './report-text.ts';
import { createSpeakers, type Speakers } from './speakers.ts';
import { type OpenReport, readerOf, type Standing, type StatementService, statementIn } from './statement-service.ts';
import { withoutBeginning } from './without-beginning.ts';

type View = z.infer<typeof ReportView>;
type Shown = z.infer<typeof StatementShown>;

/** Reports as pages show them, over what the viewer may have. */
export type ReportViews = {
  page(
    viewer: Viewer,
    before: number,
    limit: number,
  ): { reports: z.infer<typeof ReportPage>['reports']; last?: number };
  /** One report, with what is proposed of it: made now, where this reader has not opened it before. */
  view(viewer: Viewer, report: string): Promise<View>;
};

type Parts = {
  readonly database: Database;
  readonly extract: Extractor;
  readonly finder: ReportFinder;
  readonly proposals: ProposalStore;
  readonly statements: StatementService;
  readonly carriersFor: CarriersFor;
  readonly projections: Projections;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly catalogue: Pick<CatalogueQuery, 'page'>;
  readonly members: MemberStore;
  readonly terms: Pick<TermsStore, 'read'>;
  readonly queue: WriteQueue;
  readonly audit: Pick<Audit, 'opened'>;
};

/** A headline that says whose answers or posts the text is. */
const tellsVoice = /@\w|\b(?:interview|conversation|thread|Q ?& ?A)\b/i;

export function createReportViews(parts: Parts): ReportViews {
  const linksOf = createCopyLinks(parts);
  const { database, extract, finder, proposals, statements, projections, reader, summaries, members, terms, queue } =
    parts;
  const statementsIn = database.prepare(
    `SELECT DISTINCT r.statement FROM statement_row r ${visibleTo('?1')} WHERE r.report = ?2 LIMIT 2000`,
  );

  function alikeTo(viewer: Viewer, report: string, text: string) {
    const sketch = sketchOf(text);
    return sketch === undefined ? [] : finder.alike(viewer, sketch, bandsOf(sketch), report);
  }

  function summaryOf(viewer: Viewer, id: string): Summary | undefined {
    const current = reader.current(viewer, id);
    return current === undefined ? undefined : summaries.of(current, viewer);
  }

  /** The proposals of this reader for a rendition. Where the body went meanwhile, there are none. */
  async function proposalsFor(viewer: Viewer, { shown, object, text }: OpenReport): Promise<readonly Proposal[]> {
    const known = proposals.of(shown.body, readerOf(viewer));
    if (known !== undefined) return known;
    const { place, language, headline, byline, captions = [] } = factsOf(object);
    const date = dayOf(object, text);
    const isEnglish = language === undefined || language.startsWith('en');
    const names = members.all().map(({ name }) => ({ name }));
    const options = {
      members: names,
      ...(date === undefined ? {} : { date }),
      ...(place === undefined ? {} : { place }),
      ...(byline === undefined ? {} : { author: byline }),
    };
    // Captions often give the full name of somebody whom the text calls by a part of it, some headlines whose words follow.
    const told = headline !== undefined && tellsVoice.test(headline) ? [headline] : [];
    const above = [...told, ...captions.map((caption) => caption.text)];
    const before = above.map((each) => `${each}${paragraphBreak}`).join('');
    const found = await extract(viewer, {
      report: object,
      terms: terms.read(shown.terms).expression,
      isOwner: actsFor(viewer, shown.owner),
      text: before + text,
      options,
      isEnglish,
    });
    const quoted = withoutBeginning(found, before.length).map((each) => ({
      ...each,
      words: quoteOf(
        text,
        each.content.map(([start, end]) => ({ start, end })),
      ),
    }));
    await queue.run(() => proposals.keep(shown.body, readerOf(viewer), object.id, quoted));
    return proposals.of(shown.body, readerOf(viewer)) ?? [];
  }

  function shownStatements(viewer: Viewer, { object, text }: OpenReport): Shown[] {
    projections.mustBeReady('statements');
    return statementsIn.all(sightOf(viewer), object.id).flatMap((row) => {
      const current = reader.current(viewer, String(row.statement));
      const statement = current === undefined ? undefined : statementIn(summaries.parse(current));
      if (current === undefined || statement === undefined || statement.report !== object.id) return [];
      return [statementMessage(viewer, statement, text, current.owner)];
    });
  }

  function statementMessage(viewer: Viewer, statement: StatementObject, text: string, owner: number): Shown {
    const { id, quote, kind, negated, hedged, said, speaker, speakerName, office, spokenFor, claim, stance } =
      statement;
    const content = locateQuote(text, quote, statement.contentSpans);
    const isWhole = content.length > 0 && content === statement.contentSpans;
    const { identity, name } = members.get(owner);
    const [who, whose] = [nameOf(viewer, speaker, speakerName), nameOf(viewer, spokenFor)];
    const about = claim === undefined ? undefined : reader.current(viewer, claim);
    return {
      id,
      source: isWhole ? [...statement.sourceSpans] : [],
      cue: isWhole ? [...statement.cueSpans] : [],
      content: [...content],
      ...(quote === undefined ? {} : { quote }),
      kind,
      negated,
      hedged,
      said,
      ...(speakerName === undefined ? {} : { speakerName }),
      ...(who === undefined ? {} : { speaker: who }),
      ...(office === undefined ? {} : { office }),
      ...(whose === undefined ? {} : { spokenFor: whose }),
      ...(about === undefined ? {} : { claim: { id: claim as string, name: titleOf(summaries.parse(about)) } }),
      ...(stance === undefined ? {} : { stance }),
      quantities: [...statement.quantities],
      by: { id: identity, name },
      mine: owner === viewer.member,
    };
  }

  function nameOf(viewer: Viewer, id: string | undefined, told?: string) {
    if (id === undefined) return undefined;
    const member = members.find(id);
    if (member !== undefined) return { id, name: member.name };
    const current = reader.current(viewer, id);
    const name = current === undefined ? told : titleOf(summaries.parse(current));
    return name === undefined ? undefined : { id, name };
  }

  /** Each text with the same wording. */
  function alikeMessages(viewer: Viewer, report: string, text: string): View['alike'] {
    return alikeTo(viewer, report, text).flatMap(({ report: other, shared }) => {
      const current = reader.current(viewer, other);
      const summary = summaryOf(viewer, other);
      if (current === undefined || summary === undefined) return [];
      const { publisher } = factsOf(summaries.parse(current));
      return [{ summary, shared, ...(publisher === undefined ? {} : { publisher }) }];
    });
  }

  /** How many proposals a reader has decided on, and has still to; undefined where none were made for him. */
  function decisions(viewer: Viewer, body: number, report: string) {
    const count = proposals.count(body, readerOf(viewer));
    if (count === undefined || count.open === 0) return count;
    const opened = statements.open(viewer, report);
    const left = notYetSaid(proposals.of(body, readerOf(viewer)) ?? [], shownStatements(viewer, opened));
    return { open: left.filter(({ state }) => state === 'open').length, decided: count.decided };
  }

  return {
    page(viewer, before, limit) {
      const rows = finder.page(viewer, before, limit);
      const shown = rows.slice(0, limit);
      const reports = shown.flatMap(({ report }) => {
        const current = reader.current(viewer, report);
        if (current === undefined) return [];
        const object = summaries.parse(current);
        const count = decisions(viewer, current.body, report);
        return [
          {
            summary: summaries.of(current, viewer),
            facts: factsOf(object),
            ...(count === undefined ? {} : { proposals: count }),
            sameAs: alikeTo(viewer, report, textOfParagraphs(paragraphsOf(object))).length,
          },
        ];
      });
      const last = shown.at(-1)?.added;
      return rows.length > limit && last !== undefined ? { reports, last } : { reports };
    },
    async view(viewer, report) {
      const opened = statements.open(viewer, report);
      const { shown, object, text } = opened;
      parts.audit.opened(viewer, shown.version);
      const mayConfirm = statements.mayConfirm(viewer, shown);
      const proposed = mayConfirm ? await proposalsFor(viewer, opened) : [];
      const said = shownStatements(viewer, opened);
      const speakers = createSpeakers(viewer, members, parts.catalogue, summaries);
      const [originalRef] = Array.isArray(object.object_refs) ? (object.object_refs as string[]) : [];
      const carriedBy = parts.carriersFor(viewer)(report);
      const lead = leadOf(object);
      const hasOriginal = originalRef?.startsWith('artifact--') && reader.current(viewer, originalRef) !== undefined;
      return {
        summary: summaries.of(shown, viewer),
        facts: factsOf(object),
        ...(lead === undefined ? {} : { lead }),
        paragraphs: paragraphsOf(object),
        levels: levelsOf(object),
        withheld: Object.hasOwn((object.extensions ?? {}) as object, withheldExtensionId),
        ...(hasOriginal && originalRef !== undefined ? { original: originalRef } : {}),
        mayConfirm,
        isOwner: actsFor(viewer, shown.owner),
        statements: said,
        proposals: notYetSaid(proposed, said).map((each) =>
          proposalMessage(each, speakers, statements.standingOf(each)),
        ),
        ...(carriedBy === undefined ? {} : { carriedBy }),
        links: linksOf(viewer, report),
        alike: alikeMessages(viewer, report, text),
      };
    },
  };
}

function proposalMessage(
  { id, statement, content }: Proposal,
  speakers: Speakers,
  { state, approval }: Standing,
): z.infer<typeof ProposalMessage> {
  const { source, cue, content: said, speaker, numbers } = content;
  const spans = (list: Statement['content']) => list.map(([start, end]) => ({ start, end }));
  return {
    id,
    state,
    ...(approval === undefined ? {} : { approval }),
    ...(statement === undefined || approval !== undefined ? {} : { statement }),
    source: spans(source),
    cue: spans(cue),
    content: spans(said),
    kind: content.kind,
    form: content.form,
    negated: content.negated,
    hedged: content.hedged,
    hedges: [...content.hedges],
    ...(content.said === undefined ? {} : { said: content.said.from }),
    ...(speaker === undefined ? {} : { speakerName: speaker.name, speakerKind: speaker.kind }),
    ...(speaker?.office === undefined ? {} : { office: speaker.office }),
    ...speakers.of(content),
    quantities: numbers.map(({ value, measure, bound, of, text }) => ({
      value,
      measure,
      bound,
      text,
      ...(of === undefined ? {} : { of }),
    })),
    dates: content.dates.map(({ text, window }) => ({ text, ...window })),
    confidence: content.confidence,
  };
}
