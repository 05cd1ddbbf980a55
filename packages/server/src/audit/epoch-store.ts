import { type Hash, hashesIn } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

/** An epoch as it is stored. */
export type EpochRow = {
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended: number;
  readonly commitments: readonly Hash[];
};

export type EpochStore = {
  find(epoch: number): EpochRow | undefined;
  /** The epoch in which an entry is sealed. */
  ofEntry(entry: number): EpochRow | undefined;
  /** The last entry that is sealed; 0 for none. */
  lastEntry(): number;
  add(epoch: EpochRow, lastEntry: number | undefined): void;
};

export function createEpochStore(database: Pick<Database, 'prepare'>, began: number): EpochStore {
  const select = database.prepare(
    `SELECT e.epoch, e.ended, e.commitments, (SELECT b.ended FROM audit_epoch b WHERE b.epoch = e.epoch - 1) AS began
     FROM audit_epoch e WHERE e.epoch = ?`,
  );
  const sealing = database.prepare(
    'SELECT epoch FROM audit_epoch WHERE last_entry IS NOT NULL AND last_entry >= ? ORDER BY last_entry LIMIT 1',
  );
  const last = database.prepare('SELECT max(last_entry) AS entry FROM audit_epoch WHERE last_entry IS NOT NULL');
  const insert = database.prepare(
    'INSERT INTO audit_epoch (epoch, ended, last_entry, commitments) VALUES (?, ?, ?, ?)',
  );

  const store: EpochStore = {
    find(epoch) {
      const row = select.get(epoch);
      return (
        row && {
          epoch,
          began: Number(row.began ?? began),
          ended: Number(row.ended),
          commitments: row.commitments === null ? [] : hashesIn(row.commitments as Uint8Array),
        }
      );
    },
    ofEntry(entry) {
      const row = sealing.get(entry);
      return row && store.find(Number(row.epoch));
    },
    lastEntry: () => Number(last.get()?.entry ?? 0),
    add({ epoch, ended, commitments }, lastEntry) {
      insert.run(epoch, ended, lastEntry ?? null, lastEntry === undefined ? null : Buffer.concat(commitments));
    },
  };
  return store;
}
