import type { Day } from '../calendar/day.ts';
import type { Quantity } from '../quantity/quantity.ts';

/** What is committed: an open vocabulary, these words first. */
export const commitmentKinds = [
  'forces',
  'aircraft',
  'ships',
  'funding',
  'training',
  'equipment',
  'intelligence',
  'detention',
  'stabilisation-aid',
  'legal-measures',
  'border-measures',
] as const;

/** What can happen to a commitment. */
export const eventKinds = [
  'announced',
  'pledged',
  'confirmed',
  'deployed',
  'disbursed',
  'changed',
  'reduced',
  'withdrawal-ordered',
  'withdrawn',
  'expired',
  'denied',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Who promised what. Members are STIX identity ids. */
export type Commitment = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Who commits itself. */
  readonly by: string;
  readonly counterparts: readonly string[];
  readonly place?: string;
  readonly region?: string;
  /** Line of effort. */
  readonly line?: string;
  readonly from?: Day;
  /** The last day that it is for. */
  readonly until?: Day;
  /** Commitments that this one cannot do without. */
  readonly dependsOn: readonly string[];
  /** The identity in whose name it was recorded. */
  readonly owner: string;
  /** When its author recorded it, a timestamp. */
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
  readonly description?: string;
};

/** How two commitments hang together, so that nothing is counted twice. */
export const linkKinds = ['part-of', 'replaces', 'same-as'] as const;
export type LinkKind = (typeof linkKinds)[number];
export type Link = { readonly kind: LinkKind; readonly from: string; readonly to: string };

/** Who gives a figure. `key` is an identity id or, where there is none, the name in lower case. */
export type Source = { readonly key: string; readonly name: string };

/** One entry of a commitment's series, as one source has it. Nothing is ever taken out of the series. */
export type CommitmentEvent = {
  readonly id: string;
  readonly commitment: string;
  readonly kind: EventKind;
  readonly quantity?: Quantity;
  /** Whether the quantity is what there is then, or by how much that changed; absent: as `defaultReading` says. */
  readonly reading?: 'level' | 'change';
  readonly said: Day;
  /** Absent: when it was said. */
  readonly effective?: Day;
  /** From which day it counts, where that is neither: a correction counts from the day of what it corrects. */
  readonly countsFrom?: Day;
  /** The last day of the effective window, where it is one. */
  readonly effectiveUntil?: Day;
  readonly source: Source;
  /** The identity in whose name it was recorded. */
  readonly owner: string;
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
  /** Events that it takes the place of, of the same source or owner. */
  readonly corrects: readonly string[];
  /** Events that a denial means; none: all that came before. */
  readonly denies: readonly string[];
  /** The statement that it rests on. */
  readonly statement?: string;
  /** The documents that it rests on. */
  readonly documents: readonly string[];
  readonly confidence?: number;
  readonly description?: string;
};

/**
 * Payments and departures are counted one by one. Everything else says what there is: an order that is told again, by
 * whomever, orders nobody twice.
 */
export function defaultReading(kind: EventKind): 'level' | 'change' {
  return kind === 'disbursed' || kind === 'withdrawn' ? 'change' : 'level';
}

/** As of which day, and from what was here until when (a timestamp; absent: all that is here now). */
export type AsOf = { readonly valid: Day; readonly known?: string };

/** Whether something was here by then. */
export function isKnown({ recorded, added = recorded }: Recorded, known: string | undefined): boolean {
  return known === undefined || added <= known;
}
type Recorded = { readonly recorded: string; readonly added?: string };
