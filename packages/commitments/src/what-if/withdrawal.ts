import type { Commitment } from '../ledger/commitment.ts';
import type { Ties } from '../ledger/count-once.ts';
import { inCurrency } from '../ledger/in-currency.ts';
import { compare } from '../ledger/order-of-events.ts';
import type { Column, CommitmentState } from '../ledger/state.ts';
import {
  createSums,
  createTelling,
  type Dimension,
  type TotalLine,
  type TotalQuestion,
  valueUnder,
} from '../ledger/total.ts';
import { type Interval, interval, minus, nothing, sum } from '../quantity/interval.ts';
import type { Measure } from '../quantity/quantity.ts';
import { type Cover, createCovers } from './covers.ts';
import { statesWithout } from './states-without.ts';

/** Who or what is taken away: whatever fits every list given. An empty scenario takes nothing away. */
export type Scenario = {
  readonly members?: readonly string[];
  readonly places?: readonly string[];
  readonly regions?: readonly string[];
  readonly lines?: readonly string[];
  readonly kinds?: readonly string[];
};

/** One number before, what of it goes, and what remains. `share` is of the best figures, from 0 to 1. */
export type Loss = {
  readonly column: Column;
  readonly value: string;
  readonly measure: Measure;
  readonly before: Interval;
  readonly goes: Interval;
  readonly remains: Interval;
  readonly share: number;
  /** The rows that go. */
  readonly rows: readonly string[];
};

export type Withdrawal = {
  /** Ids of the commitments that go: those that fit, and those that are the same. */
  readonly going: readonly string[];
  readonly losses: Readonly<Record<Extract<Dimension, 'all' | 'kind' | 'place' | 'member'>, readonly Loss[]>>;
  readonly covers: readonly Cover[];
  /** Commitments that stay and cannot do without one that goes or is listed here itself, or are shares of such a one. */
  readonly dependents: readonly Dependent[];
  /** Days on which an order or a due date of a commitment that goes falls. */
  readonly dates: readonly {
    readonly day: string;
    readonly commitment: string;
    readonly what: 'leaving' | 'due' | 'until';
  }[];
};

export type Dependent = { readonly commitment: string; readonly on: string; readonly isShare: boolean };

const lossColumns: readonly Column[] = ['delivered', 'outstanding'];

/** What would be without the commitments that a scenario takes away, as of the question's day. */
export function withdraw(
  commitments: readonly Commitment[],
  states: ReadonlyMap<string, CommitmentState>,
  ties: Ties,
  scenario: Scenario,
  question: Pick<TotalQuestion, 'asOf' | 'conversion'>,
): Withdrawal {
  const going = new Set(commitments.filter((each) => fits(each, scenario)).flatMap(({ id }) => ties.sameAs(id)));
  const told = inCurrency(states, ties, question);
  const less = statesWithout(told, ties, going, lossColumns);
  const gone = commitments.filter(({ id }) => going.has(id));
  // Lines of which nothing goes, and nothing is smaller, are as they were.
  const touching = less.size === 0 ? gone : commitments.filter(({ id }) => going.has(id) || less.has(id));
  const dimensions = (['all', 'kind', 'place', 'member'] as const).map((by) => {
    const asked = { columns: lossColumns, by };
    const touched = new Set(touching.map((each) => valueUnder(each, states.get(each.id)?.stage ?? 'none', by)));
    return { by, touched, sums: createSums(ties, { ...asked, rows: { of: going } }, touched) };
  });
  const toldOf = createTelling(ties, { columns: lossColumns, rows: { of: going } });
  const covers = createCovers(gone, ties);
  const staying: { readonly each: Commitment; readonly state: CommitmentState | undefined }[] = [];
  // One walk for all: a ledger is large, and to look at a commitment again costs more than to add it up again.
  for (const each of commitments) {
    const { id } = each;
    const goes = going.has(id);
    const state = states.get(id);
    if (!goes && (each.dependsOn.length > 0 || state?.sharesOf !== undefined)) staying.push({ each, state });
    if (state === undefined) continue;
    const own = toldOf(told === states ? state : (told.get(id) ?? state));
    const smaller = less.size === 0 ? undefined : less.get(id);
    const left = goes ? undefined : smaller === undefined ? own.figures : toldOf(smaller).figures;
    for (const { sums } of dimensions) sums.add(each, own, left);
    if (!goes) covers.consider(each, state, own.tied);
  }
  const losses = (wanted: Dimension): readonly Loss[] =>
    dimensions.flatMap(({ by, touched, sums }) => (by === wanted ? lossesOf(sums.lines(), touched) : []));
  return {
    going: [...going].sort(compare),
    losses: { all: losses('all'), kind: losses('kind'), place: losses('place'), member: losses('member') },
    covers: covers.found(),
    dependents: dependentsOf(staying, going),
    dates: datesOf(gone, states),
  };
}

