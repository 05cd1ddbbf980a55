import {
  type AsOf,
  type Choices,
  type Commitment,
  type CommitmentEvent,
  type CommitmentState,
  changedMap,
  type Folder,
  settle,
  settledOf,
  type Ties,
} from '@entente/commitments';

type States = ReadonlyMap<string, CommitmentState>;
/** As folded one by one, and as settled with what is told under other names. */
type Kept = { readonly folded: States; readonly settled: States };
/** What a ledger before had, and which commitments have other events since. */
type Inherited = Kept & { readonly changed: ReadonlySet<string> };

/** Every commitment of a ledger as of a day; kept for those who ask the same next, and for the ledger that follows. */
export type StatesOfLedger = {
  of(asOf: AsOf, choices: Choices): States;
  /** What a ledger that has more events of some commitments, and is the same besides, takes over. */
  handOn(changed: ReadonlySet<string>): ReadonlyMap<string, Inherited>;
};

/** So many as-of dates of a ledger are held. */
const mostHeld = 6;

export function createStatesOfLedger(
  { commitments, all, series, ties }: LedgerToFold,
  folder: Folder,
  knownThen: string | undefined,
  inherited: ReadonlyMap<string, Inherited> = new Map(),
): StatesOfLedger {
  const held = new Map<string, Kept>();

  function make(asOf: AsOf, choices: Choices, before: Inherited | undefined): Kept {
    const asked = asOf.known === knownThen ? { valid: asOf.valid } : asOf;
    if (before === undefined) {
      const folded = folder.fold(all, series, asked, choices);
      return { folded, settled: settle(folded, ties, asOf.valid) };
    }
    const again = [...before.changed].flatMap((id) => commitments.get(id) ?? []);
    const anew = folder.fold(again, series, asked, choices);
    const folded = changedMap(before.folded, anew);
    // What hangs together with one that changed is settled anew, and with it what was settled and is not any more.
    const ids = ties.hangingTogether(again.flatMap(({ id }) => (ties.isTied(id) ? [id] : [])));
    const unsettled = new Map(ids.flatMap((id) => entryOf(folded, id)));
    const settled = settledOf(ids, folded, ties, asOf.valid);
    return { folded, settled: changedMap(before.settled, new Map([...anew, ...unsettled, ...settled])) };
  }

  return {
    of(asOf, choices) {
      const key = JSON.stringify([asOf, [...choices]]);
      const known = held.get(key);
      if (known !== undefined) return known.settled;
      const made = make(asOf, choices, inherited.get(key));
      if (held.size >= mostHeld) held.clear();
      held.set(key, made);
      return made.settled;
    },
    handOn(changed) {
      const carried = [...inherited]
        .filter(([key]) => !held.has(key))
        .map(([key, each]) => [key, { ...each, changed: new Set([...each.changed, ...changed]) }] as const);
      return new Map(
        [...carried, ...[...held].map(([key, each]) => [key, { ...each, changed }] as const)].slice(-mostHeld),
      );
    },
  };
}

function entryOf(states: States, id: string): readonly [string, CommitmentState][] {
  const state = states.get(id);
  return state === undefined ? [] : [[id, state]];
}

type LedgerToFold = {
  readonly commitments: ReadonlyMap<string, Commitment>;
  readonly all: readonly Commitment[];
  readonly series: ReadonlyMap<string, readonly CommitmentEvent[]>;
  readonly ties: Ties;
};
