import type { Day } from '../calendar/day.ts';
import { type Interval, interval } from './interval.ts';

/** One unit of `from` is `rate` of `to`, on that day, as somebody stated it. Never made up, never looked up. */
export type Rate = {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
  readonly on: Day;
  /** Who stated it. */
  readonly source?: string;
};

/**
 * The stated rate that leads from one currency to the other as of a day: the newest that is not later than it, read
 * the other way round where only that was stated. Undefined: nobody stated one.
 */
export function rateFor(rates: readonly Rate[], from: string, to: string, asOf: Day): Rate | undefined {
  const fitting = rates.filter(
    (each) => each.on <= asOf && ((each.from === from && each.to === to) || (each.from === to && each.to === from)),
  );
  // Of one day, as stated before turned round; then by the number, so that the order given changes nothing.
  const [newest] = fitting.toSorted(
    (a, b) =>
      (a.on < b.on ? 1 : a.on > b.on ? -1 : Number(b.from === from) - Number(a.from === from)) || a.rate - b.rate,
  );
  if (newest === undefined || newest.from === from) return newest;
  return { ...newest, from, to, rate: 1 / newest.rate };
}

/** An amount of the currency that `rate` leads from, in the one that it leads to. */
export function converted({ low, best, high }: Interval, { rate }: Rate): Interval {
  return interval(low * rate, best * rate, high === undefined ? undefined : high * rate);
}
