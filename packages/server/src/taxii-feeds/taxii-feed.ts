import type { Tlp } from '@entente/release';

/** A collection of a plain TAXII server, which a member pulls from or pushes to. */
export type TaxiiFeed = {
  readonly feed: number;
  readonly id: string;
  readonly member: number;
  /** The API root over there, without a slash at the end, and the collection's id or alias there. */
  readonly url: string;
  readonly source: string;
  readonly version: '2.1' | '2.0';
  readonly login: 'none' | 'basic' | 'bearer';
  /** The Authorization header. It never leaves the node but to that server. */
  readonly secret?: string;
  /** Id of the collection here. */
  readonly collection: string;
  /** Id or alias of the collection there that proofs are in; absent in a push where none go out. */
  readonly proofs?: string;
  readonly minutes: number;
  readonly created: string;
  readonly state: 'on' | 'paused' | 'removed';
  /** Milliseconds since 1970. */
  readonly next: number;
  /** Runs in a row that failed. */
  readonly failures: number;
  readonly ran?: string;
  readonly succeeded?: string;
  readonly problem?: string;
  /** Taken in, or sent. */
  readonly objects: number;
} & (
  | { readonly direction: 'pull'; readonly terms: PullTerms; readonly position: Position }
  | { readonly direction: 'push'; readonly level: PushLevel; readonly sent: Sent }
);
export type PullFeed = Extract<TaxiiFeed, { direction: 'pull' }>;
export type PushFeed = Extract<TaxiiFeed, { direction: 'push' }>;

/** What holds for all that is pulled, beside its own markings; names as people write them. */
export type PullTerms = { readonly tlp: Tlp; readonly releasableTo: readonly string[] };

/** The narrowest level that is pushed. */
export type PushLevel = 'clear' | 'green';

/** How far a pull has come. Texts are the other server's. */
export type Position = {
  /** Everything up to this date added is here. */
  readonly after?: string;
  /** Where the pages that follow it go on (TAXII's `next`), and the newest date added seen in them. */
  readonly page?: string;
  readonly newest?: string;
};

/** How far a push has come. */
export type Sent = {
  /** Date added (microseconds) of the last row that was looked at. */
  readonly added: number;
  /** A status resource over there that was still pending. */
  readonly status?: string;
};

export type Refused = {
  readonly object: string;
  readonly version: string;
  readonly rule: string;
  readonly reason: string;
};
