import type { Database } from '../database/open-database.ts';
import type { EntryNow } from './compare-entries.ts';
import { commitmentOf, type EntryContent, subjectKeys } from './entry-content.ts';
import type { Finding } from './finding.ts';

/** An entry as a check reads it, and what is wrong with it by itself. */
export type StoredNow = EntryNow & { readonly findings: readonly Finding[] };

/** The entries after `after` and up to `last` (rows), in their order. `mayBeForgotten`: by an entry of that kind. */
export function readEntries(
  database: Pick<Database, 'prepare'>,
  after: number,
  last: number,
  mayBeForgotten: boolean,
): StoredNow[] {
  const subjectsOf = database.prepare('SELECT subject FROM audit_subject WHERE entry = ? ORDER BY subject');
  const salts = new WeakMap<EntryNow, Uint8Array>();
  return database
    .prepare(
      `SELECT e.entry, e.id, e.time, e.kind, e.content, s.salt
       FROM audit_entry e LEFT JOIN audit_salt s ON s.entry = e.entry
       WHERE e.entry > ? AND e.entry <= ? ORDER BY e.entry`,
    )
    .all(after, last)
    .map((row) => {
      const text = String(row.content);
      const salt = row.salt === null ? undefined : (row.salt as Uint8Array);
      const found = subjectsOf.all(Number(row.entry)).map(({ subject }) => String(subject));
      const entry: StoredNow = {
        id: String(row.id),
        commitment: salt === undefined ? undefined : commitmentOf(salt, text),
        isForgotten: mayBeForgotten && text === '' && salt === undefined,
        withSaltOf(other) {
          const its = salts.get(other);
          return its === undefined ? undefined : commitmentOf(its, text);
        },
        findings: checkColumns(String(row.id), text, { time: Number(row.time), kind: String(row.kind) }, found),
      };
      if (salt !== undefined) salts.set(entry, salt);
      return entry;
    });
}

/** What entries are found by must be what they say: else one could be hidden from whom it is about. */
function checkColumns(
  id: string,
  text: string,
  columns: { readonly time: number; readonly kind: string },
  subjects: readonly string[],
): Finding[] {
  if (text === '') return [];
  const said = parse(text);
  const isFound =
    said !== undefined &&
    said.id === id &&
    said.kind === columns.kind &&
    Date.parse(said.time) === columns.time &&
    subjects.join('\n') === subjectKeys(said).sort().join('\n');
  if (isFound) return [];
  const message = `entry ${id} is listed under other subjects, or another time or kind, than it says`;
  return [{ code: 'index-changed', entries: [id], message }];
}

function parse(text: string): EntryContent | undefined {
  try {
    return JSON.parse(text) as EntryContent;
  } catch {
    return undefined;
  }
}
