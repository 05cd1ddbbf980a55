import type { Database } from '../database/open-database.ts';

/** A copy on a server that knows nothing of recall. */
export type Copy = {
  readonly feed: string;
  /** Host of the server. */
  readonly host: string;
  readonly version: string;
  /** When it was sent first: ISO 8601. */
  readonly at: string;
  /** Whether that server said that it has it. */
  readonly isCertain: boolean;
};

/** Where own objects were pushed to. It stays when the feed is removed and the object recalled: they are still there. */
export type CopyStore = {
  /** To be called before anything is sent, in a transaction: a crash leaves one too many, never one too few. */
  sending(feed: number, owner: number, copies: readonly { readonly object: string; readonly version: string }[]): void;
  confirmed(feed: number, owner: number, object: string, version: string): void;
  /** The other server said that it did not take it. */
  notTaken(feed: number, owner: number, object: string, version: string): void;
  of(owner: number, object: string): readonly Copy[];
};

export function createCopyStore(database: Database, now: () => string): CopyStore {
  const insert = database.prepare(
    'INSERT OR IGNORE INTO taxii_copy (feed, owner, object, version, at, certain) VALUES (?, ?, ?, ?, ?, 0)',
  );
  const key = 'WHERE owner = ? AND object = ? AND feed = ? AND version = ?';
  const confirm = database.prepare(`UPDATE taxii_copy SET certain = 1 ${key}`);
  // What was confirmed once is there, whatever a later answer says.
  const remove = database.prepare(`DELETE FROM taxii_copy ${key} AND certain = 0`);
  const of = createCopiesOf(database);
  return {
    sending(feed, owner, copies) {
      for (const { object, version } of copies) insert.run(feed, owner, object, version, now());
    },
    confirmed: (feed, owner, object, version) => void confirm.run(owner, object, feed, version),
    notTaken: (feed, owner, object, version) => void remove.run(owner, object, feed, version),
    of,
  };
}

export function createCopiesOf(database: Database): CopyStore['of'] {
  const find = database.prepare(
    `SELECT f.id AS feed, f.url, c.version, c.at, c.certain FROM taxii_copy c JOIN taxii_feed f ON f.feed = c.feed
     WHERE c.owner = ? AND c.object = ? ORDER BY c.at`,
  );
  return (owner, object) =>
    find.all(owner, object).map((row) => ({
      feed: String(row.feed),
      host: new URL(String(row.url)).host,
      version: String(row.version),
      at: String(row.at),
      isCertain: row.certain === 1,
    }));
}
