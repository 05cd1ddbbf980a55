import type { Day } from '../calendar/day.ts';
import { components } from '../graph/components.ts';
import { isSame } from '../quantity/interval.ts';
import { type AsOf, type Commitment, type CommitmentEvent, isKnown } from './commitment.ts';
import { type EarlierStates, statesOfEarlierDays, wholeOf } from './earlier-states.ts';
import { eventsInForce } from './events-in-force.ts';
import { type Folded, foldEvents, type WholeOf } from './fold-events.ts';
import { compare } from './order-of-events.ts';
import { type Account, type CommitmentState, columns } from './state.ts';

/** Commitment id → key of the source whose figures are used. */
export type Choices = ReadonlyMap<string, string>;

/**
 * Every commitment as of a day, by id. The order in which commitments and events are given changes nothing. Shares of
 * shares resolve; those that go round in a circle have no figure.
 */
export function foldLedger(
  commitments: readonly Commitment[],
  events: readonly CommitmentEvent[],
  asOf: AsOf,
  choices: Choices = new Map(),
): ReadonlyMap<string, CommitmentState> {
  const series = Map.groupBy(events, ({ commitment }) => commitment);
  return foldSeries(commitments, series, asOf, choices, foldOne);
}

/** How one commitment is folded that is no share of another: `foldOne`, or a memory of it. */
export type FoldOne = (
  commitment: Commitment,
  series: readonly CommitmentEvent[],
  asOf: AsOf,
  choice: string | undefined,
) => CommitmentState;

export const foldOne: FoldOne = (commitment, series, asOf, choice) =>
  fold(commitment, series, asOf, choice, () => undefined);

/** The same of events by commitment. */
export function foldSeries(
  commitments: readonly Commitment[],
  series: ReadonlyMap<string, readonly CommitmentEvent[]>,
  asOf: AsOf,
  choices: Choices,
  alone: FoldOne,
): ReadonlyMap<string, CommitmentState> {
  const known = commitments.filter((each) => isKnown(each, asOf.known));
  const earlier = statesOfEarlierDays(known, series, asOf.valid, (some, valid, before) =>
    foldDay(some, series, { ...asOf, valid }, choices, alone, before),
  );
  return foldDay(known, series, asOf, choices, alone, earlier);
}

function foldDay(
  commitments: readonly Commitment[],
  series: ReadonlyMap<string, readonly CommitmentEvent[]>,
  asOf: AsOf,
  choices: Choices,
  alone: FoldOne,
  earlier: EarlierStates,
): ReadonlyMap<string, CommitmentState> {
  const states = new Map<string, CommitmentState>();
  const sharing = new Map<string, Commitment>();
  for (const commitment of commitments) {
    const { id } = commitment;
    const own = series.get(id) ?? none;
    if (own.some((event) => isShareOfOther(event, id))) sharing.set(id, commitment);
    else states.set(id, alone(commitment, own, asOf, choices.get(id)));
  }
  const isThen = (on: Day | undefined): on is Day => on !== undefined && on < asOf.valid;
  const wholes = (id: string): string[] =>
    (series.get(id) ?? none).flatMap(wholeOf).flatMap(({ of, on }) => (of === id || isThen(on) ? [] : [of]));
  for (const circle of components([...sharing.keys()].sort(compare), wholes)) {
    const inside = new Set(circle);
    const resolve: WholeOf = (whole, column, on) => {
      const found = isThen(on) ? earlier.get(on)?.get(whole) : inside.has(whole) ? undefined : states.get(whole);
      const figures = found?.figures;
      return column === undefined ? (figures?.delivered ?? figures?.promised) : figures?.[column];
    };
    const folded = circle.flatMap((id) => {
      const commitment = sharing.get(id);
      return commitment ? [fold(commitment, series.get(id) ?? none, asOf, choices.get(id), resolve)] : [];
    });
    for (const state of folded) states.set(state.commitment, state);
  }
  return states;
}

const none: readonly CommitmentEvent[] = [];

function isShareOfOther(event: CommitmentEvent, id: string): boolean {
  const whole = wholeOf(event)[0];
  return whole !== undefined && whole.of !== id;
}

function fold(
  commitment: Commitment,
  series: readonly CommitmentEvent[],
  asOf: AsOf,
  choice: string | undefined,
  resolve: WholeOf,
): CommitmentState {
  const chosen = series.some(({ source }) => source.key === choice) ? choice : undefined;
  const { events, setAside, isDisputed } = eventsInForce(commitment, series, asOf, chosen);
  const folded = foldEvents(commitment, events, asOf.valid, resolve);
  const accounts = accountsOf(commitment, series, asOf, resolve);
  const sharesOf = [...new Set(events.flatMap(wholeOf).map(({ of }) => of))].filter((of) => of !== commitment.id);
  return {
    commitment: commitment.id,
    ...folded,
    isOverdue: folded.due !== undefined && folded.due < asOf.valid,
    isDisputed,
    ...(chosen === undefined ? {} : { chosen }),
    accounts,
    isContested: isContested(accounts),
    setAside,
    ...(sharesOf.length === 0 ? {} : { sharesOf: sharesOf.sort(compare) }),
  };
}

function accountsOf(
  commitment: Commitment,
  series: readonly CommitmentEvent[],
  asOf: AsOf,
  resolve: WholeOf,
): readonly Account[] {
  const bySource = Map.groupBy(series, ({ source }) => source.key);
  if (bySource.size < 2) return [];
  return [...bySource.entries()]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, own]) => {
      const { events } = eventsInForce(commitment, own, asOf);
      const [first] = events.toSorted((a, b) => compare(a.source.name, b.source.name));
      if (first === undefined) return [];
      const { stage, figures }: Folded = foldEvents(commitment, events, asOf.valid, resolve);
      return [{ source: first.source, stage, figures }];
    });
}

function isContested(accounts: readonly Account[]): boolean {
  return columns.some((column) => {
    const given = accounts.flatMap(({ figures }) => figures[column] ?? []);
    return given.some(({ value }) => given[0] !== undefined && !isSame(value, given[0].value));
  });
}
