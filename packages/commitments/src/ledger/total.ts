import { converted, type Rate, rateFor } from '../quantity/convert.ts';
import { type Interval, interval, minus } from '../quantity/interval.ts';
import { type Measure, measureKey } from '../quantity/quantity.ts';
import type { AsOf, Commitment } from './commitment.ts';
import type { NotCounted, Ties } from './count-once.ts';
import { createLargestRows, type RowsWanted } from './largest-rows.ts';
import { compare } from './order-of-events.ts';
import type { Column, CommitmentState, Figure, Stage } from './state.ts';

/** By what totals are divided. */
export const dimensions = ['all', 'kind', 'place', 'region', 'member', 'line', 'stage'] as const;
export type Dimension = (typeof dimensions)[number];

/** Money is told in `to`, by the rates stated and no others. */
export type Conversion = { readonly to: string; readonly rates: readonly Rate[] };

/** A commitment in a total: counted with its figure, or not and why. */
export type TotalRow = {
  readonly commitment: string;
  /** As it is counted, after conversion. */
  readonly value: Interval;
  readonly events: readonly string[];
  /** The figure before it was converted, and by what. */
  readonly before?: { readonly value: Interval; readonly measure: Measure; readonly rate: Rate };
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
  for (const each of commitments) {
    const state = states.get(each.id);
    if (state !== undefined) sums.add(each, state);
  }
  return sums.lines();
}

/** The lines of each column, by measure; what is tied to others waits until it is known what counts. */
type Sums = { readonly tied: Map<string, Counted>; readonly lines: Map<string, Line> };
const noSums: Sums = { tied: new Map(), lines: new Map() };

/** Totals that grow commitment by commitment, so that several can be made of one walk over the ledger. */
export function createSums(ties: Ties, { columns, by, asOf, conversion, rows: wanted }: TotalQuestion) {
  const groups = new Map<string, readonly Sums[]>();

  function addTo({ tied, lines }: Sums, id: string, figure: Counted, isTied: boolean): void {
    const key = measureKey(figure.measure);
    let line = lines.get(key);
    if (line === undefined) {
      line = createLine(figure.measure, wanted);
      lines.set(key, line);
    }
    if (isTied) tied.set(id, figure);
    else line.put(id, figure, false);
  }

  return {
    add(commitment: Commitment, { stage, figures }: CommitmentState): void {
      const { id } = commitment;
      const value = valueUnder(commitment, stage, by);
      let group = groups.get(value);
      if (group === undefined) {
        group = columns.map(() => ({ tied: new Map(), lines: new Map() }));
        groups.set(value, group);
      }
      const isTied = ties.isTied(id);
      for (let place = 0; place < columns.length; place += 1) {
        const [column, into] = [columns[place], group[place]];
        const figure = column && figures[column];
        if (figure === undefined || into === undefined) continue;
        const told = counted(figure, asOf, conversion);
        const own = column === 'outstanding' ? lessPaid(told, figures.delivered, asOf, conversion) : told;
        addTo(into, id, own, isTied);
      }
    },
    lines: (): readonly TotalLine[] =>
      [...groups]
        .sort(([a], [b]) => compare(a, b))
        .flatMap(([value, group]) =>
          columns.flatMap((column, place) => {
            const { tied, lines } = group[place] ?? noSums;
            const { not } = ties.countOnce(tied);
            for (const [id, figure] of tied) lines.get(measureKey(figure.measure))?.put(id, figure, not.has(id));
            return [...lines]
              .sort(([a], [b]) => compare(a, b))
              .map(([, line]): TotalLine => {
                const rows = line.largest.rows().map(({ id, figure }) => toRow(id, figure, not.get(id)));
                return { column, value, measure: withoutDay(line.measure), sum: line.sum(), ...line.counts(), rows };
              });
          }),
        ),
  };
}

type Line = ReturnType<typeof createLine>;
/** A line that grows row by row. */
function createLine(measure: Measure, wanted: RowsWanted | undefined) {
  const largest = createLargestRows<Counted>(wanted);
  let [count, notCounted] = [0, 0];
  let isBounded = true;
  // Low, best and high: typed, so that adding makes no numbers for the garbage collector.
  const added = new Float64Array(3);
  return {
    measure,
    largest,
    put(id: string, figure: Counted, isNot: boolean): void {
      count += 1;
      if (isNot) {
        notCounted += 1;
        largest.addLast(id, figure);
        return;
      }
      const { low, best, high } = figure.value;
      added[0] = (added[0] ?? 0) + low;
      added[1] = (added[1] ?? 0) + best;
      added[2] = (added[2] ?? 0) + (high ?? 0);
      if (high === undefined) isBounded = false;
      largest.add(id, figure);
    },
    counts: () => ({ count, counted: count - notCounted }),
    sum(): Interval {
      const [low = 0, best = 0, high = 0] = added;
      return interval(low, best, isBounded ? high : undefined);
    },
  };
}

type Counted = Figure & { readonly before?: NonNullable<TotalRow['before']> };

function counted(figure: Figure, { valid }: AsOf, conversion: Conversion | undefined): Counted {
  const { measure, value } = figure;
  if (conversion === undefined || 'unit' in measure || measure.currency === conversion.to) return figure;
  const rate = rateFor(conversion.rates, measure.currency, conversion.to, valid);
  if (rate === undefined) return figure;
  return {
    ...figure,
    value: converted(value, rate),
    measure: { currency: conversion.to, on: rate.on },
    before: { value, measure, rate },
  };
}

/** Promised in one currency and paid in another: with a rate for both, what was paid is not outstanding. */
function lessPaid(
  outstanding: Counted,
  delivered: Figure | undefined,
  asOf: AsOf,
  conversion: Conversion | undefined,
): Counted {
  if (delivered === undefined || conversion === undefined) return outstanding;
  const before = outstanding.before?.measure ?? outstanding.measure;
  if (measureKey(before) === measureKey(delivered.measure)) return outstanding;
  const paid = counted(delivered, asOf, conversion);
  if (measureKey(paid.measure) !== measureKey(outstanding.measure)) return outstanding;
  return { ...outstanding, value: minus(outstanding.value, paid.value), events: both(outstanding, paid) };
}

function both(a: Figure, b: Figure): readonly string[] {
  return [...new Set([...a.events, ...b.events])].slice(-100);
}

function toRow(commitment: string, { value, events, before }: Counted, not: NotCounted | undefined): TotalRow {
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
