import {
  type AsOf,
  type Choices,
  type Commitment,
  type CommitmentEvent,
  type CommitmentState,
  type Condition,
  type ConditionAnswer,
  createFolder,
  createTies,
  type Expectation,
  type ExpectationOutcome,
  type Folder,
  type Link,
  type ReadCommitment,
  settle,
  type Ties,
} from '@entente/commitments';

/** Where a commitment or expectation stands: what a summary of it is made of. */
export type Place = { readonly added: number; readonly terms: number; readonly body: number };

/** An object of the ledger as a viewer has it. `content`: see `withDate`; the same object as long as it is there. */
export type LedgerRow = Place & { readonly type: string; readonly content: unknown };

/** What was read of an object, with the date at which it came. */
export function withDate(content: unknown, added: number): unknown {
  const date = { added: new Date(added / 1000).toISOString() };
  const { commitment } = content as { commitment?: object | string };
  // A commitment comes with its links.
  if (typeof commitment === 'object') return { ...(content as object), commitment: { ...commitment, ...date } };
  return { ...(content as object), ...date };
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
};

/** So many as-of dates of a ledger are held. */
const mostHeld = 6;
const byName = new Intl.Collator('en');

/**
 * The ledger of rows in the order of their dates added. What an object placed in several collections says stands once,
 * with the date at which it first came. `knownThen`: the rows are what was known by then. `folder` keeps what is folded for the next ledger of much the same rows.
 */
export function ledgerOf(rows: readonly LedgerRow[], folder: Folder = createFolder(), knownThen?: string): Ledger {
  const places = new Map<string, Place>();
  const byType = Map.groupBy(rows, ({ type }) => type);

  function put<T extends { readonly id: string; readonly added?: string }>(into: Map<string, T>, value: T, row: Place) {
    const first = into.get(value.id)?.added;
    into.set(value.id, first === undefined || first === value.added ? value : folder.dated(value, first));
    places.set(value.id, row);
  }
  function read<T extends { readonly id: string }>(type: string): Map<string, T> {
    const found = new Map<string, T>();
    for (const row of byType.get(type) ?? []) put(found, row.content as T, row);
    return found;
  }

  const commitments = new Map<string, Commitment>();
  const links: Link[] = [];
  for (const row of byType.get('commitment') ?? []) {
    const { commitment, links: own } = row.content as ReadCommitment;
    put(commitments, commitment, row);
    links.push(...own);
  }
  for (const { content } of byType.get('relationship') ?? []) links.push(content as Link);
  const all = [...commitments.values()];
  const events = [...read<CommitmentEvent>('commitment-event').values()];
  const ties = createTies(all, links);
  const series = Map.groupBy(events, ({ commitment }) => commitment);
  const held = new Map<string, ReadonlyMap<string, CommitmentState>>();
  let sorted: readonly Commitment[] | undefined;
  return {
    commitments,
    get byName() {
      sorted ??= all.toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
      return sorted;
    },
    events,
    series,
    links,
    ties,
    expectations: read('expectation'),
    outcomes: [...read<ExpectationOutcome>('expectation-outcome').values()],
    conditions: read('condition'),
    answers: [...read<ConditionAnswer>('condition-answer').values()],
    places,
    states(asOf, choices = new Map()) {
      const key = JSON.stringify([asOf, [...choices]]);
      const known = held.get(key);
      if (known !== undefined) return known;
      const asked = asOf.known === knownThen ? { valid: asOf.valid } : asOf;
      const states = settle(folder.fold(all, series, asked, choices), ties, asOf.valid);
      if (held.size >= mostHeld) held.clear();
      held.set(key, states);
      return states;
    },
  };
}
