import { type AsOf, type Condition, conditionState } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { type AsOfQuery, readAsOf } from '../commitments/as-of-query.ts';
import type { Ledger, LedgerReader } from '../commitments/ledger-reader.ts';
import { asOfMessage, type LedgerWords } from '../commitments/ledger-words.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { ConditionMessage, Conditions } from './messages.ts';

/** Conditions and demands as a viewer has them, as of a day, newest first. */
export type ConditionViews = (viewer: Viewer, query: z.output<typeof AsOfQuery>) => z.infer<typeof Conditions>;

export function createConditionViews(
  ledgers: LedgerReader,
  words: LedgerWords,
  reader: ObjectReader,
  summaries: Summaries,
  now: () => string,
): ConditionViews {
  function summaryOf(viewer: Viewer, id: string | undefined) {
    const shown = id === undefined ? undefined : reader.current(viewer, id);
    return shown === undefined ? undefined : summaries.of(shown, viewer);
  }

  function tied(viewer: Viewer, refs: readonly string[]) {
    return refs.flatMap((id) => {
      const shown = summaryOf(viewer, id);
      return shown === undefined ? [] : [{ id, type: shown.type, name: shown.title }];
    });
  }

  function message(
    viewer: Viewer,
    ledger: Ledger,
    asOf: AsOf,
    each: Condition,
  ): z.infer<typeof ConditionMessage> | undefined {
    const state = conditionState(each, ledger.answers, asOf);
    const place = ledger.places.get(each.id);
    if (state === undefined || place === undefined) return undefined;
    const { id, name, description, kind, said, demandedBy, requires, inReturn } = each;
    const given = new Map(ledger.answers.map((answer) => [answer.id, answer]));
    const statement = summaryOf(viewer, each.statement);
    return {
      id,
      name,
      ...(description === undefined ? {} : { description }),
      kind,
      said,
      demandedBy: demandedBy.map((member) => words.named(viewer, member)),
      parties: state.parties.map(({ party: who, answer, given: by, isContested }) => {
        const found = by === undefined ? undefined : given.get(by);
        const answered = summaryOf(viewer, found?.statement);
        return {
          party: words.named(viewer, who),
          answer,
          contested: isContested,
          ...(found === undefined
            ? {}
            : {
                said: found.said,
                source: found.source.name === '' ? words.named(viewer, found.source.key).name : found.source.name,
                ...(found.description === undefined ? {} : { description: found.description }),
              }),
          ...(answered === undefined ? {} : { statement: answered }),
        };
      }),
      stage: state.stage,
      requires: tied(viewer, requires),
      inReturn: tied(viewer, inReturn),
      ...(statement === undefined ? {} : { statement }),
      object: summaries.of(place, viewer),
    };
  }

  return (viewer, query) => {
    const asOf = readAsOf(query, now().slice(0, 10));
    const ledger = ledgers.of(viewer, asOf.known);
    return {
      asOf: asOfMessage(asOf),
      conditions: [...ledger.conditions.values()]
        .flatMap((each) => message(viewer, ledger, asOf, each) ?? [])
        .sort((a, b) => (a.said > b.said ? -1 : a.said < b.said ? 1 : a.id < b.id ? -1 : 1)),
    };
  };
}
