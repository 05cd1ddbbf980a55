import { isIdentifier } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { flag } from '../placements/placement-store.ts';
import { type SearchIndex, termsToken, typeToken } from '../placements/search-index.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { asksTextForTerms, readsNewestOfEach } from './catalogue-costs.ts';
import { createCatalogueSight, type Sight } from './catalogue-sight.ts';
import type { ObjectReader } from './object-reader.ts';
import type { ObjectTypeStore } from './object-type-store.ts';
import type { PageRow } from './page-query.ts';
import { parseSearch } from './search-expression.ts';

/** What part of the catalogue is meant; every property narrows. */
export type CatalogueFilter = {
  readonly text?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** Row ids of owners. */
  readonly owners?: readonly number[] | undefined;
  /** TLP levels, or 'none'. */
  readonly tlp?: readonly string[] | undefined;
  /** Row ids of collections. */
  readonly collections?: readonly number[] | undefined;
  /** Only what was added after this moment (microseconds). */
  readonly since?: number | undefined;
};

export type CatalogueRow = PageRow & { readonly objectType: number };
export type CatalogueFacets = {
  readonly type: ReadonlyMap<string, number>;
  readonly owner: ReadonlyMap<number, number>;
  readonly tlp: ReadonlyMap<string, number>;
  readonly collection: ReadonlyMap<number, number>;
};
export type Counted = { readonly count: number; readonly exact: boolean; readonly facets: CatalogueFacets };

/** Counts are exact up to here, and "so many or more" beyond (design, Release, rule 10). */
export const mostCounted = 10_000;

/**
 * The catalogue: each object that the viewer may see once, in the newest form that he may have, newest first. Ranking
 * is by date added alone, so nothing hidden can be felt in it.
 */
export type CatalogueQuery = {
  /** A page of what was added before `before`, newest first; one row more than `limit` says that there is more. */
  page(viewer: Viewer, filter: CatalogueFilter, before: number, limit: number): CatalogueRow[];
  /** `all`: what a page has answered, where that was all there is. */
  count(viewer: Viewer, filter: CatalogueFilter, all?: readonly CatalogueRow[]): Counted;
  /** How many of the viewer's objects were added on each day (days since 1970). */
  byDay(viewer: Viewer, fromDay: number): ReadonlyMap<number, number>;
};

/** A beginning that more words have is looked for as it is. */
const mostWordsBeginning = 64;
const microsecondsOfDay = 86_400_000_000;

