/** What a number can be: at least `low`, at most `high` (absent: nothing bounds it), and `best` where one is asked for. */
export type Interval = { readonly low: number; readonly best: number; readonly high?: number };

export const nothing: Interval = { low: 0, best: 0, high: 0 };

/** Rounded to what figures are kept to, so that adding them up in another order gives the same. */
export function interval(low: number, best: number, high: number | undefined): Interval {
  return { low: tidy(low), best: tidy(best), ...(high === undefined ? {} : { high: tidy(high) }) };
}

/** What both are together: unbounded where one is. */
export function plus(a: Interval, b: Interval): Interval {
  const high = a.high === undefined || b.high === undefined ? undefined : a.high + b.high;
  return interval(a.low + b.low, a.best + b.best, high);
}

/** What is left of `a` without `b`: never less than nothing. */
export function minus(a: Interval, b: Interval): Interval {
  const floor = (value: number): number => Math.max(0, value);
  const low = b.high === undefined ? 0 : floor(a.low - b.high);
  return interval(low, floor(a.best - b.best), a.high === undefined ? undefined : floor(a.high - b.low));
}

/** A number so many times, or a share of it; neither is ever negative. */
export function times(a: Interval, b: Interval): Interval {
  const high = a.high === undefined || b.high === undefined ? undefined : a.high * b.high;
  return interval(a.low * b.low, a.best * b.best, high);
}

/** The rest of a whole: 1 less a share from 0 to 1. */
export function rest(share: Interval): Interval {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  return interval(1 - within(share.high ?? 1), 1 - within(share.best), 1 - within(share.low));
}

/** All together: nothing where there are none, unbounded where one is. */
export function sum(all: Iterable<Interval>): Interval {
  let [low, best, high] = [0, 0, 0];
  let isBounded = true;
  for (const each of all) {
    low += each.low;
    best += each.best;
    if (each.high === undefined) isBounded = false;
    else high += each.high;
  }
  return interval(low, best, isBounded ? high : undefined);
}

/** Whether it is one number. */
export function isExact({ low, best, high }: Interval): boolean {
  return low === best && high === best;
}

/** Whether both say the same, bounds and best. */
export function isSame(a: Interval, b: Interval): boolean {
  return a.low === b.low && a.best === b.best && a.high === b.high;
}

/** Whether one number could be both. */
export function intervalsMeet(a: Interval, b: Interval): boolean {
  return a.low <= (b.high ?? Number.POSITIVE_INFINITY) && b.low <= (a.high ?? Number.POSITIVE_INFINITY);
}

/** Ten decimals at most: what doubles add up wrongly beyond is nobody's figure. */
function tidy(value: number): number {
  return Math.round(value * 1e10) / 1e10;
}
