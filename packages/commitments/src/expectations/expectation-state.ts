import type { Window } from '../calendar/day.ts';
import { type AsOf, isKnown } from '../ledger/commitment.ts';
import { compare } from '../ledger/order-of-events.ts';
import type { Expectation, ExpectationOutcome, Outcome } from './expectation.ts';

/** `lapsed`: its window is over and nothing was heard, or somebody said that it lapsed. */
export const expectationStages = ['upcoming', 'due', 'met', 'slipped', 'lapsed', 'overtaken'] as const;
export type ExpectationStage = (typeof expectationStages)[number];

export type ExpectationState = {
  readonly expectation: string;
  readonly stage: ExpectationStage;
  /** The window that counts: where it slipped to, the new one. */
  readonly window: Window;
  /** The window is over, and nobody said what became of it. */
  readonly isOverdue: boolean;
  /** The outcome that decides. */
  readonly settledBy?: string;
};

/**
 * An expectation as of a day, or undefined where it had not been said. The word said last decides; of one day that of
 * whoever recorded the expectation. What slipped to a new window is waited for there.
 */
export function expectationState(
  expectation: Expectation,
  outcomes: readonly ExpectationOutcome[],
  { valid, known }: AsOf,
): ExpectationState | undefined {
  if (!isKnown(expectation, known) || expectation.said > valid) return undefined;
  const standing = outcomes
    .filter((each) => each.expectation === expectation.id && isKnown(each, known) && each.on <= valid)
    .sort(
      (a, b) =>
        compare(a.on, b.on) ||
        Number(a.owner === expectation.owner) - Number(b.owner === expectation.owner) ||
        compare(a.recorded, b.recorded) ||
        compare(a.id, b.id),
    );
  const last = standing.at(-1);
  const moved = last?.outcome === 'slipped' ? last.window : undefined;
  const window = moved ?? expectation.window;
  const settled = last !== undefined && moved === undefined ? last.outcome : undefined;
  const stage = settled ?? waiting(window, valid, moved !== undefined);
  return {
    expectation: expectation.id,
    stage,
    window,
    isOverdue: settled === undefined && isOver(window, valid),
    ...(last === undefined ? {} : { settledBy: last.id }),
  };
}

function waiting(window: Window, valid: string, hasSlipped: boolean): ExpectationStage | Outcome {
  if (isOver(window, valid)) return 'lapsed';
  if (hasSlipped) return 'slipped';
  return valid < window.from ? 'upcoming' : 'due';
}

function isOver({ to }: Window, valid: string): boolean {
  return to !== undefined && to < valid;
}
