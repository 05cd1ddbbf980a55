import type { Database } from '../database/open-database.ts';

/** Something placed before an audience: its row of terms, its collection, and its date added (microseconds). */
export type Placed = { readonly terms: number; readonly collection: number; readonly added: number };

/** `isJoined`: its node is joined with this one; the others have what they have through others. */
export type Gone = { readonly member: number; readonly isJoined: boolean };

/**
 * Members hosted by other nodes that have left, and may come back, and what was released to them before they did. Whether
 * it was delivered is not asked: what went out just before the node was killed stands in no log.
 */
export type Away = {
  /** Rows of those that have left by now. */
  members(): readonly number[];
  /** Which of them saw something of a member hosted here when they left. */
  whoSaw(placed: Placed): readonly Gone[];
  /** The same of one of them, whose node is joined with this one, and which may have come back since. */
  didSee(member: number, placed: Placed): boolean;
  /** The terms of members hosted here of which one of them lost sight. */
  termsLostBy(member: number): readonly number[];
};

export function createAway(database: Database): Away {
  const hostedThere = `SELECT p.principal FROM peer_member e JOIN principal p ON p.identity = e.identity
    WHERE e.side = 'there'`;
  const takingPart = `${hostedThere} AND p.principal NOT IN (SELECT member FROM member WHERE "left" IS NOT NULL)`;
  const all = database.prepare(`SELECT member FROM member WHERE "left" IS NOT NULL AND member IN (${hostedThere})`);
  const saw = database.prepare(
    `SELECT DISTINCT s.principal, s.principal IN (${hostedThere}) AS joined FROM audit_sight s JOIN terms t ON t.terms = s.terms
       JOIN member m ON m.member = s.principal
     WHERE s.terms = ?1 AND s.gained = 0 AND (s.principal = ?4 OR (?4 IS NULL AND m."left" IS NOT NULL)) AND t.tlp IS NOT 'red' AND t.owner NOT IN (${takingPart})
       AND (s.principal IN (${hostedThere})
         OR s.principal NOT IN (SELECT p.principal FROM peer_member e JOIN principal p ON p.identity = e.identity))
       AND s.entry > coalesce((
         SELECT min(r.entry) FROM audit_release r
         WHERE r.terms IN (SELECT ?1 UNION ALL SELECT a.terms FROM audit_past_placement a
                           WHERE a.collection = ?2 AND a.added = ?3)
           AND r.last_added >= ?3 AND r.first_added <= ?3), 0)`,
  );
  const lost = database.prepare(
    `SELECT DISTINCT s.terms FROM audit_sight s JOIN terms t ON t.terms = s.terms
     WHERE s.principal = ? AND s.gained = 0 AND t.tlp IS NOT 'red' AND t.owner NOT IN (${takingPart})`,
  );
  const whoSaw = ({ terms, collection, added }: Placed, member: number | null): Gone[] =>
    saw
      .all(terms, collection, added, member)
      .map(({ principal, joined }) => ({ member: Number(principal), isJoined: joined === 1 }));
  return {
    members: () => all.all().map(({ member }) => Number(member)),
    whoSaw: (placed) => whoSaw(placed, null),
    didSee: (member, placed) => whoSaw(placed, member).some(({ isJoined }) => isJoined),
    termsLostBy: (member) => lost.all(member).map(({ terms }) => Number(terms)),
  };
}
