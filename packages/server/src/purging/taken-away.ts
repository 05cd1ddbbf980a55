import type { Database } from '../database/open-database.ts';

/**
 * What owners took from some members alone: where another member of the same node keeps it, the version stays here, and
 * no tombstone says that it is gone.
 */
export type TakenAway = {
  /**
   * Whether an order of its owner took this version, and all before it, from a member (its identity); without one, from
   * any that this node hosts. `modified` sorts as the time that it names.
   */
  has(owner: number, object: string, modified: string, holder?: string): boolean;
};

/** Members whose people work at this node, by what it agreed with its peers. */
export const hostedMembers = `SELECT DISTINCT e.identity FROM peer_member e JOIN principal p ON p.identity = e.identity
  JOIN member m ON m.member = p.principal WHERE e.side = 'here' AND m."left" IS NULL`;

export function createTakenAway(database: Database): TakenAway {
  const taken = `SELECT 1 FROM recall r JOIN recall_version v ON v.recall = r.recall
    WHERE r.object = ?1 AND r.owner = ?2 AND r.whole = 1 AND v.modified >= ?3`;
  const from = database.prepare(`${taken} AND r.holder = ?4 LIMIT 1`);
  const fromAny = database.prepare(`${taken} AND r.holder IN (${hostedMembers}) LIMIT 1`);
  return {
    has: (owner, object, modified, holder) =>
      (holder === undefined ? fromAny.get(object, owner, modified) : from.get(object, owner, modified, holder)) !==
      undefined,
  };
}
