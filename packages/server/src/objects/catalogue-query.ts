import { isIdentifier } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { flag } from '../placements/placement-store.ts';
import { type SearchIndex, termsToken, typeToken } from '../placements/search-index.ts';
import { isProgram, type NodesOnly } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
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
  count(viewer: Viewer, filter: CatalogueFilter): Counted;
  /** How many of the viewer's objects were added on each day (days since 1970). */
  byDay(viewer: Viewer, fromDay: number): ReadonlyMap<number, number>;
};

/** Above this many terms, looking each row up is cheaper than asking the text index for all of them. */
const mostTermsInIndex = 24;
const microsecondsOfDay = 86_400_000_000;

export function createCatalogueQuery(
  database: Database,
  terms: TermsStore,
  types: ObjectTypeStore,
  index: Pick<SearchIndex, 'settle'>,
  reader: ObjectReader,
  nodesOnly: Pick<NodesOnly, 'mayRead'>,
): CatalogueQuery {
  const columns = 'p.added, p.terms, p.flags, p.version, p.body, p.object_type AS objectType';
  /** By principal, those of programs apart from those of people. */
  const visible = new Map<
    string,
    { readonly generation: number; readonly ids: readonly number[]; readonly placements: number }
  >();
  const allPlacements = database.prepare('SELECT sum(placements) AS n FROM terms');
  let total = { count: 0, at: Number.NEGATIVE_INFINITY };
  database.onRollback(() => {
    visible.clear();
  });

  function visibleTo(viewer: Viewer) {
    const key = `${viewer.principal} ${isProgram(viewer)}`;
    const known = visible.get(key);
    if (known !== undefined && known.generation === terms.generation) return known;
    if (visible.size > 1000) visible.clear();
    const { ids, placements } = terms.visible(viewer.principal);
    const read = ids.filter((id) => nodesOnly.mayRead(viewer, id));
    const fresh = { generation: terms.generation, ids: read, placements };
    visible.set(key, fresh);
    return fresh;
  }

  function termsFor(viewer: Viewer, { owners, tlp, collections }: CatalogueFilter): readonly number[] {
    const { ids } = visibleTo(viewer);
    if (owners === undefined && tlp === undefined && collections === undefined) return ids;
    return ids.filter((id) => {
      const row = terms.facts(id);
      return (
        (owners === undefined || owners.includes(row.owner)) &&
        (tlp === undefined || tlp.includes(row.tlp ?? 'none')) &&
        (collections === undefined || collections.includes(row.collection))
      );
    });
  }

  /** Which part of all placements these terms are: what decides which index serves. */
  function shareOf(viewer: Viewer, ids: readonly number[]): number {
    if (performance.now() - total.at > 2000) {
      total = { count: Number(allPlacements.get()?.n ?? 0), at: performance.now() };
    }
    const { ids: all, placements } = visibleTo(viewer);
    return total.count === 0 ? 1 : ((placements / total.count) * ids.length) / Math.max(all.length, 1);
  }

  function objectTypes(filter: CatalogueFilter): number[] | undefined {
    return filter.types?.flatMap((name) => types.known(name) ?? []);
  }

  /** The text index holds words, types and terms: what it is asked, or undefined where it is not needed. */
  function match(ids: readonly number[], filter: CatalogueFilter, few: boolean): string | undefined {
    const text = filter.text === undefined || idIn(filter) !== undefined ? undefined : parseSearch(filter.text);
    const kinds = objectTypes(filter)?.map((each) => typeToken(each));
    const parts = [
      ...(text === undefined ? [] : [`(${text})`]),
      ...(kinds === undefined ? [] : [`facets : (${kinds.join(' OR ')})`]),
    ];
    if (parts.length === 0) return undefined;
    if (few) parts.push(`facets : (${ids.map((each) => termsToken(each)).join(' OR ')})`);
    return parts.join(' AND ');
  }

  /** The rows behind a filter, newest first, as SQL with its parameters; undefined where there can be none. */
  function source(viewer: Viewer, filter: CatalogueFilter, before: number) {
    const ids = termsFor(viewer, filter);
    if (ids.length === 0 || objectTypes(filter)?.length === 0) return undefined;
    const few = ids.length <= mostTermsInIndex;
    const expression = match(ids, filter, few);
    const since = filter.since ?? 0;
    const list = JSON.stringify(ids);
    const id = idIn(filter);
    if (id !== undefined) {
      return {
        sql: `SELECT ${columns} FROM version v CROSS JOIN placement p INDEXED BY placement_by_version
              ON p.version = v.version WHERE v.id = ? AND p.added < ? AND p.added > ? AND p.flags & ${flag.catalogued}
                AND p.terms IN (SELECT value FROM json_each(?))
                AND (? IS NULL OR p.object_type IN (SELECT value FROM json_each(?))) ORDER BY p.added DESC`,
        parameters: [id, before, since, list, ...twice(filter.types && JSON.stringify(objectTypes(filter)))],
        few,
      };
    }
    if (expression !== undefined) {
      index.settle();
      return {
        sql: `SELECT ${columns} FROM search s CROSS JOIN placement p ON p.added = s.rowid
              WHERE s.search MATCH ? AND s.rowid < ? AND s.rowid > ?
                AND p.terms IN (SELECT value FROM json_each(?)) ORDER BY s.rowid DESC`,
        parameters: [expression, before, since, list],
        few,
      };
    }
    if (few || shareOf(viewer, ids) < 0.02) {
      return {
        sql: `SELECT ${columns} FROM json_each(?) t CROSS JOIN placement p INDEXED BY placement_by_terms
              ON p.terms = t.value AND p.added < ? AND p.added > ? WHERE p.flags & ${flag.catalogued}
              ORDER BY p.added DESC`,
        parameters: [list, before, since],
        few,
      };
    }
    return {
      sql: `SELECT ${columns} FROM placement p WHERE p.added < ? AND p.added > ? AND p.flags & ${flag.catalogued}
              AND p.terms IN (SELECT value FROM json_each(?)) ORDER BY p.added DESC`,
      parameters: [before, since, list],
      few,
    };
  }

  /** Few terms, no words: the newest of each, merged. The database would sort all of them for one page. */
  function newestOfEach(ids: readonly number[], before: number, since: number, limit: number): CatalogueRow[] {
    const statement = database.prepare(
      `SELECT ${columns} FROM placement p INDEXED BY placement_by_terms
       WHERE p.terms = ? AND p.added < ? AND p.added > ? AND p.flags & ${flag.catalogued}
       ORDER BY p.added DESC LIMIT ?`,
    );
    return ids
      .flatMap((id) => statement.all(id, before, since, limit) as CatalogueRow[])
      .sort((a, b) => b.added - a.added)
      .slice(0, limit);
  }

  function read(viewer: Viewer, filter: CatalogueFilter, before: number, limit: number): CatalogueRow[] {
    const ids = termsFor(viewer, filter);
    const few = ids.length <= mostTermsInIndex || shareOf(viewer, ids) < 0.02;
    if (few && idIn(filter) === undefined && match(ids, filter, false) === undefined) {
      return newestOfEach(ids, before, filter.since ?? 0, limit);
    }
    const from = source(viewer, filter, before);
    if (from === undefined) return [];
    return database.prepare(`${from.sql} LIMIT ?`).all(...from.parameters, limit) as CatalogueRow[];
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

  /** Where several renditions stand beside each other they are counted as one is shown: once. */
  function contested(viewer: Viewer, ids: readonly number[], since: number): CatalogueRow[] {
    const rows = database
      .prepare(
        `SELECT ${columns} FROM placement p INDEXED BY placement_contested
         WHERE p.flags & ${flag.contested} AND p.flags & ${flag.catalogued}
           AND p.terms IN (SELECT value FROM json_each(?)) AND p.added > ? LIMIT ?`,
      )
      .all(JSON.stringify(ids), since, mostCounted) as CatalogueRow[];
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
    count(viewer, filter) {
      const ids = termsFor(viewer, filter);
      const isCounted = filter.text === undefined && filter.types === undefined && filter.since === undefined;
      if (isCounted) {
        const groups = database
          .prepare(
            `SELECT c.terms, c.object_type AS objectType, c.objects AS objects FROM json_each(?) t
             CROSS JOIN catalogue_count c ON c.terms = t.value`,
          )
          .all(JSON.stringify(ids)) as Group[];
        const singly = contested(viewer, ids, 0).map((row) => ({ ...row, objects: 1 }));
        const all = [...groups.filter(({ objects }) => objects > 0), ...singly];
        const count = all.reduce((sum, { objects }) => sum + objects, 0);
        return { count: Math.min(count, mostCounted), exact: count <= mostCounted, facets: fold(all) };
      }
      const from = source(viewer, filter, Number.MAX_SAFE_INTEGER);
      if (from === undefined) return { count: 0, exact: true, facets: fold([]) };
      const groups = database
        .prepare(
          `SELECT terms, objectType, count(*) AS objects, min(added) AS added,
                  min(version) AS version, min(body) AS body, min(flags) AS flags
           FROM (${from.sql} LIMIT ${mostCounted + 1})
           GROUP BY terms, objectType, CASE WHEN flags & ${flag.contested} THEN added END`,
        )
        .all(...from.parameters) as (Group & CatalogueRow)[];
      const shown = groups.filter((group) => (group.flags & flag.contested) === 0 || reader.isShown(viewer, group));
      const count = shown.reduce((sum, { objects }) => sum + objects, 0);
      return { count: Math.min(count, mostCounted), exact: count <= mostCounted, facets: fold(shown) };
    },
    byDay(viewer, fromDay) {
      const { ids } = visibleTo(viewer);
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

type Group = { readonly terms: number; readonly objectType: number; readonly objects: number };

function add<Key>(counts: Map<Key, number>, key: Key, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** The id of an object, where that is all that was typed: ids are no words, and have an index of their own. */
function idIn({ text }: CatalogueFilter): string | undefined {
  const typed = text?.trim().toLowerCase() ?? '';
  return isIdentifier(typed) ? typed : undefined;
}

function twice(text: string | undefined): [string | null, string | null] {
  return [text ?? null, text ?? null];
}
