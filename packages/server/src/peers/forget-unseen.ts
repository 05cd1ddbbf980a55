import type { Database } from '../database/open-database.ts';
import { isOfPurged } from '../purging/is-of-purged.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';

/**
 * Deletes what was set aside of an object that was taken back before its owner's own copy came here: then nothing is
 * purged with which it would go. To be called in a transaction.
 */
export type ForgetUnseen = (object: string) => void;

/**
 * The same of what came for one member (identity) that lost these versions (as the object writes them), while another
 * whose people work here may have them still. To be called in a transaction.
 */
export type ForgetLost = (object: string, holder: string, stamps: readonly string[]) => void;

export function createForgetLost(database: Database): ForgetLost {
  const forget = database.prepare(
    `DELETE FROM peer_set_aside WHERE object = ? AND version IN (SELECT value FROM json_each(?))
       AND member = (SELECT principal FROM principal WHERE identity = ?)`,
  );
  return (object, holder, stamps) => void forget.run(object, JSON.stringify(stamps), holder);
}

export function createForgetUnseen(database: Database, tombstones: Pick<TombstoneStore, 'isOfPurged'>): ForgetUnseen {
  const setAside = database.prepare('SELECT set_aside, bytes FROM peer_set_aside WHERE object = ?');
  const forget = database.prepare('DELETE FROM peer_set_aside WHERE set_aside = ?');
  return (object) => {
    for (const { set_aside: row, bytes } of setAside.all(object)) {
      // Only what could be read has an id to be found by.
      const value: unknown = JSON.parse(Buffer.from(bytes as Uint8Array).toString());
      if (isOfPurged(tombstones, value)) forget.run(row ?? null);
    }
  };
}
