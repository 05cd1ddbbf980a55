import { addDays, type ExpectationState, expectationState, type Window } from '@entente/commitments';
import type { Signal } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { LedgerReader } from '../commitments/ledger-reader.ts';

/** An announcement whose window is over, and of which nothing was heard. */
export type Lapse = {
  readonly expectation: string;
  readonly name: string;
  readonly window: Window;
  /** Who announced it: an identity id, or a name in lower case. */
  readonly source: string;
  /** What to call whoever has no identity. */
  readonly sourceName: string;
  readonly said: string;
  readonly about: readonly string[];
  /** What moved it to that window. */
  readonly movedBy?: string;
};

/** Lapses among what the viewer has, as of a day, the longest overdue first; `known` as in `LedgerReader.of`. */
export type Lapses = (viewer: Viewer, day: string, known?: string) => readonly Lapse[];

export function createLapses(ledgers: LedgerReader): Lapses {
  return (viewer, valid, known) => {
    const { expectations, outcomes } = ledgers.of(viewer, known);
    const given = Map.groupBy(outcomes, ({ expectation }) => expectation);
    return [...expectations.values()]
      .flatMap((each): Lapse[] => {
        const state: ExpectationState | undefined = expectationState(each, given.get(each.id) ?? [], { valid });
        if (state?.isOverdue !== true) return [];
        const { id: expectation, name, source, said, about } = each;
        const moved = state.settledBy === undefined ? {} : { movedBy: state.settledBy };
        return [
          {
            expectation,
            name,
            window: state.window,
            source: source.key,
            sourceName: source.name,
            said,
            about,
            ...moved,
          },
        ];
      })
      .sort((a, b) => ((a.window.to ?? '') < (b.window.to ?? '') ? -1 : 1));
  };
}

/** A lapse as the picture points it out: another window makes it another signal. */
export function lapseSignal({ expectation, name, window, source, sourceName, about, movedBy }: Lapse): Signal {
  const until = window.to ?? window.from;
  const claim = about.find((id) => id.startsWith('claim--'));
  return {
    kind: 'lapse',
    ...(claim === undefined ? {} : { claim }),
    expectation,
    key: `lapse ${expectation}`,
    day: addDays(until, 1),
    subject: name,
    parties: [
      {
        holder: source,
        principal: source,
        ...(sourceName === '' ? {} : { name: sourceName }),
        day: until,
        rests: expectation,
      },
    ],
    rests: [expectation, ...(movedBy === undefined ? [] : [movedBy])].sort(),
  };
}
