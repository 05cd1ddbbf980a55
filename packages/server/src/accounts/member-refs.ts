import type { Database } from '../database/open-database.ts';

/** Members as the API names them: identity id and name. */
export type MemberRefs = {
  of(principal: number): { id: string; name: string };
  /** The principal of the member with this identity id or name. */
  find(nameOrId: string): number | undefined;
};

export function createMemberRefs(database: Database): MemberRefs {
  return {
    of(principal) {
      const row = database
        .prepare(
          'SELECT p.identity, m.name FROM member m JOIN principal p ON p.principal = m.member WHERE m.member = ?',
        )
        .get(principal);
      if (row === undefined) throw new Error(`principal ${principal} is no member`);
      return { id: String(row.identity), name: String(row.name) };
    },
    find(nameOrId) {
      const row = database
        .prepare(
          `SELECT member FROM member WHERE name = ?1
           UNION SELECT m.member FROM principal p JOIN member m ON m.member = p.principal WHERE p.identity = ?1`,
        )
        .get(nameOrId);
      return row && Number(row.member);
    },
  };
}
