import { createHash } from 'node:crypto';
import {
  type AsOf,
  type Choices,
  type Commitment,
  type CommitmentEvent,
  type CommitmentState,
  type Condition,
  type ConditionAnswer,
  createTies,
  type Expectation,
  type ExpectationOutcome,
  foldLedger,
  type Link,
  type ReadCommitment,
  type Ties,
} from '@entente/commitments';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';

/** Where a commitment or expectation stands: what a summary of it is made of. */
export type Place = { readonly added: number; readonly terms: number; readonly body: number };

/** Everything in the ledger that one set of terms lets somebody have, and nothing else. */
export type Ledger = {
  readonly commitments: ReadonlyMap<string, Commitment>;
  readonly events: readonly CommitmentEvent[];
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

export type LedgerReader = {
  /** Throws `not-ready` while the rows are being made. */
  of(viewer: Viewer): Ledger;
};

/** So many different ledgers, and as-of dates of each, are held. */
const mostHeld = 6;

/** Exported for the test of their plans. `?1` is the viewer's principal. */
export const ledgerQueries = {
  terms: `SELECT s.terms FROM visible s WHERE s.principal = ?1
    AND EXISTS (SELECT 1 FROM ledger_row r WHERE r.terms = s.terms)`,
  rows: `SELECT r.added, r.type, r.content, p.terms, p.flags, p.version, p.body
    FROM visible v CROSS JOIN ledger_row r ON r.terms = v.terms ${visibleTo('?1')} WHERE v.principal = ?1
    ORDER BY r.added`,
};

type Row = {
  readonly added: number;
  readonly type: string;
  readonly content: string;
  readonly terms: number;
  readonly flags: number;
  readonly version: number;
  readonly body: number;
};

export function createLedgerReader(
  database: Database,
  reader: Pick<ObjectReader, 'isShown'>,
  projections: Pick<Projections, 'mustBeReady'>,
): LedgerReader {
  const termsOf = database.prepare(ledgerQueries.terms);
  const rowsOf = database.prepare(ledgerQueries.rows);
  const editionOf = database.prepare('SELECT edition FROM ledger_edition');
  const held = new Map<string, Ledger>();
  let editionOfHeld = -1;

  return {
    of(viewer) {
      projections.mustBeReady('ledger');
      const edition = Number(editionOf.get()?.edition);
      // Until rows change, viewers of the same terms share what was read for one of them.
      if (edition !== editionOfHeld) held.clear();
      editionOfHeld = edition;
      const terms = termsOf.all(viewer.principal).map((row) => Number(row.terms));
      const key = createHash('sha256').update(JSON.stringify(terms)).digest('hex');
      const known = held.get(key);
      if (known !== undefined) return known;
      const rows = (rowsOf.all(viewer.principal) as unknown as Row[]).filter((row) => reader.isShown(viewer, row));
      const made = ledgerOf(rows);
      if (held.size >= mostHeld) held.clear();
      held.set(key, made);
      return made;
    },
  };
}

function ledgerOf(rows: readonly Row[]): Ledger {
  const byType = Map.groupBy(rows, ({ type }) => type);
  const places = new Map<string, Place>();
  /** An object placed in several collections is one. */
  function read<T extends { readonly id: string }>(type: string): Map<string, T> {
    const found = new Map<string, T>();
    for (const { content, added, terms, body } of byType.get(type) ?? []) {
      const value = JSON.parse(content) as T;
      found.set(value.id, value);
      places.set(value.id, { added, terms, body });
    }
    return found;
  }
  const commitments = new Map<string, Commitment>();
  const links: Link[] = [];
  for (const { content, added, terms, body } of byType.get('commitment') ?? []) {
    const { commitment, links: own } = JSON.parse(content) as ReadCommitment;
    commitments.set(commitment.id, commitment);
    places.set(commitment.id, { added, terms, body });
    links.push(...own);
  }
  for (const { content } of byType.get('relationship') ?? []) links.push(JSON.parse(content) as Link);
  const all = [...commitments.values()];
  const events = [...read<CommitmentEvent>('commitment-event').values()];
  const folded = new Map<string, ReadonlyMap<string, CommitmentState>>();
  return {
    commitments,
    events,
    links,
    ties: createTies(all, links),
    expectations: read('expectation'),
    outcomes: [...read<ExpectationOutcome>('expectation-outcome').values()],
    conditions: read('condition'),
    answers: [...read<ConditionAnswer>('condition-answer').values()],
    places,
    states(asOf, choices = new Map()) {
      const key = JSON.stringify([asOf, [...choices]]);
      const known = folded.get(key);
      if (known !== undefined) return known;
      const states = foldLedger(all, events, asOf, choices);
      if (folded.size >= mostHeld) folded.clear();
      folded.set(key, states);
      return states;
    },
  };
}
