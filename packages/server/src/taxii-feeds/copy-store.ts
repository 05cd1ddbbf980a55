import { compareTimestamps, isTimestamp } from '@entente/stix';
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
  /**
   * To be called before anything is sent, in a transaction: a crash leaves one too many, never one too few. Returns
   * those that were never sent there before.
   */
  sending<Sent extends { readonly object: string; readonly version: string }>(
    feed: number,
    owner: number,
    copies: readonly Sent[],
  ): readonly Sent[];
  confirmed(feed: number, owner: number, object: string, version: string): void;
  /** The other server said that it did not take it. */
  notTaken(feed: number, owner: number, object: string, version: string): void;
  /** Of what was sent, the version that the other server means: it may write its date with other digits, or leave it out. */
  versionMeant(feed: number, owner: number, object: string, said: string): string;
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
  const versions = database.prepare(
    'SELECT version FROM taxii_copy WHERE owner = ? AND object = ? AND feed = ? ORDER BY at DESC',
  );
  const of = createCopiesOf(database);
  return {
    sending(feed, owner, copies) {
      return copies.filter(({ object, version }) => insert.run(feed, owner, object, version, now()).changes === 1);
    },
    confirmed: (feed, owner, object, version) => void confirm.run(owner, object, feed, version),
    notTaken: (feed, owner, object, version) => void remove.run(owner, object, feed, version),
    versionMeant(feed, owner, object, said) {
      const sent = versions.all(owner, object, feed).map(({ version }) => String(version));
      const [newest = said] = sent;
      const areDates = isTimestamp(said) && isTimestamp(newest);
      return sent.find((version) => isSameVersion(version, said)) ?? (areDates ? said : newest);
    },
    of,
  };
}

function isSameVersion(one: string, other: string): boolean {
  return one === other || (isTimestamp(one) && isTimestamp(other) && compareTimestamps(one, other) === 0);
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
