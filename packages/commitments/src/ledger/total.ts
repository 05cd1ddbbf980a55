import { type Interval, interval } from '../quantity/interval.ts';
import { type Measure, measureKey } from '../quantity/quantity.ts';
import type { AsOf, Commitment } from './commitment.ts';
import type { NotCounted, Tied, TiedRow, Ties } from './count-once.ts';
import { type Conversion, inCurrency } from './in-currency.ts';
import { createLargestRows, type RowsWanted } from './largest-rows.ts';
import { compare } from './order-of-events.ts';
import type { Column, CommitmentState, Figure, Stage } from './state.ts';

/** By what totals are divided. */
export const dimensions = ['all', 'kind', 'place', 'region', 'member', 'line', 'stage'] as const;
export type Dimension = (typeof dimensions)[number];

/** A commitment in a total: counted with its figure, or not and why. */
export type TotalRow = {
  readonly commitment: string;
  /** As it is counted, after conversion. */
  readonly value: Interval;
  readonly events: readonly string[];
  readonly before?: Figure['before'];
  readonly not?: NotCounted;
};

/** The sum of what stands in one column, in one measure, for one value of a dimension. */
export type TotalLine = {
  readonly column: Column;
  /** The value of the dimension; '' where a commitment has none. */
  readonly value: string;
  readonly measure: Measure;
  readonly sum: Interval;
  /** How many rows are behind it, those that are not counted too. */
  readonly count: number;
  /** How many of them the sum is of. */
  readonly counted: number;
  /** Those of them that were asked for, the largest first, those that are not counted last. */
  readonly rows: readonly TotalRow[];
};

export type TotalQuestion = {
  readonly columns: readonly Column[];
  readonly by: Dimension;
  readonly asOf: AsOf;
  readonly conversion?: Conversion;
  /** Which rows are told; absent: all. */
  readonly rows?: RowsWanted;
};
/**
 * Sums columns over the commitments given. Every line is a total of its own: a commitment for two places is part of
 * neither place's line, so lines need not add up to the line of all. Only equal measures are ever added; what cannot be
 * converted stands in a line of its currency.
 */
export function totals(
  commitments: readonly Commitment[],
  states: ReadonlyMap<string, CommitmentState>,
  ties: Ties,
  question: TotalQuestion,
): readonly TotalLine[] {
  const sums = createSums(ties, question);
  const toldOf = createTelling(ties, question);
  const counted = inCurrency(states, ties, question);
  for (const each of commitments) {
    const state = counted.get(each.id);
    if (state !== undefined) sums.add(each, toldOf(state));
  }
  return sums.lines();
}

/** What a commitment says in each column asked for, in the order of these: the same whatever totals are divided by. */
export type Told = {
  readonly id: string;
  readonly stage: Stage;
  readonly tied: Tied | undefined;
  /** Whether rows of it are wanted at all. */
  readonly isWanted: boolean;
  readonly figures: readonly (Figure | undefined)[];
  readonly keys: readonly string[];
};

/** Puts states as totals count them. */
export function createTelling(
  ties: Ties,
  { columns, rows }: Pick<TotalQuestion, 'columns' | 'rows'>,
): (state: CommitmentState) => Told {
  const isWanted = rows !== undefined && 'of' in rows ? (id: string) => rows.of.has(id) : () => true;
  return ({ commitment: id, stage, figures: own }) => {
    // A ledger is large: nothing is made here that need not be.
    const figures: (Figure | undefined)[] = [];
    const keys: string[] = [];
    for (const column of columns) {
      const figure = own[column];
      figures.push(figure);
      keys.push(figure === undefined ? '' : measureKey(figure.measure));
    }
    return { id, stage, tied: ties.tiedOf(id), isWanted: isWanted(id), figures, keys };
  };
}

/** `remains`: the sum of what stays; absent where nothing does, or nobody asked. */
type SplitLine = TotalLine & { readonly remains?: Interval };

/**
 * Totals that grow commitment by commitment, so that several can be made of one walk over the ledger. The lines of some
 * values may be `split`: they are added up of what stays, too.
 */
