import {
  type Commitment,
  type CommitmentEvent,
  type Dimension,
  quantityWords,
  shareWords,
  type TotalLine,
  valueUnder,
} from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { mostFirst } from '../members/name-order.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { LedgerView, WhatIfAnswer } from './ledger-service.ts';
import { asOfMessage, commitmentRef, figureMessage, figuresMessage, type LedgerWords } from './ledger-words.ts';
import type {
  CommitmentEventMessage,
  CommitmentPage,
  CommitmentView,
  LedgerFacet,
  TotalLineMessage,
  WhatIf,
} from './messages.ts';

/** What the routes answer of the ledger. */
export type CommitmentViews = {
  page(viewer: Viewer, view: LedgerView, offset: number, limit: number): z.infer<typeof CommitmentPage>;
  line(viewer: Viewer, view: LedgerView, by: Dimension, line: TotalLine): z.infer<typeof TotalLineMessage>;
  one(viewer: Viewer, view: LedgerView, commitment: Commitment): z.infer<typeof CommitmentView>;
  whatIf(viewer: Viewer, answer: WhatIfAnswer): z.infer<typeof WhatIf>;
};

/** So many rows of a loss, and of each list of a what-if, are told: what is behind a number begins with the largest. */
const mostRows = 20;
const mostListed = 100;
const facetDimensions = ['member', 'kind', 'place', 'line', 'stage'] as const;

