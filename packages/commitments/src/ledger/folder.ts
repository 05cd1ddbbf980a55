import { addDays, type Day } from '../calendar/day.ts';
import type { AsOf, Commitment, CommitmentEvent } from './commitment.ts';
import { type Choices, foldOne, foldSeries } from './fold-ledger.ts';
import { inForce } from './order-of-events.ts';
import type { CommitmentState } from './state.ts';

/**
 * Folds ledgers of much the same rows one after another, and keeps what it folded: a commitment is folded again where
 * its events are others, where another source was chosen, or where a day between matters to it. What it answers is what
 * `foldLedger` does.
 */
export type Folder = {
  fold(
    commitments: readonly Commitment[],
    series: ReadonlyMap<string, readonly CommitmentEvent[]>,
    asOf: AsOf,
    choices: Choices,
  ): ReadonlyMap<string, CommitmentState>;
  /** The same object for the same value and date, so that it is known again. */
  dated<T extends object>(value: T, added: string): T;
};

type Kept = {
  readonly series: readonly CommitmentEvent[];
  readonly known: string | undefined;
  readonly choice: string | undefined;
  /** The days for which the state is the same; without an end: for ever. */
  readonly from: Day;
  readonly before: Day | undefined;
  readonly state: CommitmentState;
};

/** So many states of one commitment are kept: those of some days, and of some sets of events. */
const mostKept = 8;

export function createFolder(): Folder {
  const kept = new WeakMap<Commitment, Kept[]>();
  const datedOf = new WeakMap<object, { readonly added: string; readonly value: object }>();

  return {
    fold: (commitments, series, asOf, choices) =>
      foldSeries(commitments, series, asOf, choices, (commitment, own, { valid, known }, choice) => {
        const mine = kept.get(commitment) ?? [];
        const fitting = mine.find(
          (each) =>
            each.from <= valid &&
            (each.before === undefined || valid < each.before) &&
            each.known === known &&
            each.choice === choice &&
            isSameSeries(each.series, own),
        );
        if (fitting !== undefined) return fitting.state;
        const state = foldOne(commitment, own, asOf, choice);
        const { from, before } = span(commitment, own, state, valid);
        kept.set(commitment, [{ series: own, known, choice, from, before, state }, ...mine].slice(0, mostKept));
        return state;
      }),
    dated<T extends object>(value: T, added: string): T {
      const before = datedOf.get(value);
      if (before?.added === added) return before.value as T;
      const made = { ...value, added };
      datedOf.set(value, { added, value: made });
      return made;
    },
  };
}

function isSameSeries(a: readonly CommitmentEvent[], b: readonly CommitmentEvent[]): boolean {
  return a === b || (a.length === b.length && a.every((event, place) => event === b[place]));
}

/** Between which days nothing happens to a commitment: no event comes into force, it does not end, nothing falls due. */
function span(
  { until }: Commitment,
  series: readonly CommitmentEvent[],
  { due }: CommitmentState,
  valid: Day,
): { from: Day; before: Day | undefined } {
  let from: Day = '';
  let before: Day | undefined;
  const consider = (day: Day): void => {
    if (day <= valid) from = day > from ? day : from;
    else if (before === undefined || day < before) before = day;
  };
  for (const event of series) consider(inForce(event));
  if (until !== undefined) consider(addDays(until, 1));
  if (due !== undefined) consider(addDays(due, 1));
  return { from, before };
}
