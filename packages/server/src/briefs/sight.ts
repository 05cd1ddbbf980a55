import type { Claim, Position, Statement } from '@entente/positions';
import type { StixObject } from '@entente/stix';
import type { Ledger } from '../commitments/ledger-reader.ts';
import type { Seen } from '../positions/held-pictures.ts';
import type { Shown } from '../positions/position-reader.ts';

/** Which statements are meant; until a day, or in a period that ends with it. Newest first. */
export type Said = { readonly claim?: string; readonly principal?: string; readonly from?: string };

/** An object as it is seen, and under which terms. */
export type Opened = { readonly object: StixObject; readonly terms: number; readonly version: number };

/** A picture whose lines come in any order. */
export type Everybody = Pick<Seen, 'picture' | 'details'>;

/** What a brief is made of: everything that one reader, or one audience, has, and nothing else. */
export type Sight = {
  /** All of them, or those of these. */
  claims(only?: ReadonlySet<string>): readonly Shown<Claim>[];
  /** On these claims, or on all. */
  positions(claims?: ReadonlySet<string>): readonly Shown<Position>[];
  statements(which: Said, day: string): readonly Shown<Statement>[];
  /**
   * Where everybody stands on all claims: of each voice enough to say so, and all of what is `said`. Of what was known
   * `until` then (microseconds, as dates added count), where that is given.
   */
  everybody(day: string, said: readonly Statement[], members: readonly string[], until?: number): Everybody;
  /** Whether it, or an earlier version of it, had come by then: microseconds, as dates added count. */
  wasKnown(shown: { readonly added: number }, until: number): boolean;
  /** With a timestamp: what was known by then. */
  ledger(known?: string): Ledger;
  object(id: string): Opened | undefined;
  /** What an identity may be called there. */
  name(identity: string, called?: string): string;
};
