import type { Day } from '../calendar/day.ts';
import type { Rate } from '../quantity/convert.ts';
import type { Interval } from '../quantity/interval.ts';
import type { Measure } from '../quantity/quantity.ts';
import type { Source } from './commitment.ts';

/** How far a commitment has come. `none`: nothing has happened yet as of that day. */
export const stages = [
  'none',
  'announced',
  'pledged',
  'confirmed',
  'deployed',
  'disbursed',
  'withdrawal-ordered',
  'withdrawn',
  'expired',
  'denied',
] as const;
export type Stage = (typeof stages)[number];

/**
 * What is told apart, and never added up with one another: promised in all; delivered (deployed or paid); promised and
 * not yet delivered; ordered to leave and still there; delivered less what is ordered to leave; and withdrawn.
 */
export const columns = ['promised', 'delivered', 'outstanding', 'leaving', 'remaining', 'withdrawn'] as const;
export type Column = (typeof columns)[number];

/** A number with the events that it follows from: the last hundred of its own commitment, at most. */
export type Figure = {
  readonly value: Interval;
  readonly measure: Measure;
  readonly events: readonly string[];
  /** Nothing is left because the commitment is over: its parts may go on, and count by themselves. */
  readonly isOver?: true;
  /** Before it was converted, and by what. */
  readonly before?: { readonly value: Interval; readonly measure: Measure; readonly rate: Rate };
};
export type Figures = { readonly [column in Column]?: Figure };

/** Why an event plays no part as of a day. */
export type SetAside = {
  readonly event: string;
  readonly because: 'not-yet' | 'not-known' | 'corrected' | 'denied' | 'another-source';
  /** The event by which. */
  readonly by?: string;
};

/** What one source by itself says. */
export type Account = { readonly source: Source; readonly stage: Stage; readonly figures: Figures };

/** A commitment as of a day. */
export type CommitmentState = {
  readonly commitment: string;
  readonly stage: Stage;
  readonly since?: Day;
  readonly figures: Figures;
  /** When what is outstanding is due or, where an order stands, when they are to be gone. */
  readonly due?: Day;
  /** Due before the day asked about, and not done. */
  readonly isOverdue: boolean;
  /** Somebody other than the committing member denies it. */
  readonly isDisputed: boolean;
  /** The source that was chosen; absent: the rule decides. */
  readonly chosen?: string;
  /** What each source says by itself, where there are several. */
  readonly accounts: readonly Account[];
  /** Whether the accounts differ in a figure. */
  readonly isContested: boolean;
  readonly setAside: readonly SetAside[];
  /** What its figures are shares of, where they are shares of others. */
  readonly sharesOf?: readonly string[];
};
