import type { Database } from '../database/open-database.ts';

/**
 * Remembers after which date there was nothing for a principal in a collection: most polls ask the same again. Only what
 * that principal may see makes it forget, so how long an answer takes tells of nothing else.
 */
export type NothingNewer = {
  has(principal: number, collection: number, after: number): boolean;
  remember(principal: number, collection: number, after: number): void;
  /** Something stands under these terms that did not before. */
  forget(terms: ReadonlySet<number>): void;
};

const mostRemembered = 10_000;

export function createNothingNewer(database: Database): NothingNewer {
  const known = new Map<number, Map<number, number>>();
  const seers = database.prepare(
    'SELECT DISTINCT principal FROM visible WHERE terms IN (SELECT value FROM json_each(?))',
  );
  return {
    has(principal, collection, after) {
      const nothingAfter = known.get(principal)?.get(collection);
      return nothingAfter !== undefined && after >= nothingAfter;
    },
    remember(principal, collection, after) {
      if (known.size > mostRemembered) known.clear();
      const ofPrincipal = known.get(principal) ?? new Map<number, number>();
      ofPrincipal.set(collection, after);
      known.set(principal, ofPrincipal);
    },
    forget(terms) {
      if (known.size === 0 || terms.size === 0) return;
      for (const row of seers.all(JSON.stringify([...terms]))) known.delete(Number(row.principal));
    },
  };
}
