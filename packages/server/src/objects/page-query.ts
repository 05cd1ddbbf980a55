import type { Database } from '../database/open-database.ts';
import { flag } from '../placements/placement-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** One row of a page: where it stands, and which body it is. */
export type PageRow = {
  readonly added: number;
  readonly terms: number;
  readonly flags: number;
  readonly version: number;
  readonly body: number;
};

export type PageRequest = {
  readonly principal: number;
  readonly collection: number;
  /** Only what was added after this moment (microseconds). */
  readonly after: number;
  readonly limit: number;
  /** Bits of `placement.flags` of which one must be set; 0 for all. */
  readonly flags: number;
  /** Only these object types; undefined for all. */
  readonly objectTypes?: readonly number[] | undefined;
};

/**
 * Reads keys of a collection in order of date added, for one principal. Which of two indexes serves is chosen by how
 * much of the collection the principal sees: the planner, left alone, chooses wrongly by a factor of 1,000.
 */
export type PageQuery = (request: PageRequest) => PageRow[];

/** A whole page at once: the bodies joined by commas between two texts, and what its keys say together. */
export type JoinedPage = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Date added of the first and the last (microseconds). */
  readonly first: number;
  readonly last: number;
};

/**
 * The same page without a row each: half the cost where many are read. Undefined where it can not be told so: where
 * nothing stands there, or where rows are contested.
 */
export type JoinedPageQuery = (request: PageRequest, before: string, after: string) => JoinedPage | undefined;

/** Microseconds, measured with 1,000,000 objects: only how they relate to each other decides. */
const cost = {
  /** Reading past a row by date. */
  row: 0.25,
  /** Beginning to read under one terms, and sorting in one row of those. */
  begin: 5,
  sort: 0.8,
};

export function createPageQuery(
  database: Database,
  terms: TermsStore,
): { readonly rows: PageQuery; readonly joined: JoinedPageQuery } {
  const columns = 'p.added, p.terms, p.flags, p.version, p.body';
  // A filter by type that is not asked for would cost more than all the rest of an empty page.
  const wanted = (types: boolean): string =>
    `(:flags = 0 OR flags & :flags) ${types ? 'AND object_type IN (SELECT value FROM json_each(:types))' : ''}`;
  const byAdded = (types: boolean): string =>
    `SELECT ${columns} FROM placement p INDEXED BY placement_by_added
     WHERE collection = :collection AND added > :after
       AND EXISTS (SELECT 1 FROM visible WHERE principal = :principal AND visible.terms = p.terms)
       AND ${wanted(types)} ORDER BY added LIMIT :limit`;
  const byTerms = (types: boolean): string =>
    `SELECT ${columns} FROM json_each(:ids) t CROSS JOIN placement p INDEXED BY placement_by_terms
       ON p.terms = t.value AND p.added > :after AND p.added <= :until
     WHERE ${wanted(types)} ORDER BY p.added LIMIT :limit`;
  // Until the first date at which one of the terms would have given so many rows.
  const enough = (types: boolean): string =>
    `SELECT min((SELECT added FROM placement INDEXED BY placement_by_terms
       WHERE terms = t.value AND added > :after AND ${wanted(types)} ORDER BY added LIMIT 1 OFFSET :each)) AS until
     FROM json_each(:ids) t`;
  const joining = (rows: string): string =>
    `SELECT CAST(:before || group_concat(CAST(b.bytes AS TEXT), ',') || :end AS BLOB) AS bytes, count(*) AS rows,
            min(p.added) AS first, max(p.added) AS last, max(p.flags & ${flag.contested}) AS contested
     FROM (${rows}) p CROSS JOIN body b ON b.body = p.body`;
  const prepareAll = (types: boolean) => ({
    byAdded: database.prepare(byAdded(types)),
    byTerms: database.prepare(byTerms(types)),
    enough: database.prepare(enough(types)),
  });
  const anyType = prepareAll(false);
  const someTypes = prepareAll(true);
  const joined = {
    byAdded: database.prepare(joining(byAdded(false))),
    byTerms: database.prepare(joining(byTerms(false))),
  };
  const inCollection = database.prepare('SELECT sum(placements) AS n FROM terms WHERE collection = ?');
  const plans = new Map<string, Plan>();
  let planned = -1;
  let plannedAt = 0;

  /** How much a principal sees changes slowly; only what it sees must be true now, and the queries look that up. */
  function planFor(principal: number, collection: number, now: number): Plan {
    if (planned !== terms.generation || now - plannedAt > 2000) {
      plans.clear();
      planned = terms.generation;
      plannedAt = now;
    }
    const key = `${principal} ${collection}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      const { ids, placements } = terms.visible(principal, collection);
      const total = Number(inCollection.get(collection)?.n ?? 0);
      plan = { ids: JSON.stringify(ids), terms: ids.length, share: total === 0 ? 1 : placements / total };
      plans.set(key, plan);
    }
    return plan;
  }

  function isReadByDate({ terms: count, share }: Plan, limit: number): boolean {
    return cost.row * (limit / Math.max(share, 1e-9)) <= count * cost.begin + 1.5 * limit * cost.sort;
  }

  /**
   * Reads up to `limit` rows from the terms index: of each terms as many as it would have if all had as many as each
   * other, then more, until there are enough or no more.
   */
  function readByTerms<T extends { readonly rows: number }>(
    { ids, terms: count }: Plan,
    { after, limit, flags, objectTypes }: PageRequest,
    read: (range: Range) => T,
  ): T {
    const { enough } = objectTypes === undefined ? anyType : someTypes;
    for (let each = Math.ceil((limit * 1.5) / count) + 8; ; each *= 4) {
      const range = { ids, after, flags, ...typesOf(objectTypes) };
      const until = enough.get({ ...range, each: Math.min(each, limit) })?.until;
      const found = read({ ...range, limit, until: until === null ? Number.MAX_SAFE_INTEGER : Number(until) });
      if (found.rows === limit || until === null || each >= limit) return found;
    }
  }

  return {
    rows(request) {
      const { principal, collection, after, limit, flags, objectTypes } = request;
      const plan = planFor(principal, collection, performance.now());
      if (plan.terms === 0) return [];
      const queries = objectTypes === undefined ? anyType : someTypes;
      if (isReadByDate(plan, limit)) {
        const all = { collection, after, principal, flags, limit, ...typesOf(objectTypes) };
        return queries.byAdded.all(all) as PageRow[];
      }
      return readByTerms(plan, request, (range) => {
        const found = queries.byTerms.all(range) as PageRow[];
        return { found, rows: found.length };
      }).found;
    },
    joined(request, before, end) {
      const { principal, collection, after, limit, flags } = request;
      const plan = planFor(principal, collection, performance.now());
      if (plan.terms === 0) return undefined;
      const { contested, ...page } = (
        isReadByDate(plan, limit)
          ? joined.byAdded.get({ principal, collection, after, limit, flags, before, end })
          : readByTerms(plan, request, (range) => joined.byTerms.get({ ...range, before, end }) as Joined)
      ) as Joined;
      return contested === 0 ? page : undefined;
    },
  };
}

/** The ids of terms, as a JSON list. */
type Plan = { readonly ids: string; readonly terms: number; readonly share: number };
type Range = Readonly<Record<'after' | 'until' | 'limit' | 'flags', number>> & {
  readonly ids: string;
  readonly types?: string;
};
type Joined = JoinedPage & { readonly contested: number | null };

function typesOf(objectTypes: readonly number[] | undefined): { readonly types?: string } {
  return objectTypes === undefined ? {} : { types: JSON.stringify(objectTypes) };
}
