import type { Database } from '../database/open-database.ts';

/** What rows are called in entries: no row number ever is. */
export type AuditNames = {
  /** Identity of a principal. */
  principal(row: number): string;
  /** The member or unit through which a person sees what it sees; undefined for members and units themselves. */
  actsFor(row: number): number | undefined;
  collection(row: number): string;
};

export function createAuditNames(database: Database): AuditNames {
  const principals = new Map<number, { identity: string; actsFor: number | undefined }>();
  const collections = new Map<number, string>();
  database.onRollback(() => {
    principals.clear();
    collections.clear();
  });
  const principalOf = database.prepare(
    `SELECT p.identity, CASE p.kind WHEN 'person' THEN coalesce(a.unit, p.member) END AS acts_for
     FROM principal p LEFT JOIN account a ON a.principal = p.principal WHERE p.principal = ?`,
  );
  const collectionOf = database.prepare('SELECT id FROM collection WHERE collection = ?');

  function read(row: number): { identity: string; actsFor: number | undefined } {
    let known = principals.get(row);
    if (known === undefined) {
      const found = principalOf.get(row);
      if (found === undefined) throw new Error(`No principal ${row}`);
      known = {
        identity: String(found.identity),
        actsFor: found.acts_for == null ? undefined : Number(found.acts_for),
      };
      principals.set(row, known);
    }
    return known;
  }

  return {
    principal: (row) => read(row).identity,
    actsFor: (row) => read(row).actsFor,
    collection(row) {
      let id = collections.get(row);
      if (id === undefined) {
        id = String(collectionOf.get(row)?.id);
        collections.set(row, id);
      }
      return id;
    },
  };
}