function dependentsOf(
  staying: readonly { readonly each: Commitment; readonly state: CommitmentState | undefined }[],
  going: ReadonlySet<string>,
): readonly Dependent[] {
  const hanging = new Map<string, Dependent[]>();
  const hang = (each: Dependent): void => {
    const known = hanging.get(each.on);
    if (known === undefined) hanging.set(each.on, [each]);
    else known.push(each);
  };
  for (const { each, state } of staying) {
    for (const on of new Set(each.dependsOn)) hang({ commitment: each.id, on, isShare: false });
    for (const on of state?.sharesOf ?? []) hang({ commitment: each.id, on, isShare: true });
  }
  const reached = new Set(going);
  const found: Dependent[] = [];
  for (const on of reached) {
    for (const each of hanging.get(on) ?? []) {
      found.push(each);
      reached.add(each.commitment);
    }
  }
  const order = (a: Dependent, b: Dependent): number =>
    compare(a.commitment, b.commitment) || compare(a.on, b.on) || Number(a.isShare) - Number(b.isShare);
  return found.sort(order);
}

function fits({ by, place, region, line, kind }: Commitment, scenario: Scenario): boolean {
  const { members, places, regions, lines, kinds } = scenario;
  if (Object.values(scenario).every((list) => list === undefined || list.length === 0)) return false;
  const within = (list: readonly string[] | undefined, value: string | undefined): boolean =>
    list === undefined || list.length === 0 || (value !== undefined && list.includes(value));
  return (
    within(members, by) &&
    within(places, place) &&
    within(regions, region) &&
    within(lines, line) &&
    within(kinds, kind)
  );
}

function lossesOf(
  lines: ReturnType<ReturnType<typeof createSums>['lines']>,
  touched: ReadonlySet<string>,
): readonly Loss[] {
  return lines
    .map((line): Loss => {
      const isTouched = touched.has(line.value);
      const remains = isTouched ? (line.remains ?? nothing) : line.sum;
      const rows = line.rows.map(({ commitment }) => commitment);
      const unchanged = !isTouched || (line.remains !== undefined && isEqual(line.sum, remains));
      const goes = unchanged ? nothing : difference(line, remains);
      const { column, value, measure, sum } = line;
      const share = sum.best === 0 ? 0 : Math.max(0, 1 - remains.best / sum.best);
      return { column, value, measure, before: sum, goes, remains, share, rows };
    })
    .filter(({ before: sum }) => sum.best > 0 || sum.high !== 0);
}

/**
 * What goes: the rows that go, less what counts only without them (a part whose whole goes), and what parts take from a
 * whole that stays. Rows that stay as they are stand in both sums and blur nothing.
 */
function difference({ rows, sum: before }: TotalLine, remains: Interval): Interval {
  const gone = sum(rows.flatMap(({ not, value }) => (not === undefined ? [value] : [])));
  const best = Math.max(0, before.best - remains.best);
  if (before.high === undefined || remains.high === undefined || gone.high === undefined) {
    return gone.best === best ? gone : { ...minus(before, remains), best };
  }
  const spread = gone.high - gone.low;
  const low = Math.min(best, Math.max(0, before.high - remains.high - spread));
  return interval(low, best, Math.max(best, before.low - remains.low + spread));
}

function isEqual(a: Interval, b: Interval): boolean {
  return a.low === b.low && a.best === b.best && a.high === b.high;
}

function datesOf(gone: readonly Commitment[], states: ReadonlyMap<string, CommitmentState>): Withdrawal['dates'] {
  return gone
    .flatMap(({ id, until }) => {
      const state = states.get(id);
      const what = (state?.figures.leaving?.value.best ?? 0) > 0 ? 'leaving' : 'due';
      return [
        ...(state?.due === undefined ? [] : [{ day: state.due, commitment: id, what } as const]),
        ...(until === undefined ? [] : [{ day: until, commitment: id, what: 'until' } as const]),
      ];
    })
    .sort((a, b) => compare(a.day, b.day) || compare(a.commitment, b.commitment));
}
