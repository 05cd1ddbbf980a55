import { converted, type Rate, rateFor } from '../quantity/convert.ts';
import { type Interval, minus, sum } from '../quantity/interval.ts';
import { type Measure, measureKey } from '../quantity/quantity.ts';
import type { AsOf, Commitment } from './commitment.ts';
import type { NotCounted, Ties } from './count-once.ts';
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
  /** Every row behind it, those that are not counted too. */
  readonly rows: readonly TotalRow[];
};

export type TotalQuestion = {
  readonly columns: readonly Column[];
  readonly by: Dimension;
  readonly asOf: AsOf;
  readonly conversion?: Conversion;
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
  { columns, by, asOf, conversion }: TotalQuestion,
): readonly TotalLine[] {
  const groups = Map.groupBy(commitments, (each) => valueUnder(each, states.get(each.id)?.stage ?? 'none', by));
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([value, members]) =>
      columns.flatMap((column) => {
        const figures = new Map<string, Counted>();
        for (const { id } of members) {
          const own = states.get(id)?.figures;
          const figure = own?.[column];
          if (figure === undefined) continue;
          const told = counted(figure, asOf, conversion);
          figures.set(id, column === 'outstanding' ? lessPaid(told, own?.delivered, asOf, conversion) : told);
        }
        const { not } = ties.countOnce(figures);
        const measures = Map.groupBy(figures, ([, { measure }]) => measureKey(measure));
        return [...measures.entries()]
          .sort(([a], [b]) => compare(a, b))
          .flatMap(([, entries]) => {
            const rows = entries.map(([commitment, figure]) => toRow(commitment, figure, not.get(commitment)));
            const [first] = entries;
            if (first === undefined) return [];
            const measure = withoutDay(first[1].measure);
            return [{ column, value, measure, sum: sum(standing(rows)), rows: rows.sort(largestFirst) }];
          });
      }),
    );
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

function standing(rows: readonly TotalRow[]): Interval[] {
  return rows.filter(({ not }) => not === undefined).map(({ value }) => value);
}

/** A sum of money of several days is of no one day. */
function withoutDay(measure: Measure): Measure {
  return 'unit' in measure ? measure : { currency: measure.currency };
}

function largestFirst(a: TotalRow, b: TotalRow): number {
  return (
    Number(a.not !== undefined) - Number(b.not !== undefined) ||
    b.value.best - a.value.best ||
    compare(a.commitment, b.commitment)
  );
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
