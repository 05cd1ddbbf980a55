import type { Day, Window } from '../calendar/day.ts';
import type { Source } from '../ledger/commitment.ts';
import type { Likelihood } from '../windows/parse-window.ts';

/** Something announced or due for a window of days. */
export type Expectation = {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Who announced it. */
  readonly source: Source;
  readonly said: Day;
  /** The words of the window: "sometime probably next week". */
  readonly phrase?: string;
  readonly window: Window;
  readonly likelihood: Likelihood;
  readonly about: readonly string[];
  readonly statement?: string;
  readonly owner: string;
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
};

/** What became of it. `overtaken`: events made it pointless. */
export const outcomes = ['met', 'slipped', 'lapsed', 'overtaken'] as const;
export type Outcome = (typeof outcomes)[number];

/** Somebody's word on what became of an expectation. */
export type ExpectationOutcome = {
  readonly id: string;
  readonly expectation: string;
  readonly outcome: Outcome;
  readonly on: Day;
  /** Where it slipped to. */
  readonly window?: Window;
  readonly statement?: string;
  readonly source: Source;
  readonly owner: string;
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
  readonly description?: string;
};
