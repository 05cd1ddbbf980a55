import type { SQLInputValue } from 'node:sqlite';
import type { Database } from '../database/open-database.ts';
import type { AuditKind } from './audit-kinds.ts';
import type { EntryContent } from './entry-content.ts';
import type { Scope } from './policy.ts';

/** Which entries are meant; every property narrows. */
export type EntryFilter = {
  readonly kinds?: readonly AuditKind[] | undefined;
  /** What they are found by: m:identity, a:account, t:token, or the id of what they are about. */
  readonly subjects?: readonly string[] | undefined;
  /** Milliseconds since 1970: not before, and before. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
};

export type FoundEntry = { readonly entry: number; readonly content: EntryContent; readonly isSealed: boolean };

/** Entries that somebody may read, newest first. */
export type EntryQuery = {
  page(scope: Scope, filter: EntryFilter, before: number, limit: number): FoundEntry[];
  /** By its id; undefined where the viewer may not read it, as where there is none. */
  find(scope: Scope, id: string): FoundEntry | undefined;
  /** By rows, whoever may read them; in the order of recording. */
  byRows(rows: Iterable<number>): FoundEntry[];
};

export function createEntryQuery(database: Pick<Database, 'prepare'>): EntryQuery {
  const columns = `e.entry, e.content, e.entry <= coalesce(
    (SELECT max(last_entry) FROM audit_epoch WHERE last_entry IS NOT NULL), 0) AS sealed`;

  /** Of these kinds, or found by this subject. */
  const readable = `(e.kind IN (SELECT value FROM json_each(?))
    OR EXISTS (SELECT 1 FROM audit_subject o WHERE o.subject = ? AND o.entry = e.entry))`;

  return {
    page(scope, { kinds, subjects = [], since, until }, before, limit) {
      const isOneSubject = !scope.isAll && scope.kinds === undefined;
      const [first, ...others] = [...subjects, ...(isOneSubject ? [scope.subject] : [])];
      const conditions: string[] = ["e.content <> ''", 'e.entry < ?'];
      const parameters: SQLInputValue[] = [before];
      const and = (condition: string, value: SQLInputValue): void => {
        conditions.push(condition);
        parameters.push(value);
      };
      // The order of an index in each case, so that a page costs a page.
      const from = first === undefined ? 'audit_entry e' : 'audit_subject s JOIN audit_entry e ON e.entry = s.entry';
      if (first !== undefined) and('s.subject = ?', first);
      for (const each of others) {
        and('EXISTS (SELECT 1 FROM audit_subject o WHERE o.subject = ? AND o.entry = e.entry)', each);
      }
      if (!scope.isAll && scope.kinds !== undefined) {
        conditions.push(readable);
        parameters.push(JSON.stringify(scope.kinds), scope.subject);
      }
      if (kinds !== undefined) and('e.kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds));
      if (since !== undefined) and('e.time >= ?', since);
      if (until !== undefined) and('e.time < ?', until);
      const order = first === undefined ? 'e.entry' : 's.entry';
      const sql = `SELECT ${columns} FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY ${order} DESC LIMIT ?`;
      return database
        .prepare(sql)
        .all(...parameters, limit)
        .map(toFound);
    },
    find(scope, id) {
      const row = database.prepare(`SELECT ${columns} FROM audit_entry e WHERE e.id = ? AND e.content <> ''`).get(id);
      if (row === undefined) return undefined;
      if (scope.isAll) return toFound(row);
      const isRead = database.prepare(`SELECT 1 FROM audit_entry e WHERE e.entry = ? AND ${readable}`);
      const { kinds = [], subject } = scope;
      return isRead.get(Number(row.entry), JSON.stringify(kinds), subject) === undefined ? undefined : toFound(row);
    },
    byRows: (rows) =>
      database
        .prepare(
          `SELECT ${columns} FROM audit_entry e
           WHERE e.entry IN (SELECT value FROM json_each(?)) AND e.content <> '' ORDER BY e.entry`,
        )
        .all(JSON.stringify([...rows]))
        .map(toFound),
  };
}

function toFound(row: Record<string, unknown>): FoundEntry {
  return {
    entry: Number(row.entry),
    content: JSON.parse(String(row.content)) as EntryContent,
    isSealed: row.sealed === 1,
  };
}
