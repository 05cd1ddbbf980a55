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
 * nothing stands there, where rows are contested, or where the principal sees so little that terms are read one by one.
 */
export type JoinedPageQuery = (request: PageRequest, before: string, after: string) => JoinedPage | undefined;

/** Beginning to read from the terms index costs about so many rows of reading through the date index. */
const seekCost = 12;

export function createPageQuery(
  database: Database,
  terms: TermsStore,
): { readonly rows: PageQuery; readonly joined: JoinedPageQuery } {
  const columns = 'added, terms, flags, version, body';
  // A filter by type that is not asked for would cost more than all the rest of an empty page.
  const ofTypes = 'AND object_type IN (SELECT value FROM json_each(:types))';
  const byAdded = (types: string): string =>
    `SELECT ${columns} FROM placement INDEXED BY placement_by_added
     WHERE collection = :collection AND added > :after
       AND EXISTS (SELECT 1 FROM visible WHERE principal = :principal AND visible.terms = placement.terms)
       AND (:flags = 0 OR flags & :flags) ${types} ORDER BY added LIMIT :limit`;
  const byTerms = (types: string): string =>
    `SELECT ${columns} FROM placement INDEXED BY placement_by_terms
     WHERE terms = :terms AND added > :after
       AND (:flags = 0 OR flags & :flags) ${types} ORDER BY added LIMIT :limit`;
  const anyType = { byAdded: database.prepare(byAdded('')), byTerms: database.prepare(byTerms('')) };
  const someTypes = { byAdded: database.prepare(byAdded(ofTypes)), byTerms: database.prepare(byTerms(ofTypes)) };
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
      plan = { ids, share: total === 0 ? 1 : placements / total };
      plans.set(key, plan);
    }
    return plan;
  }

  const joined = database.prepare(
    `SELECT CAST(:before || group_concat(CAST(b.bytes AS TEXT), ',') || :end AS BLOB) AS bytes, count(*) AS rows,
            min(p.added) AS first, max(p.added) AS last, max(p.flags & ${flag.contested}) AS contested
     FROM (${byAdded('')}) p CROSS JOIN body b ON b.body = p.body`,
  );

  function isReadByDate(plan: Plan, limit: number): boolean {
    return plan.ids.length * seekCost + limit * 2 >= limit / Math.max(plan.share, 1e-9);
  }

  const readRows: PageQuery = ({ principal, collection, after, limit, flags, objectTypes }) => {
    const plan = planFor(principal, collection, performance.now());
    if (plan.ids.length === 0) return [];
    const queries = objectTypes === undefined ? anyType : someTypes;
    const types = objectTypes === undefined ? {} : { types: JSON.stringify(objectTypes) };
    if (isReadByDate(plan, limit)) {
      return queries.byAdded.all({ collection, after, principal, flags, limit, ...types }) as PageRow[];
    }
    const chunk = Math.ceil((limit * 1.5) / plan.ids.length) + 8;
    const streams = plan.ids.map((id): Stream => {
      const read = (from: number): PageRow[] =>
        queries.byTerms.all({ terms: id, after: from, flags, limit: chunk, ...types }) as PageRow[];
      return { rows: read(after), place: 0, read, chunk };
    });
    return mergeStreams(streams, limit);
  };

  return {
    rows: readRows,
    joined({ principal, collection, after, limit, flags }, before, end) {
      const plan = planFor(principal, collection, performance.now());
      if (plan.ids.length === 0 || !isReadByDate(plan, limit)) return undefined;
      const { contested, ...page } = joined.get({ principal, collection, after, limit, flags, before, end }) ?? {};
      return contested === 0 ? (page as JoinedPage) : undefined;
    },
  };
}

type Plan = { readonly ids: readonly number[]; readonly share: number };
type Stream = { rows: PageRow[]; place: number; readonly read: (after: number) => PageRow[]; readonly chunk: number };

/** The first `limit` rows of several streams that each grow by date added. */
function mergeStreams(streams: readonly Stream[], limit: number): PageRow[] {
  const heap = streams.filter((stream) => stream.rows.length > 0);
  const dateOf = (index: number): number => {
    const stream = heap[index];
    return stream?.rows[stream.place]?.added ?? Number.POSITIVE_INFINITY;
  };
  const sink = (from: number): void => {
    for (let index = from; ; ) {
      const left = 2 * index + 1;
      const least = [left, left + 1].reduce((best, each) => (dateOf(each) < dateOf(best) ? each : best), index);
      if (least === index) return;
      [heap[index], heap[least]] = [heap[least] as Stream, heap[index] as Stream];
      index = least;
    }
  };
  for (let index = heap.length >> 1; index >= 0; index -= 1) sink(index);

  const merged: PageRow[] = [];
  while (heap.length > 0 && merged.length < limit) {
    const stream = heap[0] as Stream;
    const row = stream.rows[stream.place] as PageRow;
    merged.push(row);
    stream.place += 1;
    if (stream.place === stream.rows.length) {
      stream.rows = stream.rows.length < stream.chunk ? [] : stream.read(row.added);
      stream.place = 0;
      if (stream.rows.length === 0) {
        const last = heap.pop() as Stream;
        if (heap.length > 0) heap[0] = last;
      }
    }
    sink(0);
  }
  return merged;
}
