import { formatMicroseconds, timestampKey } from '@entente/stix';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { flag } from '../placements/placement-store.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { NothingNewer } from './nothing-newer.ts';
import type { ObjectTypeStore } from './object-type-store.ts';
import { createPageQuery, type PageRow } from './page-query.ts';
import { createPagesAhead, type WholePage } from './pages-ahead.ts';

/** One version as a viewer may have it, in one collection. */
export type Rendition = {
  readonly added: number;
  readonly collection: number;
  readonly terms: number;
  readonly version: number;
  readonly owner: number;
  /** Whether its owner is who the object says created it. */
  readonly createdByOwner: boolean;
  /** Sorts as the time it names; see `versionKey`. */
  readonly modified: string;
  /** The same as the object writes it; '' for an object without versions. */
  readonly stamp: string;
  readonly body: number;
  readonly flags: number;
};

/** Which of an object's versions are meant (TAXII 2.1, section 3.4.1); texts are timestamps. */
export type VersionFilter = {
  readonly all: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly at: readonly string[];
};
export const lastVersion: VersionFilter = { all: false, first: false, last: true, at: [] };

export type CollectionFilter = {
  readonly after: number;
  readonly limit: number;
  readonly ids?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly versions: VersionFilter;
};

/** A page, oldest first; `more` counts only what the viewer may see. */
export type Page = { readonly rows: readonly PageRow[]; readonly more: boolean };

/**
 * The only way to read objects out of the store. Every method takes the viewer first and answers over what that
 * viewer may see and nothing else: what he may not see is like what does not exist.
 */
export type ObjectReader = {
  page(viewer: Viewer, collection: number, filter: CollectionFilter): Page;
  /**
   * A full page of the newest versions with its bodies joined between two texts, where that can be had in one piece:
   * undefined where `page` and `joined` must be asked.
   */
  joinedPage(
    viewer: Viewer,
    collection: number,
    filter: CollectionFilter,
    before: string,
    after: string,
  ): WholePage | undefined;
  /** Reads such a page before it is asked for: `joinedPage` with the same arguments then has it at once. */
  readAhead(viewer: Viewer, collection: number, filter: CollectionFilter, before: string, after: string): void;
  /** All renditions of an object that the viewer may see, in one collection or in all, by version, then date added. */
  renditions(viewer: Viewer, id: string, collection?: number): readonly Rendition[];
  /** The rendition shown where an object is shown by itself: the newest of the owner who comes first. */
  current(viewer: Viewer, id: string): Rendition | undefined;
  /** Exact bytes, in the order asked for. Only for bodies that this reader answered. */
  bodies(rows: readonly { readonly body: number }[]): Uint8Array[];
  /** The same bytes of at least one row, with commas between them and a text on either side: an envelope or bundle. */
  joined(rows: readonly { readonly body: number }[], before: string, after: string): Uint8Array<ArrayBuffer>;
  /** Ids and version stamps, in the order asked for. Only for rows that this reader answered. */
  names(rows: readonly { readonly added: number }[]): { readonly id: string; readonly stamp: string }[];
  /** What the viewer's own member owns of an object in one collection, also where another's is shown. */
  owned(viewer: Viewer, id: string, collection: number): readonly Rendition[];
  /** Whether a row of the catalogue that the viewer may see is the one that he is shown of its object. */
  isShown(viewer: Viewer, row: PageRow): boolean;
};

