import { createHash } from 'node:crypto';
import { createFolder } from '@entente/commitments';
import type { StixObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { flag } from '../placements/placement-store.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import { type Ledger, type LedgerRow, ledgerOf, withDate } from './ledger.ts';
import { ledgerContent } from './ledger-projection.ts';

export type { Ledger, Place } from './ledger.ts';

export type LedgerReader = {
  /**
   * What the viewer has; with `known` (a timestamp) what the node had for him by then, by dates added and not by what
   * authors write. Throws `not-ready` while the rows are being made.
   */
  of(viewer: Viewer, known?: string): Ledger;
};

/** So many different ledgers are held. */
const mostHeld = 6;
/** So many changes are followed one by one; after more all rows are read again. */
const mostFollowed = 1000;

const columns = 'r.added, r.type, r.content, p.terms, p.flags, p.version, p.body';

/** Exported for the test of their plans. `?1` is the viewer's sight. */
export const ledgerQueries = {
  terms: `SELECT s.terms FROM visible s WHERE ${withinSight('?1')}
    AND EXISTS (SELECT 1 FROM ledger_row r WHERE r.terms = s.terms)`,
  rows: `SELECT ${columns}
    FROM visible v CROSS JOIN ledger_row r ON r.terms = v.terms ${visibleTo('?1')} WHERE v.principal = abs(?1)
    ORDER BY r.added`,
  rowsOfTerms: `SELECT ${columns} FROM ledger_row r ${visibleTo('?1')} WHERE r.terms = ?2`,
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

type Row = {
  readonly added: number;
  readonly type: string;
  readonly content: string;
  readonly terms: number;
  readonly flags: number;
  readonly version: number;
  readonly body: number;
};

/** What a viewer's terms let him have, by date added, and what was made of those that he is shown. */
type Held = {
  readonly edition: number;
  readonly terms: ReadonlySet<number>;
  /** In the order of their dates added. Handed on to the next edition, which changes it. */
  readonly rows: Map<number, Seen>;
  /** Some stand beside those of other owners: which of them is shown may change without them. */
  readonly contested: boolean;
  /** The date at which the last row was added. */
  readonly last: number;
  readonly ledger: Ledger;
};
type Seen = LedgerRow & { readonly flags: number; readonly version: number };
type Followed = { readonly rows: Held['rows']; readonly fresh?: readonly Seen[] };
type IsShown = ObjectReader['isShown'];

export function createLedgerReader(
  database: Database,
  { isShown }: { readonly isShown: IsShown },
  projections: Pick<Projections, 'mustBeReady'>,
  objectOf: (body: number) => StixObject,
): LedgerReader {
  const termsOf = database.prepare(ledgerQueries.terms);
  const rowsOf = database.prepare(ledgerQueries.rows);
  const rowsOfTerms = database.prepare(ledgerQueries.rowsOfTerms);
  const rowOf = database.prepare(ledgerQueries.row);
  const changesOf = database.prepare(ledgerQueries.changes);
  const beforeOf = database.prepare(ledgerQueries.before);
  const editionOf = database.prepare('SELECT edition FROM ledger_edition');
  const oldestChange = database.prepare('SELECT min(edition) AS edition FROM ledger_change');
  const folder = createFolder();
  const held = new Map<string, Held>();
  const keyOfSight = new Map<number, string>();
  const knownThen = new Map<string, Ledger>();
  let whenKnown: Ledger | undefined;
  // Editions are given out again where a transaction is rolled back.
  database.onRollback(() => held.clear());
  // Nobody may ask for it again, and what was purged would stay in memory.
  database.onPurge(() => {
    held.clear();
    knownThen.clear();
    whenKnown = undefined;
  });

  /**
   * Of the rows that a viewer had, those that he has now, and those that are new where nothing else changed: undefined
   * where too much has changed to follow.
   */
  function followed(viewer: Viewer, before: Held, terms: ReadonlySet<number>): Followed | undefined {
    const [oldest, gained] = [oldestChange.get()?.edition, [...terms].filter((each) => !before.terms.has(each))];
    if (oldest !== null && Number(oldest) > before.edition + 1) return undefined;
    const changes = changesOf.all(before.edition, mostFollowed + 1).map(({ added }) => Number(added));
    if (changes.length > mostFollowed || gained.length > mostFollowed) return undefined;
    const isSameTerms = terms.size === before.terms.size && gained.length === 0;
    // Others may go on with what was held for other terms.
    const rows = isSameTerms ? before.rows : new Map(before.rows);
    const last = before.last;
    let fresh: Seen[] | undefined = isSameTerms && !before.contested ? [] : undefined;
    for (const added of changes) {
      const row = rowOf.get(sightOf(viewer), added) as Row | undefined;
      const known = rows.get(added);
      // Neither had before nor now: nothing to him.
      if (row === undefined && known === undefined) continue;
      const seen = row && parsed(row, known);
      if (seen === undefined) rows.delete(added);
      else rows.set(added, seen);
      if (seen === undefined || known !== undefined || isContested(seen) || added < last) fresh = undefined;
      else fresh?.push(seen);
    }
    if ([...before.terms].some((each) => !terms.has(each))) {
      for (const [added, row] of rows) if (!terms.has(row.terms)) rows.delete(added);
    }
    for (const each of gained) {
      for (const row of rowsOfTerms.all(sightOf(viewer), each) as unknown as Row[]) {
        rows.set(row.added, parsed(row, rows.get(row.added)));
      }
    }
    if (fresh !== undefined) return { rows, fresh };
    if (isInOrder(rows.keys())) return { rows };
    return { rows: new Map([...rows].sort(([a], [b]) => a - b)) };
  }

  function current(viewer: Viewer): Held {
    const edition = Number(editionOf.get()?.edition);
    const list = termsOf.all(sightOf(viewer)).map((row) => Number(row.terms));
    const key = createHash('sha256').update(JSON.stringify(list)).digest('hex');
    // Viewers of the same terms share what was read for one of them.
    const known = held.get(key);
    if (known?.edition === edition) return known;
    const terms = new Set(list);
    const before = known ?? held.get(keyOfSight.get(sightOf(viewer)) ?? '');
    const { rows, fresh }: Followed = (before && followed(viewer, before, terms)) ?? {
      rows: allRows(rowsOf.all(sightOf(viewer))),
    };
    const grown = fresh && (fresh.length === 0 ? before?.ledger : before?.ledger.grown(fresh));
    const last = fresh?.at(-1)?.added ?? (grown && before?.last) ?? [...rows.keys()].at(-1) ?? 0;
    const made =
      grown === undefined
        ? { edition, terms, rows, last, ...allOf(viewer, rows) }
        : { edition, terms, rows, last, contested: false, ledger: grown };
    held.delete(key);
    for (const old of [...held.keys()].slice(0, Math.max(0, held.size - mostHeld + 1))) held.delete(old);
    held.set(key, made);
    if (keyOfSight.size > 10_000) keyOfSight.clear();
    keyOfSight.set(sightOf(viewer), key);
    return made;
  }

  function allOf(viewer: Viewer, rows: Held['rows']): Pick<Held, 'contested' | 'ledger'> {
    const all = [...rows.values()];
    const contested = all.some(isContested);
    return { contested, ledger: ledgerOf(contested ? all.filter((row) => isShown(viewer, row)) : all, folder) };
  }

  /** The rows by then: those that came by then, and the versions before of those that were changed since. */
  function ledgerThen(viewer: Viewer, { rows, terms, ledger: now }: Held, known: string): Ledger {
    if (whenKnown !== now) knownThen.clear();
    whenKnown = now;
    const key = JSON.stringify([known, ...terms]);
    const before = knownThen.get(key);
    if (before !== undefined) return before;
    const until = microseconds(known);
    const then = [...rows.values()].filter((row) => row.added <= until && isShown(viewer, row));
    const ids = new Set(then.map(({ content }) => idOf(content)));
    const older = new Map<string, LedgerRow>();
    for (const row of beforeOf.all(sightOf(viewer), until) as unknown as (Row & { readonly id: string })[]) {
      const { id, added, terms: under, body, type } = row;
      if (ids.has(id)) continue;
      const content = ledgerContent(objectOf(body));
      // The date at which its first version came is its own.
      const first = older.get(id)?.added ?? added;
      if (content === undefined) older.delete(id);
      else older.set(id, { added: first, terms: under, body, type, content: withDate(content, first) });
    }
    const ledger = ledgerOf(
      [...then, ...older.values()].sort((a, b) => a.added - b.added),
      folder,
      known,
    );
    if (knownThen.size >= mostHeld) knownThen.clear();
    knownThen.set(key, ledger);
    return ledger;
  }

  return {
    of(viewer, known) {
      projections.mustBeReady('ledger');
      const now = current(viewer);
      return known === undefined ? now.ledger : ledgerThen(viewer, now, known);
    },
  };
}

/** The ledger that a viewer has, read once and not kept. */
export function readLedger(database: Database, viewer: Viewer, isShown: IsShown): Ledger {
  const rows = allRows(database.prepare(ledgerQueries.rows).all(sightOf(viewer)));
  return ledgerOf([...rows.values()].filter((row) => isShown(viewer, row)));
}

function allRows(rows: readonly object[]): Held['rows'] {
  return new Map((rows as Row[]).map((row) => [row.added, parsed(row)]));
}

/** What was read before of the same body is the same object, so that what was folded of it is known again. */
function parsed({ content, ...row }: Row, before?: Seen): Seen {
  return { ...row, content: before?.body === row.body ? before.content : withDate(JSON.parse(content), row.added) };
}

function isContested({ flags }: Seen): boolean {
  return (flags & flag.contested) !== 0;
}

function isInOrder(dates: Iterable<number>): boolean {
  let last = 0;
  for (const each of dates) {
    if (each < last) return false;
    last = each;
  }
  return true;
}

function idOf(content: unknown): string | undefined {
  const { id, commitment } = content as { id?: string; commitment?: { id: string } | string };
  return id ?? (typeof commitment === 'object' ? commitment.id : undefined);
}

/** The last microsecond of the millisecond, as dates added count. */
function microseconds(timestamp: string): number {
  return Date.parse(timestamp) * 1000 + 999;
}
