import type { Day } from '../calendar/day.ts';
import type { Column } from '../ledger/state.ts';
import { type Interval, interval } from './interval.ts';

/** How a source bounds its number. */
export const bounds = ['exact', 'about', 'at-least', 'at-most', 'range'] as const;
export type Bound = (typeof bounds)[number];

export type Amount =
  | { readonly bound: Exclude<Bound, 'range'>; readonly value: number }
  | { readonly bound: 'range'; readonly low: number; readonly high: number };

/** What is counted: things of one unit, or money (ISO 4217) at the prices of a day. */
export type Measure = { readonly unit: string } | { readonly currency: string; readonly on?: Day };

/** Shares are counted from 0 to 1. A share whose whole is not said, or not released, has no figure. */
export type Quantity =
  | { readonly kind: 'measured'; readonly amount: Amount; readonly measure: Measure }
  | {
      readonly kind: 'share';
      readonly amount: Amount;
      /** The commitment. */
      readonly of?: string;
      /** Which of its figures, where the source says: half of what remains. */
      readonly figure?: Column;
      /** Of what it was as of that day; absent: of what it is as of the day asked about. */
      readonly on?: Day;
    };

/** "About" is taken as ten per cent either way: no source says what it means by it, and a total must say something. */
const aboutTolerance = 0.1;

/** What an amount can be, by how its source bounds it. */
export function intervalOf(amount: Amount): Interval {
  switch (amount.bound) {
    case 'exact':
      return interval(amount.value, amount.value, amount.value);
    case 'about':
      return interval(amount.value * (1 - aboutTolerance), amount.value, amount.value * (1 + aboutTolerance));
    case 'at-least':
      return interval(amount.value, amount.value, undefined);
    case 'at-most':
      return interval(0, amount.value, amount.value);
    case 'range':
      return interval(amount.low, (amount.low + amount.high) / 2, amount.high);
  }
}

/** A share as a number: what is said of a part of something ("at least half", "about all") is no more than all of it. */
export function shareInterval(amount: Amount): Interval {
  const { low, best, high } = intervalOf(amount);
  return best > 1
    ? { low, best, ...(high === undefined ? {} : { high }) }
    : interval(low, best, Math.min(1, high ?? 1));
}

/** Only figures with equal keys are ever added: `unit:troops`, `money:USD`. */
export function measureKey(measure: Measure): string {
  if ('unit' in measure) return kept(unitKeys, measure.unit, (unit) => `unit:${unit.trim().toLowerCase()}`);
  return kept(moneyKeys, measure.currency, (currency) => `money:${currency}`);
}
/** A total asks for the same few by the hundred thousand. */
const unitKeys = new Map<string, string>();
const moneyKeys = new Map<string, string>();
const mostKept = 1000;

function kept(keys: Map<string, string>, name: string, make: (name: string) => string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = make(name);
  if (keys.size < mostKept) keys.set(name, key);
  return key;
}