export function createSums(
  ties: Ties,
  { columns, by, rows }: Pick<TotalQuestion, 'columns' | 'by' | 'rows'>,
  split: Pick<ReadonlySet<string>, 'has'> = new Set(),
) {
  /** Of each value, for each column, the lines by measure. */
  const groups = new Map<string, readonly Map<string, Line>[]>();

  return {
    /** `told` by the columns of the question; `left`: the same figures as far as they stay, undefined where it goes. */
    add(commitment: Commitment, told: Told, left?: Told['figures']): void {
      const { stage, figures, keys } = told;
      const value = valueUnder(commitment, stage, by);
      let lines = groups.get(value);
      if (lines === undefined) {
        lines = columns.map(() => new Map());
        groups.set(value, lines);
      }
      for (let place = 0; place < figures.length; place += 1) {
        const figure = figures[place];
        const of = lines[place];
        const key = keys[place] ?? '';
        if (figure === undefined || of === undefined) continue;
        let line = of.get(key);
        if (line === undefined) {
          line = createLine(ties, figure.measure, rows, split.has(value));
          of.set(key, line);
        }
        line.add(told, figure, left?.[place]);
      }
    },
    lines: (): readonly SplitLine[] =>
      [...groups]
        .sort(([a], [b]) => compare(a, b))
        .flatMap(([value, lines]) =>
          columns.flatMap((column, place) =>
            [...(lines[place] ?? [])]
              .sort(([a], [b]) => compare(a, b))
              .map(([, line]): SplitLine => ({ column, value, ...line.whole() })),
          ),
        ),
  };
}

type Line = ReturnType<typeof createLine>;
/** A line that grows row by row. What is tied to others waits until it is known what counts. */
function createLine(ties: Ties, measure: Measure, wanted: RowsWanted | undefined, isSplit: boolean) {
  const largest = createLargestRows<Figure>(wanted !== undefined && 'of' in wanted ? undefined : wanted);
  type Waiting = TiedRow & { readonly told: Told; readonly figure: Figure; readonly left: Figure | undefined };
  const waiting: Waiting[] = [];
  const all = createSum();
  const staying = createSum();
  let [count, notCounted, stay] = [0, 0, 0];

  function put({ id, isWanted }: Told, figure: Figure): void {
    all.add(figure.value);
    if (isWanted) largest.add(id, figure);
  }

  /** What stays, once what waits is put where it counts. */
  function remains(not: ReadonlyMap<string, NotCounted>): Interval {
    const others = waiting.filter(({ left }) => left !== undefined);
    const notLeft = others.length === waiting.length ? not : ties.notCounted(others);
    for (const { told, left } of others) if (left !== undefined && !notLeft.has(told.id)) staying.add(left.value);
    return staying.whole();
  }

  return {
    add(told: Told, figure: Figure, left: Figure | undefined): void {
      const { tied } = told;
      count += 1;
      if (left !== undefined) stay += 1;
      if (tied !== undefined) {
        waiting.push({ tied, told, figure, left });
        return;
      }
      put(told, figure);
      if (isSplit && left !== undefined) staying.add(left.value);
    },
    /** All of it, once. */
    whole(): Omit<SplitLine, 'column' | 'value'> {
      const not = ties.notCounted(waiting);
      for (const { told, figure } of waiting) {
        if (!not.has(told.id)) put(told, figure);
        else {
          notCounted += 1;
          if (told.isWanted) largest.addLast(told.id, figure);
        }
      }
      return {
        measure: withoutDay(measure),
        sum: all.whole(),
        count,
        counted: count - notCounted,
        rows: largest.rows().map(({ id, figure }) => toRow(id, figure, not.get(id))),
        ...(isSplit && stay > 0 ? { remains: remains(not) } : {}),
      };
    },
  };
}

function createSum() {
  let isBounded = true;
  // Low, best and high: typed, so that adding makes no numbers for the garbage collector.
  const added = new Float64Array(3);
  return {
    add({ low, best, high }: Interval): void {
      added[0] = (added[0] ?? 0) + low;
      added[1] = (added[1] ?? 0) + best;
      added[2] = (added[2] ?? 0) + (high ?? 0);
      if (high === undefined) isBounded = false;
    },
    whole(): Interval {
      const [low = 0, best = 0, high = 0] = added;
      return interval(low, best, isBounded ? high : undefined);
    },
  };
}

function toRow(commitment: string, { value, events, before }: Figure, not: NotCounted | undefined): TotalRow {
  return {
    commitment,
    value,
    events,
    ...(before === undefined ? {} : { before }),
    ...(not === undefined ? {} : { not }),
  };
}

/** A sum of money of several days is of no one day. */
function withoutDay(measure: Measure): Measure {
  return 'unit' in measure ? measure : { currency: measure.currency };
}

/** What a commitment is under a dimension. */
export function valueUnder({ kind, place, region, by, line }: Commitment, stage: Stage, dimension: Dimension): string {
  switch (dimension) {
    case 'all':
      return '';
    case 'kind':
      return kind;
    case 'place':
      return place ?? '';
    case 'region':
      return region ?? '';
    case 'member':
      return by;
    case 'line':
      return line ?? '';
    case 'stage':
      return stage;
  }
}
