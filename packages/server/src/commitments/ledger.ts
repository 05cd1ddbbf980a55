import {
  type AsOf,
  type Choices,
  type Commitment,
  type CommitmentEvent,
  type CommitmentState,
  type Condition,
  type ConditionAnswer,
  changedMap,
  createFolder,
  createTies,
  type Expectation,
  type ExpectationOutcome,
  type Folder,
  type Link,
  type ReadCommitment,
  type Ties,
} from '@entente/commitments';
import { byName } from '../members/name-order.ts';
import { atOnce } from '../projections/in-slices.ts';
import { createStatesOfLedger } from './states-of-ledger.ts';

/** Where a commitment or expectation stands: what a summary of it is made of. */
export type Place = { readonly added: number; readonly terms: number; readonly body: number };

/** An object of the ledger as a viewer has it. `content`: see `withDate`; the same object as long as it is there. */
export type LedgerRow = Place & { readonly type: string; readonly content: unknown };

/** What was read of an object, with the date at which it came, put into what nobody else has. */
export function withDate(content: unknown, added: number): unknown {
  const date = { added: new Date(added / 1000).toISOString() };
  const { commitment } = content as { commitment?: object | string };
  // A commitment comes with its links. Copies would be a quarter of what it takes to read a ledger.
  Object.assign(typeof commitment === 'object' ? commitment : (content as object), date);
  return content;
}

/** Everything in the ledger that one set of terms lets somebody have, and nothing else. */
export type Ledger = {
  readonly commitments: ReadonlyMap<string, Commitment>;
  /** All commitments, by name. */
  readonly byName: readonly Commitment[];
  readonly events: readonly CommitmentEvent[];
  /** Of each commitment. */
  readonly series: ReadonlyMap<string, readonly CommitmentEvent[]>;
  readonly links: readonly Link[];
  readonly ties: Ties;
  readonly expectations: ReadonlyMap<string, Expectation>;
  readonly outcomes: readonly ExpectationOutcome[];
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly answers: readonly ConditionAnswer[];
  readonly places: ReadonlyMap<string, Place>;
  /** Every commitment as of a day; kept for those who ask the same next. */
  states(asOf: AsOf, choices?: Choices): ReadonlyMap<string, CommitmentState>;
  /**
   * The ledger with events that nobody had before, each later than all others. Undefined: it is more than that, and is
   * to be made of all rows. It shares `places` with this one.
   */
  grown(rows: readonly LedgerRow[]): Ledger | undefined;
};

function isShare({ quantity }: CommitmentEvent): boolean {
  return quantity?.kind === 'share';
}

/**
 * The ledger of rows in the order of their dates added. What an object placed in several collections says stands once,
 * with the date at which it first came. `knownThen`: the rows are what was known by then. `folder` keeps what is folded
 * for the next ledger of much the same rows.
 */
export function ledgerOf(rows: readonly LedgerRow[], folder: Folder = createFolder(), knownThen?: string): Ledger {
  return atOnce(ledgerInSteps(rows, folder, knownThen));
}

/** So many rows are one step. */
const rowsAtOnce = 2000;

/** The same, step by step. */
export function* ledgerInSteps(
  rows: readonly LedgerRow[],
  folder: Folder,
  knownThen?: string,
): Generator<void, Ledger> {
  const places = new Map<string, Place>();
  const byType = Map.groupBy(rows, ({ type }) => type);

  function put<T extends { readonly id: string; readonly added?: string }>(into: Map<string, T>, value: T, row: Place) {
    const first = into.get(value.id)?.added;
    into.set(value.id, first === undefined || first === value.added ? value : folder.dated(value, first));
    places.set(value.id, row);
  }
  function* read<T extends { readonly id: string }>(type: string): Generator<void, Map<string, T>> {
    const found = new Map<string, T>();
    for (const [place, row] of (byType.get(type) ?? []).entries()) {
      put(found, row.content as T, row);
      if (place % rowsAtOnce === 0) yield;
    }
    return found;
  }

  const commitments = new Map<string, Commitment>();
  const links: Link[] = [];
  for (const [place, row] of (byType.get('commitment') ?? []).entries()) {
    const { commitment, links: own } = row.content as ReadCommitment;
    put(commitments, commitment, row);
    links.push(...own);
    if (place % rowsAtOnce === 0) yield;
  }
  for (const { content } of byType.get('relationship') ?? []) links.push(content as Link);
  const all = [...commitments.values()];
  yield;
  const ties = createTies(all, links);
  yield;
  const events = [...(yield* read<CommitmentEvent>('commitment-event')).values()];
  const series = Map.groupBy(events, ({ commitment }) => commitment);
  yield;
  return assemble(
    {
      commitments,
      all,
      series,
      links,
      ties,
      expectations: yield* read('expectation'),
      outcomes: [...(yield* read<ExpectationOutcome>('expectation-outcome')).values()],
      conditions: yield* read('condition'),
      answers: [...(yield* read<ConditionAnswer>('condition-answer')).values()],
      places,
      shares: events.some(isShare),
      names: {},
    },
    folder,
    knownThen,
  );
}

type Parts = Pick<
  Ledger,
  'commitments' | 'series' | 'links' | 'ties' | 'expectations' | 'outcomes' | 'conditions' | 'answers'
> & {
  readonly all: readonly Commitment[];
  readonly places: Map<string, Place>;
  /** Whether anything may be a share of another commitment. */
  readonly shares: boolean;
  readonly names: { sorted?: readonly Commitment[] };
};

function assemble(
  parts: Parts,
  folder: Folder,
  knownThen: string | undefined,
  states = createStatesOfLedger(parts, folder, knownThen),
): Ledger {
  const { all, names } = parts;
  let events: readonly CommitmentEvent[] | undefined;
  return {
    ...parts,
    get byName() {
      names.sorted ??= all.toSorted((a, b) => byName(a, b) || (a.id < b.id ? -1 : 1));
      return names.sorted;
    },
    get events() {
      events ??= [...parts.series.values()].flat();
      return events;
    },
    states: (asOf, choices = new Map()) => states.of(asOf, choices),
    grown(rows) {
      const grown = new Map<string, readonly CommitmentEvent[]>();
      for (const row of rows) {
        if (row.type !== 'commitment-event') return undefined;
        const event = row.content as CommitmentEvent;
        if (parts.places.has(event.id)) return undefined;
        const before = grown.get(event.commitment) ?? parts.series.get(event.commitment) ?? [];
        grown.set(event.commitment, [...before, event]);
      }
      for (const row of rows) parts.places.set((row.content as CommitmentEvent).id, row);
      const shares = parts.shares || rows.some(({ content }) => isShare(content as CommitmentEvent));
      const next = { ...parts, series: changedMap(parts.series, grown), shares };
      // What is a share of another changes with that one: then all are folded again.
      const inherited = shares ? undefined : states.handOn(new Set(grown.keys()));
      return assemble(next, folder, knownThen, createStatesOfLedger(next, folder, knownThen, inherited));
    },
  };
}
