import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { flag } from '../placements/placement-store.ts';
import { visibleTo } from '../projections/visible-to.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import { type LedgerRow, withDate } from './ledger.ts';

/** A row as a viewer has it. */
export type SeenRow = LedgerRow & { readonly flags: number; readonly version: number };
/** By date added, in that order. */
export type SeenRows = Map<number, SeenRow>;

type Row = {
  readonly added: number;
  readonly type: string;
  readonly content: string;
  readonly terms: number;
  readonly flags: number;
  readonly version: number;
  readonly body: number;
};

const columns = 'r.added, r.type, r.content, p.terms, p.flags, p.version, p.body';

/** Exported for the test of their plans. `?1` is the viewer's sight. */
export const ledgerQueries = {
  terms: `SELECT s.terms FROM visible s WHERE ${withinSight('?1')}
    AND EXISTS (SELECT 1 FROM ledger_row r WHERE r.terms = s.terms)`,
  /** Rows under the terms `?2`, after the date `?3`. */
  rowsOfTerms: `SELECT ${columns} FROM ledger_row r INDEXED BY ledger_row_by_terms ${visibleTo('?1')}
    WHERE r.terms = ?2 AND r.added > ?3 ORDER BY r.added LIMIT ?4`,
  /** One row; `?2` is its date added. */
  row: `SELECT ${columns} FROM ledger_row r ${visibleTo('?1')} WHERE r.added = ?2`,
  /** What was changed after the edition `?1`, in order. */
  changes: 'SELECT DISTINCT added FROM ledger_change WHERE edition > ?1 ORDER BY added LIMIT ?2',
  /** Of objects that came or were changed after `?2`: the version that the viewer had by then. */
  before: `SELECT b.added, b.terms, b.body, o.id, b.flags, b.version, r.type
    FROM visible v CROSS JOIN ledger_row r ON r.terms = v.terms AND r.added > ?2
    CROSS JOIN placement p ON p.added = r.added CROSS JOIN version n ON n.version = p.version
    CROSS JOIN version o ON o.id = n.id AND o.owner = n.owner AND o.modified < n.modified
    CROSS JOIN placement b ON b.version = o.version AND b.added <= ?2
    CROSS JOIN visible s ON s.terms = b.terms AND ${withinSight('?1')}
    WHERE v.principal = abs(?1) ORDER BY b.added`,
};

const rowsAtOnce = 500;

/** Rows of the ledger, read in the sight of a viewer. */
export function createLedgerRows(database: Database) {
  const termsOf = database.prepare(ledgerQueries.terms);
  const rowsOfTerms = database.prepare(ledgerQueries.rowsOfTerms);
  const rowOf = database.prepare(ledgerQueries.row);
  const changesOf = database.prepare(ledgerQueries.changes);
  const editionOf = database.prepare('SELECT edition FROM ledger_edition');
  const oldestChange = database.prepare('SELECT min(edition) AS edition FROM ledger_change');

  return {
    /** Counts changes; what was read in one edition is so until the next. */
    edition: (): number => Number(editionOf.get()?.edition),
    /** Under which there is anything that the viewer may see. */
    terms: (viewer: Viewer): readonly number[] => termsOf.all(sightOf(viewer)).map((row) => Number(row.terms)),
    /** Dates of rows that changed after an edition; undefined: more than `most`, or nobody knows any more. */
    changedAfter(edition: number, most: number): readonly number[] | undefined {
      const oldest = oldestChange.get()?.edition;
      if (oldest !== null && Number(oldest) > edition + 1) return undefined;
      const changes = changesOf.all(edition, most + 1).map(({ added }) => Number(added));
      return changes.length > most ? undefined : changes;
    },
    one(viewer: Viewer, added: number, known: SeenRow | undefined): SeenRow | undefined {
      const row = rowOf.get(sightOf(viewer), added) as Row | undefined;
      return row && parsed(row, known);
    },
    /**
     * Everything under these terms, in steps between which others may write: what they write is to be followed
     * afterwards. `known`: rows that were read before; what they say is the same object again.
     */
    *inSteps(viewer: Viewer, terms: Iterable<number>, known?: SeenRows): Generator<void, SeenRows> {
      const found: SeenRow[] = [];
      for (const each of terms) {
        for (let after: number | undefined = 0; after !== undefined; ) {
          const rows = rowsOfTerms.all(sightOf(viewer), each, after, rowsAtOnce) as unknown as Row[];
          for (const row of rows) found.push(parsed(row, known?.get(row.added)));
          after = rows.length < rowsAtOnce ? undefined : rows.at(-1)?.added;
          yield;
        }
      }
      found.sort((a, b) => a.added - b.added);
      yield;
      return new Map(found.map((row) => [row.added, row]));
    },
  };
}

/** Which of several owners' objects is shown is decided row by row. */
export function isContested({ flags }: SeenRow): boolean {
  return (flags & flag.contested) !== 0;
}

/** What was read before of the same body is the same object, so that what was folded of it is known again. */
function parsed({ added, type, content, terms, flags, version, body }: Row, before?: SeenRow): SeenRow {
  const value = before?.body === body ? before.content : withDate(JSON.parse(content), added);
  return { added, type, terms, flags, version, body, content: value };
}
