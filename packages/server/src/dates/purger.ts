import { type JsonValue, referencesOf, type StixObject } from '@entente/stix';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import { referenceKey } from '../objects/reference-key.ts';
import type { Standing } from '../objects/standing.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import type { TombstoneStore } from './tombstone-store.ts';

/** Deletes versions for everybody, their owner included. To be called in a transaction. */
export type Purger = {
  /** Some of the versions under these terms, `limit` at most; the answer is how many there were. */
  purge(terms: readonly number[], limit: number): number;
  /** How many there are. */
  count(terms: readonly number[]): number;
};

export function createPurger(
  database: Database,
  placements: PlacementStore,
  standing: Standing,
  tombstones: TombstoneStore,
  record: RecordEvent,
  now: () => string,
): Purger {
  // Also what stands nowhere any more since its owner took it out of its collections.
  const under = `SELECT version FROM placement WHERE terms IN (SELECT value FROM json_each(?1))
    UNION SELECT version FROM version WHERE terms IN (SELECT value FROM json_each(?1))`;
  const some = database.prepare(
    `SELECT v.version, v.owner, v.id, v.modified, v.stamp, b.bytes FROM version v JOIN body b ON b.body = v.body
     WHERE v.version IN (${under}) ORDER BY v.version LIMIT ?2`,
  );
  const all = database.prepare(`SELECT count(*) AS n FROM (${under})`);
  const deleteReference = database.prepare('DELETE FROM reference WHERE target = ? AND version = ?');
  const deleteBody = database.prepare('DELETE FROM body WHERE body = (SELECT body FROM version WHERE version = ?)');
  const deleteVersion = database.prepare('DELETE FROM version WHERE version = ?');

  function purgeOne(row: Record<string, unknown>): void {
    const [version, owner, id] = [Number(row.version), Number(row.owner), String(row.id)];
    const object = JSON.parse(Buffer.from(row.bytes as Uint8Array).toString()) as StixObject;
    for (const placement of placements.ofVersion(version)) placements.remove(placement);
    for (const { target } of referencesOf(object)) deleteReference.run(referenceKey(target), version);
    deleteBody.run(version);
    deleteVersion.run(version);
    const modified = row.stamp === '' ? '' : String(row.modified);
    tombstones.add({ owner, id, modified }, object as JsonValue, now());
    record({ kind: 'purged', members: [owner], subjects: [id], detail: { object: id, version: String(row.stamp) } });
    standing.settle(id);
  }

  return {
    purge(terms, limit) {
      const rows = some.all(JSON.stringify(terms), limit);
      for (const row of rows) purgeOne(row);
      return rows.length;
    },
    count: (terms) => Number(all.get(JSON.stringify(terms))?.n),
  };
}
