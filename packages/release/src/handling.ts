import { compareTimestamps } from '@entente/stix';

/** How whoever holds an object must treat it. Dates are STIX timestamps, kept as text. */
export type Handling = {
  /** No onward release without the originator's word (ORCON; Europol H2). */
  noOnwardRelease?: true;
  /** Not for use in court (Europol H1). */
  notForCourt?: true;
  /** For Entente nodes only: not for plain TAXII clients or files, which carry no terms and cannot be recalled. */
  nodesOnly?: true;
  /** Embargo: until then it is the owner's alone. */
  notBefore?: string;
  /** From then on its owner should look at it again. Decides nothing. */
  reviewAfter?: string;
  /** Expiry: from then on it is the owner's alone, and holders purge it. */
  purgeAfter?: string;
};

/** Both handlings at once: every duty of either, the later embargo, the earlier review and expiry. */
export function mergeHandling(a: Handling, b: Handling): Handling {
  const merged: Handling = {};
  if (a.noOnwardRelease || b.noOnwardRelease) merged.noOnwardRelease = true;
  if (a.notForCourt || b.notForCourt) merged.notForCourt = true;
  if (a.nodesOnly || b.nodesOnly) merged.nodesOnly = true;
  const notBefore = pick(a.notBefore, b.notBefore, (x, y) => isBefore(x, y));
  if (notBefore !== undefined) merged.notBefore = notBefore;
  const reviewAfter = pick(a.reviewAfter, b.reviewAfter, (x, y) => isBefore(y, x));
  if (reviewAfter !== undefined) merged.reviewAfter = reviewAfter;
  const purgeAfter = pick(a.purgeAfter, b.purgeAfter, (x, y) => isBefore(y, x));
  if (purgeAfter !== undefined) merged.purgeAfter = purgeAfter;
  return merged;
}

/** A date that keeps something from everybody but its owner. */
export type ClosingDate = { date: 'not-before' | 'purge-after'; at: string };

/** The date that closes at `now`; a date that there is no `now` to compare with closes. */
export function closingDate(handling: Handling, now: string | undefined): ClosingDate | undefined {
  const { notBefore, purgeAfter } = handling;
  if (notBefore !== undefined && (now === undefined || isBefore(now, notBefore))) {
    return { date: 'not-before', at: notBefore };
  }
  if (purgeAfter !== undefined && (now === undefined || !isBefore(now, purgeAfter))) {
    return { date: 'purge-after', at: purgeAfter };
  }
  return undefined;
}

/** Whether one STIX timestamp lies before another, whatever their precision. */
function isBefore(a: string, b: string): boolean {
  return compareTimestamps(a, b) < 0;
}

/** `second` where `secondWins(first, second)` or the first is missing; of equals the smaller text, so that order is no matter. */
function pick(
  first: string | undefined,
  second: string | undefined,
  secondWins: (first: string, second: string) => boolean,
): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  if (secondWins(first, second)) return second;
  if (secondWins(second, first)) return first;
  return first < second ? first : second;
}