export function createCommitmentViews(words: LedgerWords, reader: ObjectReader, summaries: Summaries): CommitmentViews {
  function summaryOf(viewer: Viewer, id: string) {
    const shown = reader.current(viewer, id);
    return shown === undefined ? undefined : summaries.of(shown, viewer);
  }

  /** Names of one answer: a total has the same members in thousands of rows. */
  const namesOf = new WeakMap<LedgerView, Map<string, string>>();
  function nameIn(viewer: Viewer, view: LedgerView, identity: string): string {
    const names = namesOf.get(view) ?? new Map<string, string>();
    namesOf.set(view, names);
    const name = names.get(identity) ?? words.named(viewer, identity).name;
    names.set(identity, name);
    return name;
  }

  function label(viewer: Viewer, by: Dimension, value: string): string {
    return by === 'member' ? words.named(viewer, value).name : value;
  }

  /** How many there are of each value, counted in one walk. */
  function facets(viewer: Viewer, { commitments, states }: LedgerView): z.infer<typeof CommitmentPage>['facets'] {
    const counts = facetDimensions.map((by) => ({ by, count: new Map<string, number>() }));
    for (const each of commitments) {
      const stage = states.get(each.id)?.stage ?? 'none';
      for (const { by, count } of counts) {
        const value = valueUnder(each, stage, by);
        count.set(value, (count.get(value) ?? 0) + 1);
      }
    }
    const facetOf = (wanted: (typeof facetDimensions)[number]): z.infer<typeof LedgerFacet>[] =>
      counts
        .flatMap(({ by, count }) => (by === wanted ? [...count] : []))
        .filter(([value]) => value !== '')
        .map(([value, count]) => ({ value, label: label(viewer, wanted, value), count }))
        .sort(mostFirst);
    return {
      member: facetOf('member'),
      kind: facetOf('kind'),
      place: facetOf('place'),
      line: facetOf('line'),
      stage: facetOf('stage'),
    };
  }

  function eventMessage(
    viewer: Viewer,
    { ledger, states }: LedgerView,
    event: CommitmentEvent,
  ): z.infer<typeof CommitmentEventMessage> {
    const { id, kind, quantity, reading, said, effective, effectiveUntil, source, description, confidence } = event;
    const place = ledger.places.get(id);
    const aside = states.get(event.commitment)?.setAside.find((each) => each.event === id);
    const statement = event.statement === undefined ? undefined : summaryOf(viewer, event.statement);
    const name = source.name === '' ? words.named(viewer, source.key).name : source.name;
    return {
      id,
      kind,
      ...(quantity === undefined ? {} : { quantity: quantityWords(quantity, event.commitment, kind, said) }),
      ...(reading === undefined ? {} : { reading }),
      said,
      ...(effective === undefined ? {} : { effective }),
      ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
      source: { key: source.key, name },
      recordedBy: words.named(viewer, event.owner),
      ...(description === undefined ? {} : { description }),
      ...(confidence === undefined ? {} : { confidence }),
      ...(statement === undefined ? {} : { statement }),
      documents: event.documents.flatMap((each) => summaryOf(viewer, each) ?? []),
      links: place === undefined ? [] : externalReferences(summaries.parse(place)),
      ...(aside === undefined
        ? {}
        : { setAside: { because: aside.because, ...(aside.by === undefined ? {} : { by: aside.by }) } }),
    };
  }

  return {
    page(viewer, view, offset, limit) {
      return {
        asOf: asOfMessage(view.asOf),
        commitments: view.commitments
          .slice(offset, offset + limit)
          .map((each) => words.summary(viewer, each, view.states.get(each.id))),
        total: view.commitments.length,
        facets: facets(viewer, view),
      };
    },
    line(viewer, view, by, { column, value, measure, sum, count, counted, rows }) {
      const { ledger } = view;
      return {
        column,
        value,
        label: label(viewer, by, value),
        sum: figureMessage(sum, measure),
        count,
        counted,
        rows: rows.map(({ commitment, value: own, events, before, not }) => ({
          commitment,
          name: commitmentRef(ledger, commitment).name,
          by: nameIn(viewer, view, ledger.commitments.get(commitment)?.by ?? ''),
          value: figureMessage(own, measure),
          events: [...events],
          ...(before === undefined
            ? {}
            : { before: { value: figureMessage(before.value, before.measure), rate: rateOf(before.rate) } }),
          ...(not === undefined ? {} : { notCounted: { ...not, name: commitmentRef(ledger, not.by).name } }),
        })),
      };
    },
    one(viewer, view, commitment) {
      const { ledger, states } = view;
      const { id, description, dependsOn } = commitment;
      const state = states.get(id);
      const place = ledger.places.get(id);
      const seen = (other: string): boolean => ledger.commitments.has(other);
      const day = ({ effective, said }: CommitmentEvent): string => effective ?? said;
      const events = [...(ledger.series.get(id) ?? [])].sort((a, b) =>
        day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.id < b.id ? -1 : 1,
      );
      const links = ledger.links.flatMap(({ kind, from, to }) => {
        const other = from === id ? to : to === id ? from : undefined;
        if (other === undefined || other === id || !seen(other)) return [];
        const direction: 'to' | 'from' = from === id ? 'to' : 'from';
        return [{ kind, direction, commitment: commitmentRef(ledger, other) }];
      });
      const isAbout = (refs: readonly string[]): boolean => refs.includes(id);
      return {
        asOf: asOfMessage(view.asOf),
        commitment: words.summary(viewer, commitment, state),
        ...(description === undefined ? {} : { description }),
        object: summaries.of(place as NonNullable<typeof place>, viewer),
        events: events.map((event) => eventMessage(viewer, view, event)),
        ...(state?.chosen === undefined ? {} : { chosen: state.chosen }),
        accounts: (state?.accounts ?? []).map(({ source, stage, figures }) => ({
          source: { key: source.key, name: source.name === '' ? words.named(viewer, source.key).name : source.name },
          stage,
          figures: figuresMessage(figures),
        })),
        links,
        dependsOn: dependsOn.filter(seen).map((each) => commitmentRef(ledger, each)),
        dependents: [...ledger.commitments.values()]
          .filter((other) => other.dependsOn.includes(id))
          .map((other) => commitmentRef(ledger, other.id)),
        conditions: [...ledger.conditions.values()]
          .filter(({ requires, inReturn }) => isAbout(requires) || isAbout(inReturn))
          .map(({ id: condition, name }) => ({ id: condition, name })),
        expectations: [...ledger.expectations.values()]
          .filter(({ about }) => isAbout(about))
          .map(({ id: expectation, name }) => ({ id: expectation, name })),
      };
    },
    whatIf(viewer, { view, withdrawal, leads }) {
      const { ledger, states } = view;
      const going = new Set(withdrawal.going);
      const hangs = (refs: readonly string[]): boolean => refs.some((each) => going.has(each));
      const losses = (by: 'all' | 'kind' | 'place' | 'member') =>
        withdrawal.losses[by].map(({ column, value, measure, before, goes, remains, share, rows }) => ({
          column: column === 'outstanding' ? column : ('delivered' as const),
          value,
          label: label(viewer, by, value),
          before: figureMessage(before, measure),
          goes: figureMessage(goes, measure),
          remains: figureMessage(remains, measure),
          share,
          shareWords: shareWords(share),
          count: rows.length,
          rows: rows.slice(0, mostRows).map((row) => commitmentRef(ledger, row)),
        }));
      return {
        asOf: asOfMessage(view.asOf),
        counts: {
          going: withdrawal.going.length,
          covers: withdrawal.covers.length,
          dependents: withdrawal.dependents.length,
          dates: withdrawal.dates.length,
          leads: leads.length,
        },
        going: view.commitments
          .filter(({ id }) => going.has(id))
          .slice(0, mostListed)
          .map((each) => words.summary(viewer, each, states.get(each.id))),
        losses: { all: losses('all'), kind: losses('kind'), place: losses('place'), member: losses('member') },
        covers: withdrawal.covers.slice(0, mostListed).map(({ commitment, column, value, measure, isSamePlace }) => ({
          commitment: commitmentRef(ledger, commitment),
          by: nameIn(viewer, view, ledger.commitments.get(commitment)?.by ?? ''),
          column,
          value: figureMessage(value, measure),
          samePlace: isSamePlace,
        })),
        dependents: withdrawal.dependents.slice(0, mostListed).map(({ commitment, on, isShare }) => ({
          commitment: commitmentRef(ledger, commitment),
          on: commitmentRef(ledger, on),
          share: isShare,
        })),
        conditions: [...ledger.conditions.values()]
          .filter(({ requires, inReturn }) => hangs(requires) || hangs(inReturn))
          .map(({ id, name }) => ({ id, name })),
        expectations: [...ledger.expectations.values()]
          .filter(({ about }) => hangs(about))
          .map(({ id, name }) => ({ id, name })),
        leads: leads.slice(0, mostListed).map(({ id, title, from, unit, state, because, on }) => ({
          id,
          title,
          from: words.named(viewer, from).name,
          unit: words.named(viewer, unit).name,
          state,
          because,
          ...(on === undefined ? {} : { on }),
        })),
        dates: withdrawal.dates.slice(0, mostListed).map(({ day, commitment, what }) => ({
          day,
          commitment: commitmentRef(ledger, commitment),
          what,
        })),
      };
    },
  };
}

function rateOf({ from, to, rate, on }: { from: string; to: string; rate: number; on: string }) {
  return { from, to, rate, on };
}

/** Titles and web addresses of an object's external references. */
function externalReferences({ external_references: references }: Record<string, unknown>) {
  if (!Array.isArray(references)) return [];
  return references.flatMap((each: { source_name?: unknown; description?: unknown; url?: unknown }) => {
    const name = typeof each.description === 'string' ? each.description : each.source_name;
    if (typeof name !== 'string') return [];
    return [{ name, ...(typeof each.url === 'string' ? { url: each.url } : {}) }];
  });
}