export function createObjectReader(
  database: Database,
  terms: TermsStore,
  types: ObjectTypeStore,
  nothingNewer: NothingNewer,
  nodesOnly: Pick<NodesOnly, 'mayRead'>,
): ObjectReader {
  const pageQuery = createPageQuery(database, terms);
  const pagesAhead = createPagesAhead(database);
  // A statement of its own: `database.prepare` shares them, and rows as arrays would surprise the others.
  const bodyOf = database.connection.prepare('SELECT bytes FROM body WHERE body = ?');
  bodyOf.setReturnArrays(true);
  // One query for a page costs half of one query a body.
  const bodiesOf = database.connection.prepare(
    'SELECT b.bytes FROM json_each(?) e CROSS JOIN body b ON b.body = e.value',
  );
  bodiesOf.setReturnArrays(true);
  // Bytes that are joined where they lie need no object each: a page costs half.
  const joinedBodies = database.prepare(
    `SELECT CAST(:before || group_concat(CAST(b.bytes AS TEXT), ',') || :after AS BLOB) AS joined
     FROM json_each(:bodies) e CROSS JOIN body b ON b.body = e.value`,
  );
  const seen = 'EXISTS (SELECT 1 FROM visible s WHERE s.principal = ?2 AND s.terms = p.terms)';
  const renditionsOf = database.prepare(
    `SELECT p.added, p.collection, p.terms, p.version, v.owner, v.created_by_owner, v.modified, v.stamp, p.issued, p.body, p.flags
     FROM version v JOIN placement p ON p.version = v.version
     WHERE v.id = ?1 AND ${seen} ORDER BY v.modified, p.added`,
  );
  const nameOf = database.prepare(
    `SELECT v.id, coalesce(p.issued, v.stamp) AS stamp FROM placement p JOIN version v ON v.version = p.version
     WHERE p.added = ?`,
  );

  const ownersByAge = database.prepare('SELECT owner FROM version WHERE id = ? GROUP BY owner ORDER BY min(version)');

  function allRenditions(viewer: Viewer, id: string): Rendition[] {
    const rows = renditionsOf.all(id, viewer.principal).map((row) => ({
      added: Number(row.added),
      collection: Number(row.collection),
      terms: Number(row.terms),
      version: Number(row.version),
      owner: Number(row.owner),
      createdByOwner: row.created_by_owner === 1,
      modified: typeof row.issued === 'string' ? timestampKey(row.issued) : String(row.modified),
      stamp: String(row.issued ?? row.stamp),
      body: Number(row.body),
      flags: Number(row.flags),
    }));
    return rows.filter((row) => nodesOnly.mayRead(viewer, row.terms));
  }

  /**
   * Where several owners have an object: its true creator comes first, else who had it first. Of two that name themselves
   * as creators the later one took the id from the earlier, be it from a version that this viewer never saw.
   */
  function firstOwner(id: string, renditions: readonly Rendition[]): number | undefined {
    const creators = renditions.filter(({ createdByOwner }) => createdByOwner);
    const owners = new Set((creators.length > 0 ? creators : renditions).map(({ owner }) => owner));
    if (owners.size < 2) return owners.values().next().value;
    return ownersByAge
      .all(id)
      .map((row) => Number(row.owner))
      .find((owner) => owners.has(owner));
  }

  const reader: ObjectReader = {
    page(viewer, collection, filter) {
      const { principal } = viewer;
      const isPoll = asksForNewest(filter);
      if (isPoll && nothingNewer.has(principal, collection, filter.after)) return { rows: [], more: false };
      const rows = filter.ids === undefined ? scan(viewer, collection, filter) : pick(viewer, collection, filter);
      if (isPoll && rows.length === 0) nothingNewer.remember(principal, collection, filter.after);
      return rows.length > filter.limit ? { rows: rows.slice(0, filter.limit), more: true } : { rows, more: false };
    },
    joinedPage(viewer, collection, filter, before, end) {
      if (!asksForNewest(filter)) return undefined;
      return pagesAhead.take(keyOf(viewer, collection, filter)) ?? readWhole(viewer, collection, filter, before, end);
    },
    readAhead(viewer, collection, filter, before, end) {
      const page = asksForNewest(filter) ? readWhole(viewer, collection, filter, before, end) : undefined;
      if (page !== undefined) pagesAhead.keep(keyOf(viewer, collection, filter), page);
    },
    renditions(viewer, id, collection) {
      const all = allRenditions(viewer, id).filter(
        (each) => collection === undefined || each.collection === collection,
      );
      const owner = firstOwner(id, all);
      return all.filter((each) => each.owner === owner);
    },
    current(viewer, id) {
      const all = reader.renditions(viewer, id);
      // Who is just being caught up may have nothing yet that stands in the catalogue.
      return all.findLast(({ flags }) => (flags & flag.catalogued) !== 0) ?? all.at(-1);
    },
    owned: (viewer, id, collection) =>
      allRenditions(viewer, id).filter((each) => actsFor(viewer, each.owner) && each.collection === collection),
    bodies(rows) {
      if (rows.length < 4) return rows.map(({ body }) => (bodyOf.get(body) as unknown as [Uint8Array])[0]);
      const found = bodiesOf.all(JSON.stringify(rows.map(({ body }) => body))) as unknown as [Uint8Array][];
      return found.map(([bytes]) => bytes);
    },
    joined(rows, before, after) {
      const bodies = JSON.stringify(rows.map(({ body }) => body));
      return joinedBodies.get({ before, bodies, after })?.joined as Uint8Array<ArrayBuffer>;
    },
    names: (rows) => rows.map(({ added }) => nameOf.get(added) as { id: string; stamp: string }),
    isShown(viewer, row) {
      if ((row.flags & flag.contested) === 0) return true;
      return reader.current(viewer, idOf(row))?.added === row.added;
    },
  };

  function readWhole(
    { principal }: Viewer,
    collection: number,
    filter: CollectionFilter,
    before: string,
    end: string,
  ): WholePage | undefined {
    const { after, limit } = filter;
    if (nothingNewer.has(principal, collection, after)) return undefined;
    const request = { principal, collection, after, limit, flags: flag.last };
    const page = pageQuery.joined(request, before, end);
    if (page === undefined) return undefined;
    const goesOn = page.rows === limit && pageQuery.rows({ ...request, after: page.last, limit: 1 })[0];
    // Whether a contested row is what the viewer is shown is not told by that there is one.
    if (goesOn && goesOn.flags & flag.contested) return undefined;
    return { ...page, more: Boolean(goesOn) };
  }

  function idOf({ added }: PageRow): string {
    return String(nameOf.get(added)?.id);
  }

  /** One row more than the limit tells whether there is more, and nothing about what. */
  function scan(viewer: Viewer, collection: number, filter: CollectionFilter): PageRow[] {
    const objectTypes = filter.types?.flatMap((name) => types.known(name) ?? []);
    if (objectTypes?.length === 0) return [];
    const { versions } = filter;
    const onlyLast = versions.last && !versions.all && !versions.first && versions.at.length === 0;
    const isCertain = ({ flags }: PageRow): boolean => (flags & flag.contested) === 0 && (onlyLast || versions.all);
    const rows: PageRow[] = [];
    let after = filter.after;
    for (;;) {
      const limit = filter.limit + 1 - rows.length;
      const found = pageQuery.rows({
        principal: viewer.principal,
        collection,
        after,
        limit,
        flags: onlyLast ? flag.last : 0,
        objectTypes,
      });
      rows.push(...found.filter((row) => isCertain(row) || isMeant(viewer, collection, row, versions)));
      if (found.length < limit || rows.length > filter.limit) return rows;
      after = found.at(-1)?.added ?? after;
    }
  }

  function isMeant(viewer: Viewer, collection: number, row: PageRow, versions: VersionFilter): boolean {
    const shown = reader.renditions(viewer, idOf(row), collection);
    return selectVersions(shown, versions).some(({ added }) => added === row.added);
  }

  function pick(viewer: Viewer, collection: number, filter: CollectionFilter): PageRow[] {
    return [...new Set(filter.ids)]
      .flatMap((id) => {
        if (filter.types !== undefined && !filter.types.includes(id.slice(0, id.indexOf('--')))) return [];
        return selectVersions(reader.renditions(viewer, id, collection), filter.versions);
      })
      .filter(({ added }) => added > filter.after)
      .sort((a, b) => a.added - b.added)
      .slice(0, filter.limit + 1);
  }

  return reader;
}

/** What decides about a whole page of the newest versions. */
function keyOf({ principal }: Viewer, collection: number, { after, limit }: CollectionFilter): string {
  return `${principal} ${collection} ${after} ${limit}`;
}

/** Nothing but what was added, each in its newest version. */
function asksForNewest({ ids, types, versions }: CollectionFilter): boolean {
  return ids === undefined && types === undefined && versions === lastVersion;
}

/** Those of an object's renditions that a version filter means, in the order given. */
export function selectVersions(renditions: readonly Rendition[], filter: VersionFilter): readonly Rendition[] {
  if (filter.all) return renditions;
  const named = new Set(filter.at.map((text) => timestampKey(text)));
  const wanted = new Set<string>();
  if (filter.first) wanted.add(renditions[0]?.modified ?? '');
  if (filter.last) wanted.add(renditions.at(-1)?.modified ?? '');
  return renditions.filter(
    (each) => wanted.has(each.modified) || (named.size > 0 && named.has(timestampKey(versionName(each)))),
  );
}

/** What a version is called: by its stamp, or, where it has none, by the moment when it was added. */
export function versionName({ stamp, added }: Pick<Rendition, 'stamp' | 'added'>): string {
  return stamp === '' ? formatMicroseconds(added) : stamp;
}
