import type { Viewer } from '../../accounts/viewer.ts';
import type { Database } from '../../database/open-database.ts';
import type { MemberStore } from '../../members/member-store.ts';
import type { CatalogueFilter, CatalogueQuery } from '../../objects/catalogue-query.ts';
import type { ObjectReader } from '../../objects/object-reader.ts';
import type { Summaries } from '../../objects/object-summary.ts';
import { personOf } from '../../overview/overview-routes.ts';
import type { Positions } from '../../positions/create-positions.ts';
import type { Projections } from '../../projections/projections.ts';
import { visibleTo } from '../../projections/visible-to.ts';
import { sightOf } from '../../terms/nodes-only.ts';
import { type Found, mostNews, type Source } from '../found.ts';
import { createObjectTitle } from './object-title.ts';

type Parts = {
  readonly database: Database;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly catalogue: CatalogueQuery;
  readonly members: MemberStore;
  readonly positions: Pick<Positions, 'reader' | 'names'>;
  readonly projections: Pick<Projections, 'mustBeReady'>;
  /** The filter that the parameters of a saved search mean; undefined where they mean none any more. */
  readonly filterOf: (query: Readonly<Record<string, string>>) => CatalogueFilter | undefined;
};

/** What came after ?2 is little, whatever lies there: so it is found by date added, and then by what it is about. */
const rowsOf = (table: string, id: string, about: string): string =>
  `SELECT r.added, r.${id} AS id, p.terms, p.flags, p.version, p.body FROM ${table} r NOT INDEXED ${visibleTo('?1')}
   WHERE r.added > ?2 AND ${about} ORDER BY r.added DESC LIMIT ${mostNews}`;

/** Exported for the test of its plans. `?1` is the viewer's sight, `?2` a date added, `?3` what it is about. */
const arrivalQueries = {
  claims: rowsOf('claim_row', 'claim', 'r.claim = ?3'),
  positionsOn: rowsOf('position_row', 'position', 'r.claim = ?3'),
  statementsOn: rowsOf('statement_row', 'statement', 'r.claim = ?3'),
  positionsOf: rowsOf(
    'position_row',
    'position',
    "coalesce(r.content ->> '$.speaksFor', r.content ->> '$.holder') = ?3",
  ),
  statementsOf: rowsOf('statement_row', 'statement', 'r.principal = ?3'),
};

/** News that are objects which came into a viewer's sight: on a claim, of a member, in a saved search. */
export function createArrivals(parts: Parts): {
  claim: Source<'claim'>;
  member: Source<'member'>;
  search: Source<'search'>;
} {
  const { database, reader, catalogue, members, projections } = parts;
  const positions = parts.positions.reader;
  const titleOf = createObjectTitle(parts);
  const searchOf = database.prepare('SELECT name, query FROM saved_search WHERE id = ? AND viewer = ?');
  type Row = Parameters<ObjectReader['isShown']>[1] & { readonly id: string };

  function found(viewer: Viewer, id: string): Found[] {
    const current = reader.current(viewer, id);
    if (current === undefined) return [];
    const type = id.slice(0, id.indexOf('--'));
    const path = type === 'claim' ? `/claims/${id}` : `/objects/${id}`;
    return [{ key: id, what: type === 'opinion' ? 'position' : type, path, ...titleOf(viewer, id, current) }];
  }

  function arrived(viewer: Viewer, since: number, about: string, queries: readonly string[]): readonly Found[] {
    for (const projection of ['claims', 'positions', 'statements']) projections.mustBeReady(projection);
    const rows = queries.flatMap((sql) => database.prepare(sql).all(sightOf(viewer), since, about) as Row[]);
    return rows.filter((row) => reader.isShown(viewer, row)).flatMap(({ id }) => found(viewer, id));
  }

  const have: Source['have'] = (viewer, _, keys) => keys.flatMap((id) => found(viewer, id));

  function search(viewer: Viewer, id: string): { name: string; filter: CatalogueFilter | undefined } | undefined {
    const row = searchOf.get(id, personOf(viewer));
    if (row === undefined) return undefined;
    return { name: String(row.name), filter: parts.filterOf(JSON.parse(String(row.query))) };
  }

  return {
    claim: {
      news: 'arrivals',
      nameOf(viewer, { claim }) {
        const name = positions.claim(viewer, claim)?.value.name;
        return name === undefined ? undefined : `On the claim “${name}”`;
      },
      look: (viewer, { claim }, since) =>
        positions.claim(viewer, claim) === undefined
          ? []
          : arrived(viewer, since, claim, [
              arrivalQueries.claims,
              arrivalQueries.positionsOn,
              arrivalQueries.statementsOn,
            ]),
      have,
    },
    member: {
      news: 'arrivals',
      nameOf(_, { member }) {
        const name = members.find(member)?.name;
        return name === undefined ? undefined : `Where ${name} stands`;
      },
      look(viewer, { member }, since) {
        const identity = members.find(member)?.identity;
        if (identity === undefined) return [];
        return arrived(viewer, since, identity, [arrivalQueries.positionsOf, arrivalQueries.statementsOf]);
      },
      have,
    },
    search: {
      news: 'arrivals',
      nameOf(viewer, watch) {
        const name = search(viewer, watch.search)?.name;
        return name === undefined ? undefined : `In the saved search “${name}”`;
      },
      look(viewer, watch, since) {
        const filter = search(viewer, watch.search)?.filter;
        if (filter === undefined) return [];
        const from = Math.max(since, filter.since ?? 0);
        const rows = catalogue.page(viewer, { ...filter, since: from }, Number.MAX_SAFE_INTEGER, mostNews);
        return reader.names(rows.slice(0, mostNews)).flatMap(({ id }) => found(viewer, id));
      },
      have,
    },
  };
}
