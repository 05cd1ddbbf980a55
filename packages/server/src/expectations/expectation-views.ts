import { type AsOf, type Expectation, expectationState, type Source } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { readAsOf } from '../commitments/as-of-query.ts';
import type { Ledger, LedgerReader } from '../commitments/ledger-reader.ts';
import { split } from '../commitments/ledger-service.ts';
import { asOfMessage, type LedgerWords } from '../commitments/ledger-words.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { ExpectationMessage, ExpectationQuery, Expectations } from './messages.ts';

/** Expectations as a viewer has them, as of a day: what is due first comes first. */
export type ExpectationViews = (
  viewer: Viewer,
  query: z.output<typeof ExpectationQuery>,
) => z.infer<typeof Expectations>;

export function createExpectationViews(
  ledgers: LedgerReader,
  words: LedgerWords,
  reader: ObjectReader,
  summaries: Summaries,
  now: () => string,
): ExpectationViews {
  function summaryOf(viewer: Viewer, id: string | undefined) {
    const shown = id === undefined ? undefined : reader.current(viewer, id);
    return shown === undefined ? {} : { statement: summaries.of(shown, viewer) };
  }
  const sourceName = (viewer: Viewer, { key, name }: Source): string =>
    name === '' ? words.named(viewer, key).name : name;

  function about(viewer: Viewer, ledger: Ledger, refs: readonly string[]) {
    return refs.flatMap((id) => {
      const known = ledger.commitments.get(id)?.name;
      const shown = known === undefined ? reader.current(viewer, id) : undefined;
      const name = known ?? (shown === undefined ? undefined : summaries.of(shown, viewer).title);
      return name === undefined ? [] : [{ id, name }];
    });
  }

  function message(
    viewer: Viewer,
    ledger: Ledger,
    asOf: AsOf,
    each: Expectation,
  ): z.infer<typeof ExpectationMessage> | undefined {
    const given = ledger.outcomes.filter(({ expectation, on }) => expectation === each.id && on <= asOf.valid);
    const state = expectationState(each, given, asOf);
    const place = ledger.places.get(each.id);
    if (state === undefined || place === undefined) return undefined;
    const { id, name, description, source, said, phrase, likelihood } = each;
    return {
      id,
      name,
      ...(description === undefined ? {} : { description }),
      source: sourceName(viewer, source),
      said,
      ...(phrase === undefined ? {} : { phrase }),
      window: state.window,
      firstWindow: each.window,
      likelihood,
      stage: state.stage,
      overdue: state.isOverdue,
      about: about(viewer, ledger, each.about),
      ...summaryOf(viewer, each.statement),
      outcomes: given
        .toSorted((a, b) => (a.on < b.on ? -1 : 1))
        .map(({ id: outcome, outcome: what, on, window, source: by, statement, description: told, owner }) => ({
          id: outcome,
          outcome: what,
          on,
          ...(window === undefined ? {} : { window }),
          source: sourceName(viewer, by),
          ...summaryOf(viewer, statement),
          ...(told === undefined ? {} : { description: told }),
          recordedBy: words.named(viewer, owner),
        })),
      object: summaries.of(place, viewer),
    };
  }

  return (viewer, query) => {
    const asOf = readAsOf(query, now().slice(0, 10));
    const ledger = ledgers.of(viewer, asOf.known);
    const stages = split(query.stage);
    return {
      asOf: asOfMessage(asOf),
      expectations: [...ledger.expectations.values()]
        .flatMap((each) => message(viewer, ledger, asOf, each) ?? [])
        .filter(({ stage, overdue }) => stages?.includes(stage) !== false && (query.overdue !== true || overdue))
        .sort((a, b) =>
          a.window.from < b.window.from ? -1 : a.window.from > b.window.from ? 1 : a.id < b.id ? -1 : 1,
        ),
    };
  };
}
