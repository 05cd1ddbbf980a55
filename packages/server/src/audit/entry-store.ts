import { randomBytes } from 'node:crypto';
import type { Hash } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import { commitmentOf, type EntryContent, entryText, subjectKeys } from './entry-content.ts';

/** An entry as it is stored. */
export type StoredEntry = {
  readonly entry: number;
  readonly id: string;
  /** Empty where it was forgotten. */
  readonly text: string;
};

export type EntryStore = {
  /** Adds an entry, with a salt of its own; answers its row. */
  add(content: EntryContent): number;
  find(id: string): StoredEntry | undefined;
  /** Undefined where it was forgotten. */
  salt(entry: number): Uint8Array | undefined;
  /** Row and commitment of the entries after `after` and up to `last`, in their order. */
  commitments(after: number, last: number): readonly Hash[];
  /** The last entry after `after` before the first that is not older than `time` (ms); undefined for none. */
  lastBefore(after: number, time: number): number | undefined;
};

export function createEntryStore(database: Pick<Database, 'prepare'>): EntryStore {
  const insert = database.prepare('INSERT INTO audit_entry (id, time, kind, content) VALUES (?, ?, ?, ?)');
  const insertSalt = database.prepare('INSERT INTO audit_salt (entry, salt) VALUES (?, ?)');
  const insertSubject = database.prepare('INSERT INTO audit_subject (subject, entry) VALUES (?, ?)');
  const selectRange = database.prepare(
    `SELECT e.content, s.salt FROM audit_entry e JOIN audit_salt s ON s.entry = e.entry
     WHERE e.entry > ? AND e.entry <= ? ORDER BY e.entry`,
  );
  const firstLater = database.prepare('SELECT min(entry) AS entry FROM audit_entry WHERE entry > ? AND time >= ?');
  const newest = database.prepare('SELECT max(entry) AS entry FROM audit_entry WHERE entry > ? AND entry < ?');

  return {
    add(content) {
      const { lastInsertRowid } = insert.run(content.id, Date.parse(content.time), content.kind, entryText(content));
      const entry = Number(lastInsertRowid);
      insertSalt.run(entry, randomBytes(32));
      for (const subject of subjectKeys(content)) insertSubject.run(subject, entry);
      return entry;
    },
    find(id) {
      const row = database.prepare('SELECT entry, id, content FROM audit_entry WHERE id = ?').get(id);
      return row && { entry: Number(row.entry), id: String(row.id), text: String(row.content) };
    },
    salt: (entry) =>
      database.prepare('SELECT salt FROM audit_salt WHERE entry = ?').get(entry)?.salt as Uint8Array | undefined,
    commitments: (after, last) =>
      selectRange.all(after, last).map(({ content, salt }) => commitmentOf(salt as Uint8Array, String(content))),
    lastBefore(after, time) {
      const later = firstLater.get(after, time)?.entry;
      const last = newest.get(after, later ?? Number.MAX_SAFE_INTEGER)?.entry;
      return last == null ? undefined : Number(last);
    },
  };
}
