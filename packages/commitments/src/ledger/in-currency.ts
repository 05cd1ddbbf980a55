import { converted, type Rate, rateFor } from '../quantity/convert.ts';
import { minus } from '../quantity/interval.ts';
import { measureKey } from '../quantity/quantity.ts';
import type { AsOf } from './commitment.ts';
import type { Ties } from './count-once.ts';
import { settledOf } from './settle.ts';
import type { CommitmentState, Figure, Figures } from './state.ts';

/** Money is told in `to`, by the rates stated and no others. */
export type Conversion = { readonly to: string; readonly rates: readonly Rate[] };

type States = ReadonlyMap<string, CommitmentState>;

/**
 * States with their money in one currency, as far as somebody stated a rate. What was promised in one currency and paid
 * in another, by whomever it is told, is outstanding less what was paid once both are in one.
 */
export function inCurrency(
  states: States,
  ties: Ties,
  { asOf, conversion }: { readonly asOf: AsOf; readonly conversion?: Conversion },
): States {
  if (conversion === undefined) return states;
  const told = new Map<string, CommitmentState>();
  for (const [id, state] of states) told.set(id, inOne(state, asOf, conversion));
  const mixed = ties.tied.filter((id) => isPaidInAnother(id, states, ties));
  for (const [id, { figures }] of settledOf(mixed, told, ties, asOf.valid)) {
    const state = told.get(id);
    if (state !== undefined) told.set(id, { ...state, figures });
  }
  return told;
}

function inOne(state: CommitmentState, asOf: AsOf, conversion: Conversion): CommitmentState {
  const { figures: own } = state;
  const figures: Record<string, Figure> = {};
  let isOther = false;
  for (const [column, figure] of Object.entries(own)) {
    const told = counted(figure, asOf, conversion);
    figures[column] = column === 'outstanding' ? lessPaid(told, own.delivered, asOf, conversion) : told;
    isOther ||= figures[column] !== figure;
  }
  return isOther ? { ...state, figures: figures as Figures } : state;
}

/** Whether a whole that tells of no payments itself has parts that were paid in another currency. */
function isPaidInAnother(id: string, states: States, ties: Ties): boolean {
  const { promised, delivered } = states.get(id)?.figures ?? {};
  if (promised === undefined || delivered !== undefined || 'unit' in promised.measure) return false;
  const paid = (other: string): Figure | undefined => states.get(other)?.figures.delivered;
  return ties
    .takesIn(id, (other) => paid(other) !== undefined, true)
    .some((other) => measureKey(paid(other)?.measure ?? promised.measure) !== measureKey(promised.measure));
}

function counted(figure: Figure, { valid }: AsOf, conversion: Conversion): Figure {
  const { measure, value } = figure;
  if ('unit' in measure || measure.currency === conversion.to) return figure;
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
function lessPaid(outstanding: Figure, delivered: Figure | undefined, asOf: AsOf, conversion: Conversion): Figure {
  if (delivered === undefined) return outstanding;
  const before = outstanding.before?.measure ?? outstanding.measure;
  if (measureKey(before) === measureKey(delivered.measure)) return outstanding;
  const paid = counted(delivered, asOf, conversion);
  if (measureKey(paid.measure) !== measureKey(outstanding.measure)) return outstanding;
  return { ...outstanding, value: minus(outstanding.value, paid.value), events: both(outstanding, paid) };
}

function both(a: Figure, b: Figure): readonly string[] {
  return [...new Set([...a.events, ...b.events])].slice(-100);
}