export function createCatalogueQuery(
  database: Database,
  terms: TermsStore,
  types: ObjectTypeStore,
  index: Pick<SearchIndex, 'settle' | 'wordsBeginning'>,
  reader: ObjectReader,
  nodesOnly: Pick<NodesOnly, 'mayRead'>,
): CatalogueQuery {
  const columns = 'p.added, p.terms, p.flags, p.version, p.body, p.object_type AS objectType';
  const sightOf = createCatalogueSight(database, terms, nodesOnly);

  function objectTypes(filter: CatalogueFilter): number[] | undefined {
    return filter.types?.flatMap((name) => types.known(name) ?? []);
  }

  /** What the text index is asked for of words and types, or undefined where it is not needed. */
  function match(filter: CatalogueFilter, sight: Sight): string | undefined {
    if (filter.text === undefined && filter.types === undefined) return undefined;
    index.settle();
    const text =
      filter.text && parseSearch(filter.text, (letters) => index.wordsBeginning(letters, mostWordsBeginning));
    const kinds = objectTypes(filter);
    const isAsked = kinds !== undefined && (!text || areFew(kinds, sight));
    const parts = [
      ...(text ? [`(${text})`] : []),
      ...(isAsked ? [`facets : (${kinds.map((each) => typeToken(each)).join(' OR ')})`] : []),
    ];
    return parts.length === 0 ? undefined : parts.join(' AND ');
  }

  /** Types that much has are looked at in each row: the index would step through all that have them. */
  function areFew(kinds: readonly number[], { ids, visible }: Sight): boolean {
    const found = database
      .prepare(
        `SELECT sum(c.objects) AS n FROM json_each(?) t CROSS JOIN catalogue_count c ON c.terms = t.value
         WHERE c.object_type IN (SELECT value FROM json_each(?))`,
      )
      .get(JSON.stringify(ids), JSON.stringify(kinds));
    return Number(found?.n ?? 0) * 4 < visible;
  }

  /** Up to so many rows behind a filter, newest first, as SQL with its parameters; undefined where there can be none. */
  function source(viewer: Viewer, filter: CatalogueFilter, before: number, wanted: number): Source | undefined {
    const sight = sightOf(viewer, filter);
    if (sight.terms === 0 || objectTypes(filter)?.length === 0) return undefined;
    const since = filter.since ?? 0;
    const list = JSON.stringify(sight.ids);
    const kinds = twice(filter.types && JSON.stringify(objectTypes(filter)));
    const id = idIn(filter);
    if (id !== undefined) {
      return {
        sql: `SELECT ${columns} FROM version v CROSS JOIN placement p INDEXED BY placement_by_version
              ON p.version = v.version WHERE v.id = ? AND p.added < ? AND p.added > ? AND p.flags & ${flag.catalogued}
                AND p.terms IN (SELECT value FROM json_each(?))
                AND (? IS NULL OR p.object_type IN (SELECT value FROM json_each(?))) ORDER BY p.added DESC LIMIT ?`,
        parameters: [id, before, since, list, ...kinds, wanted],
      };
    }
    const expression = match(filter, sight);
    if (expression !== undefined) {
      // What stands first is stepped through, and the rest looked up from there: best what has the fewest rows.
      const asked = asksTextForTerms({ ...sight, wanted }) ? `facets : (${termsTokens(sight)}) AND ` : '';
      return {
        sql: `SELECT ${columns} FROM search s CROSS JOIN placement p ON p.added = s.rowid
              WHERE s.search MATCH ? AND s.rowid < ? AND s.rowid > ?
                AND p.terms IN (SELECT value FROM json_each(?))
                AND (? IS NULL OR p.object_type IN (SELECT value FROM json_each(?))) ORDER BY s.rowid DESC LIMIT ?`,
        parameters: [`${asked}${expression}`, before, since, list, ...kinds, wanted],
      };
    }
    if (readsNewestOfEach({ ...sight, wanted })) {
      const each = `placement_by_terms
              WHERE terms = t.value AND added < ? AND added > ? AND flags & ${flag.catalogued}`;
      // The database sorts all that it reads: for one page no more of each terms than a page, for a count all of them.
      if (sight.visible > sight.terms * wanted) {
        return {
          sql: `SELECT ${columns} FROM json_each(?) t CROSS JOIN placement p ON p.added IN
                  (SELECT added FROM placement INDEXED BY ${each} ORDER BY added DESC LIMIT ?)
                ORDER BY p.added DESC LIMIT ?`,
          parameters: [list, before, since, wanted, wanted],
        };
      }
      return {
        sql: `SELECT ${columns} FROM json_each(?) t CROSS JOIN placement p INDEXED BY ${each}
              ORDER BY p.added DESC LIMIT ?`,
        parameters: [list, before, since, wanted],
      };
    }
    return {
      sql: `SELECT ${columns} FROM placement p WHERE p.added < ? AND p.added > ? AND p.flags & ${flag.catalogued}
              AND p.terms IN (SELECT value FROM json_each(?)) ORDER BY p.added DESC LIMIT ?`,
      parameters: [before, since, list, wanted],
    };
  }

  function read(viewer: Viewer, filter: CatalogueFilter, before: number, wanted: number): CatalogueRow[] {
    const from = source(viewer, filter, before, wanted);
    return from === undefined ? [] : (database.prepare(from.sql).all(...from.parameters) as CatalogueRow[]);
  }

  function fold(groups: readonly Group[]): CatalogueFacets {
    const facets = {
      type: new Map<string, number>(),
      owner: new Map<number, number>(),
      tlp: new Map<string, number>(),
      collection: new Map<number, number>(),
    };
    for (const { terms: id, objectType, objects } of groups) {
      const { owner, tlp, collection } = terms.facts(id);
      add(facets.type, types.name(objectType), objects);
      add(facets.owner, owner, objects);
      add(facets.tlp, tlp ?? 'none', objects);
      add(facets.collection, collection, objects);
    }
    return facets;
  }

  function total(groups: readonly Group[]): Counted {
    const count = groups.reduce((sum, { objects }) => sum + objects, 0);
    return { count: Math.min(count, mostCounted), exact: count <= mostCounted, facets: fold(groups) };
  }

  /** Where several renditions stand beside each other they are counted as one is shown: once. */
  function contested(viewer: Viewer, ids: readonly number[], since: number, kinds?: readonly number[]): CatalogueRow[] {
    const rows = database
      .prepare(
        `SELECT ${columns} FROM placement p INDEXED BY placement_contested
         WHERE p.flags & ${flag.contested} AND p.flags & ${flag.catalogued}
           AND p.terms IN (SELECT value FROM json_each(?)) AND p.added > ?
           AND (? IS NULL OR p.object_type IN (SELECT value FROM json_each(?))) LIMIT ?`,
      )
      .all(JSON.stringify(ids), since, ...twice(kinds && JSON.stringify(kinds)), mostCounted) as CatalogueRow[];
    return rows.filter((row) => reader.isShown(viewer, row));
  }

  return {
    page(viewer, filter, before, limit) {
      const rows: CatalogueRow[] = [];
      let from = before;
      for (;;) {
        const wanted = limit + 1 - rows.length;
        const found = read(viewer, filter, from, wanted);
        rows.push(...found.filter((row) => reader.isShown(viewer, row)));
        if (found.length < wanted || rows.length > limit) return rows;
        from = found.at(-1)?.added ?? 0;
      }
    },
    count(viewer, filter, all) {
      if (all !== undefined) return total(all.map((row) => ({ ...row, objects: 1 })));
      const kinds = objectTypes(filter);
      if (filter.text === undefined && filter.since === undefined) {
        const { ids } = sightOf(viewer, filter);
        const groups = database
          .prepare(
            `SELECT c.terms, c.object_type AS objectType, c.objects AS objects FROM json_each(?) t
             CROSS JOIN catalogue_count c ON c.terms = t.value`,
          )
          .all(JSON.stringify(ids)) as Group[];
        const counted = groups.filter(
          ({ objects, objectType }) => objects > 0 && (kinds === undefined || kinds.includes(objectType)),
        );
        return total([...counted, ...contested(viewer, ids, 0, kinds).map((row) => ({ ...row, objects: 1 }))]);
      }
      const from = source(viewer, filter, Number.MAX_SAFE_INTEGER, mostCounted + 1);
      if (from === undefined) return total([]);
      const groups = database
        .prepare(
          `SELECT terms, objectType, count(*) AS objects, min(added) AS added,
                  min(version) AS version, min(body) AS body, min(flags) AS flags
           FROM (${from.sql})
           GROUP BY terms, objectType, CASE WHEN flags & ${flag.contested} THEN added END`,
        )
        .all(...from.parameters) as (Group & CatalogueRow)[];
      return total(groups.filter((group) => (group.flags & flag.contested) === 0 || reader.isShown(viewer, group)));
    },
    byDay(viewer, fromDay) {
      const { ids } = sightOf(viewer, {});
      const rows = database
        .prepare(
          `SELECT d.day, sum(d.objects) AS objects FROM json_each(?) t
           CROSS JOIN catalogue_day d ON d.terms = t.value AND d.day >= ? GROUP BY d.day`,
        )
        .all(JSON.stringify(ids), fromDay) as { day: number; objects: number }[];
      const counts = new Map(rows.map(({ day, objects }) => [day, objects]));
      for (const { added } of contested(viewer, ids, fromDay * microsecondsOfDay - 1)) {
        add(counts, Math.floor(added / microsecondsOfDay), 1);
      }
      return counts;
    },
  };
}

type Source = { readonly sql: string; readonly parameters: readonly (string | number | null)[] };
type Group = { readonly terms: number; readonly objectType: number; readonly objects: number };

function add<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** The id of an object, where that is all that was typed: ids are no words, and have an index of their own. */
function idIn({ text }: CatalogueFilter): string | undefined {
  const typed = text?.trim().toLowerCase() ?? '';
  return isIdentifier(typed) ? typed : undefined;
}

function termsTokens({ ids }: Sight): string {
  return ids.map((each) => termsToken(each)).join(' OR ');
}

function twice(text: string | undefined): [string | null, string | null] {
  return [text ?? null, text ?? null];
}
