import { createHash } from 'node:crypto';
import { canonicalize, type JsonValue } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** What names one purged version: of an object without versions, by what it said. */
export type PurgedVersion = { readonly owner: number; readonly id: string; readonly modified: string };

/** Why something was purged: its time was over, or its owner took it back. */
export type PurgeCause = 'expired' | 'recalled';

/** How it was purged: `older` where everything older went with it, also what was never seen here. */
export type Purged = { readonly cause: PurgeCause; readonly older: boolean; readonly at: string };

/** What was purged, so that it does not come back by being sent again. */
export type TombstoneStore = {
  /** `content` is what the version said; kept of it is a digest, and only where there is no `modified`. */
  add(version: PurgedVersion, content: JsonValue, purged: Purged): void;
  /** Why this very version is not taken again. */
  causeOf(version: PurgedVersion, content: JsonValue): PurgeCause | undefined;
  /** Whether this is the text of what any owner's version said before it was purged. */
  isOfPurged(id: string, modified: string, content: JsonValue): boolean;
  /** The newest expired version of an owner's object, by its sort key. */
  newestExpired(owner: number, id: string): string | undefined;
  /** The version up to which an object was recalled whole, likewise. */
  recalledThrough(owner: number, id: string): string | undefined;
};

export function createTombstoneStore(database: Database): TombstoneStore {
  // A recall says more than an expiry, and is never taken back.
  const insert = database.prepare(
    `INSERT INTO tombstone (owner, id, modified, content, purged, cause, older) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET cause = excluded.cause, older = max(older, excluded.older)
       WHERE excluded.cause = 'recalled'`,
  );
  const find = database.prepare(
    'SELECT cause FROM tombstone WHERE owner = ? AND id = ? AND modified = ? AND content = ?',
  );
  const expired = database.prepare(
    `SELECT max(modified) AS modified FROM tombstone WHERE owner = ? AND id = ? AND cause = 'expired'`,
  );
  const recalled = database.prepare(
    'SELECT max(modified) AS modified FROM tombstone WHERE owner = ? AND id = ? AND older = 1',
  );
  // By each owner in turn: the key of the table begins with it, and there are few.
  const ofAny = database.prepare(
    `SELECT 1 FROM member m CROSS JOIN tombstone t ON t.owner = m.member AND t.id = ?1
     WHERE (t.modified = ?2 AND t.content = ?3) OR (t.older = 1 AND ?2 <> '' AND t.modified >= ?2) LIMIT 1`,
  );
  // Where nothing was ever purged, which is most places, nobody need look for each object.
  let isEmpty: boolean | undefined;
  database.onRollback(() => {
    isEmpty = undefined;
  });
  const hasNone = (): boolean => {
    isEmpty ??= database.prepare('SELECT 1 FROM tombstone LIMIT 1').get() === undefined;
    return isEmpty;
  };
  const newest = (query: typeof expired, owner: number, id: string): string | undefined => {
    if (hasNone()) return undefined;
    const modified = query.get(owner, id)?.modified;
    return typeof modified === 'string' && modified !== '' ? modified : undefined;
  };
  return {
    add({ owner, id, modified }, content, { cause, older, at }) {
      isEmpty = false;
      insert.run(owner, id, modified, contentOf(modified, content), at, cause, Number(older));
    },
    causeOf({ owner, id, modified }, content) {
      if (hasNone()) return undefined;
      const row = find.get(owner, id, modified, contentOf(modified, content));
      return row === undefined ? undefined : (row.cause as PurgeCause);
    },
    isOfPurged: (id, modified, content) =>
      !hasNone() && ofAny.get(id, modified, contentOf(modified, content)) !== undefined,
    newestExpired: (owner, id) => newest(expired, owner, id),
    recalledThrough: (owner, id) => newest(recalled, owner, id),
  };
}

function contentOf(modified: string, content: JsonValue): string {
  return modified === '' ? createHash('sha256').update(canonicalize(content)).digest('hex') : '';
}
