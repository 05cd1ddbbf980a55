import type { Database } from '../database/open-database.ts';

/** Members, and units of them, as the API names them: identity id and name. */
export type MemberRefs = {
  /** Of a member, or of a unit, which is called "Member/Unit". */
  of(principal: number): { id: string; name: string };
  /** The principal of the member with this identity id or name. */
  find(nameOrId: string): number | undefined;
  /** The principal of the open unit of this member with this identity id, name, or "Member/Unit". */
  findUnit(member: number, nameOrId: string): number | undefined;
};

export function createMemberRefs(database: Database): MemberRefs {
  return {
    of(principal) {
      const row = database
        .prepare(
          `SELECT p.identity, m.name, u.name AS unit FROM principal p JOIN member m ON m.member = p.member
           LEFT JOIN unit u ON u.unit = p.principal WHERE p.principal = ? AND p.kind <> 'person'`,
        )
        .get(principal);
      if (row === undefined) throw new Error(`principal ${principal} is no member and no unit`);
      return { id: String(row.identity), name: row.unit === null ? String(row.name) : `${row.name}/${row.unit}` };
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
    findUnit(member, nameOrId) {
      const row = database
        .prepare(
          `SELECT u.unit FROM unit u JOIN member m ON m.member = u.member JOIN principal p ON p.principal = u.unit
           WHERE u.member = ?1 AND u.closed IS NULL
             AND (u.name = ?2 OR p.identity = ?2 OR m.name || '/' || u.name = ?2 COLLATE NOCASE)`,
        )
        .get(member, nameOrId);
      return row && Number(row.unit);
    },
  };
}
