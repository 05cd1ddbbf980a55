import type { Database } from '../database/open-database.ts';

/**
 * Deletes what was written about wider release of an owner's object, which may quote it, once no version of it is left;
 * in the transaction in which the last one goes.
 */
export function createForgetRequestWords(database: Database): (owner: number, object: string) => void {
  // Asked first: an update that might fail opens a journal of its own, which costs more than all else of a purge.
  const isAny = database.prepare('SELECT 1 FROM release_request WHERE object = ? AND originator = ? LIMIT 1');
  const forget = database.prepare(
    `UPDATE release_request SET reason = '', answer = NULL WHERE object = ?1 AND originator = ?2
     AND NOT EXISTS (SELECT 1 FROM version WHERE id = ?1 AND owner = ?2)`,
  );
  return (owner, object) => {
    if (isAny.get(object, owner) !== undefined) forget.run(object, owner);
  };
}
