import { type ExpectationState, expectationState, type Window } from '@entente/commitments';
import type { Viewer } from '../accounts/viewer.ts';
import type { LedgerReader } from '../commitments/ledger-reader.ts';

/** An announcement whose window is over, and of which nothing was heard: what a signal tells of. */
export type Lapse = {
  readonly expectation: string;
  readonly name: string;
  readonly window: Window;
  /** Who announced it: an identity id, or a name. */
  readonly source: string;
  readonly about: readonly string[];
};

/** Lapses among what the viewer has, as of a day, the longest overdue first. */
export type Lapses = (viewer: Viewer, day: string) => readonly Lapse[];

export function createLapses(ledgers: LedgerReader): Lapses {
  return (viewer, valid) => {
    const { expectations, outcomes } = ledgers.of(viewer);
    const given = Map.groupBy(outcomes, ({ expectation }) => expectation);
    return [...expectations.values()]
      .flatMap((each) => {
        const state: ExpectationState | undefined = expectationState(each, given.get(each.id) ?? [], { valid });
        if (state?.isOverdue !== true) return [];
        const { id: expectation, name, source, about } = each;
        return [{ expectation, name, window: state.window, source: source.key, about }];
      })
      .sort((a, b) => ((a.window.to ?? '') < (b.window.to ?? '') ? -1 : 1));
  };
}
