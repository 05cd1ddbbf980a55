import { createHash } from 'node:crypto';
import { canonicalize, type JsonValue } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** What names one purged version: of an object without versions, by what it said. */
export type PurgedVersion = { readonly owner: number; readonly id: string; readonly modified: string };

/** What was purged, so that it does not come back by being sent again. */
export type TombstoneStore = {
  /** `content` is what the version said; kept of it is a digest, and only where there is no `modified`. */
  add(version: PurgedVersion, content: JsonValue, purged: string): void;
  has(version: PurgedVersion, content: JsonValue): boolean;
  /** The newest version of an owner's object that was purged, by its sort key. */
  newest(owner: number, id: string): string | undefined;
};

export function createTombstoneStore(database: Database): TombstoneStore {
  const insert = database.prepare(
    'INSERT OR IGNORE INTO tombstone (owner, id, modified, content, purged) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT 1 FROM tombstone WHERE owner = ? AND id = ? AND modified = ? AND content = ?');
  const last = database.prepare('SELECT max(modified) AS modified FROM tombstone WHERE owner = ? AND id = ?');
  // Where nothing was ever purged, which is most places, nobody need look for each object.
  let isEmpty: boolean | undefined;
  database.onRollback(() => {
    isEmpty = undefined;
  });
  const hasNone = (): boolean => {
    isEmpty ??= database.prepare('SELECT 1 FROM tombstone LIMIT 1').get() === undefined;
    return isEmpty;
  };
  return {
    add({ owner, id, modified }, content, purged) {
      isEmpty = false;
      insert.run(owner, id, modified, contentOf(modified, content), purged);
    },
    has: ({ owner, id, modified }, content) =>
      !hasNone() && find.get(owner, id, modified, contentOf(modified, content)) !== undefined,
    newest(owner, id) {
      if (hasNone()) return undefined;
      const modified = last.get(owner, id)?.modified;
      return typeof modified === 'string' && modified !== '' ? modified : undefined;
    },
  };
}

function contentOf(modified: string, content: JsonValue): string {
  return modified === '' ? createHash('sha256').update(canonicalize(content)).digest('hex') : '';
}
