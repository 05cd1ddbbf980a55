import { formatMicroseconds } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection } from '../collections/collection-store.ts';
import {
  type CollectionFilter,
  type ObjectReader,
  type Page,
  type Rendition,
  selectVersions,
} from '../objects/object-reader.ts';
import { endEnvelope, envelopeRoom, envelopeStart } from './envelope.ts';
import { beginningOfTime, type ObjectFilter } from './object-filter.ts';
import type { PageCursor } from './page-cursor.ts';

/** A part of what was asked for, oldest first (section 3.3). */
export type ObjectPage<Row> = {
  readonly rows: readonly Row[];
  /** The date added (microseconds) after which it begins. */
  readonly after: number;
  /** Where it goes on; absent on the last page. */
  readonly next?: string;
  /** Section 3.2: every page has them. */
  readonly headers: Readonly<Record<string, string>>;
};

/** What of a page a client gets. */
export type Sieve = {
  /** Where a page ends before it is full. */
  readonly cut?: (page: Page) => Page;
  /**
   * What of a part that was read is kept; the rest is passed over, as if it were not there, and the page is filled with
   * what follows, for as long as it says that there is more.
   */
  readonly keeps?: (page: Page) => Page;
  /** What is read instead, where that is asked for by other names. */
  readonly read?: Omit<CollectionFilter, 'after'>;
};

/** Reads pages of what a viewer may see. */
export type ObjectPages = {
  ofCollection(
    viewer: Viewer,
    collection: Collection,
    filter: ObjectFilter,
    sieve: Sieve,
  ): ObjectPage<Page['rows'][number]> & {
    /** Whether something was passed over that lies in what was read. */
    readonly isSifted: boolean;
  };
  /** A full page as an envelope ready to send, where it can be had in one piece; undefined where it can not. */
  envelopeOf(
    viewer: Viewer,
    collection: Collection,
    filter: ObjectFilter,
  ): (Omit<ObjectPage<never>, 'rows'> & { readonly body: Uint8Array<ArrayBuffer>; readonly last: number }) | undefined;
  /** Reads what follows such a page before it is asked for. */
  readAhead(viewer: Viewer, collection: Collection, filter: ObjectFilter, last: number): void;
  /** Of the renditions of one object that the filter means. */
  ofObject(
    viewer: Viewer,
    collection: Collection,
    id: string,
    renditions: readonly Rendition[],
    filter: ObjectFilter,
  ): ObjectPage<Rendition>;
};

/** `of`: what the pages are of, where that is not the objects themselves. */
export function createObjectPages(reader: ObjectReader, cursor: PageCursor, of?: 'proofs'): ObjectPages {
  const tag = of === undefined ? [] : [of];

  /** A cursor serves one viewer and one query. */
  function scopeOf(viewer: Viewer, collection: Collection, filter: ObjectFilter, id?: string): string {
    const { after, ids, types, versions } = filter;
    return JSON.stringify([viewer.principal, collection.id, id, after, ids, types, versions, ...tag]);
  }

  /** The date added after which a page begins. Throws `bad-request` for a cursor of another viewer or query. */
  function beginningOf({ after, next }: ObjectFilter, scope: string): number {
    return next === undefined ? after : Math.max(after, cursor.read(next, scope));
  }

  function read<Row extends { readonly added: number }>(
    filter: ObjectFilter,
    scope: () => string,
    page: (after: number) => { readonly rows: readonly Row[]; readonly more: boolean },
  ): ObjectPage<Row> {
    const after = filter.next === undefined ? filter.after : beginningOf(filter, scope());
    const { rows, more } = filter.matchesSpecVersion ? page(after) : { rows: [], more: false };
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      rows,
      after,
      ...(more && last !== undefined ? { next: cursor.write(last.added, scope()) } : {}),
      // A page without objects says how far the client has come, so that going on from there is right.
      headers: dateHeaders(first?.added ?? after, last?.added ?? after),
    };
  }

  return {
    ofCollection(viewer, collection, filter, { cut = (page) => page, keeps, read: instead }) {
      let isSifted = false;
      const pageFrom = (after: number): Page =>
        reader.page(viewer, collection.collection, { ...filter, ...instead, after });

      function sifted(after: number, keep: NonNullable<Sieve['keeps']>): Page {
        const rows: Page['rows'][number][] = [];
        for (let from = after; ; ) {
          const page = pageFrom(from);
          const kept = keep(page);
          isSifted ||= kept.rows.length < page.rows.length;
          rows.push(...kept.rows);
          from = page.rows.at(-1)?.added ?? from;
          // One more than is wanted says that there are more: what is passed over must not.
          if (!kept.more || rows.length > filter.limit) {
            return { rows: rows.slice(0, filter.limit), more: rows.length > filter.limit };
          }
        }
      }

      const page = read(
        filter,
        () => scopeOf(viewer, collection, filter),
        (after) => (keeps === undefined ? cut(pageFrom(after)) : sifted(after, keeps)),
      );
      return { ...page, isSifted };
    },
    envelopeOf(viewer, collection, filter) {
      if (!filter.matchesSpecVersion) return undefined;
      const scope = scopeOf(viewer, collection, filter);
      const after = beginningOf(filter, scope);
      const page = reader.joinedPage(viewer, collection.collection, { ...filter, after }, envelopeStart, envelopeRoom);
      if (page === undefined) return undefined;
      const { bytes, first, last, more } = page;
      const next = more ? { next: cursor.write(last, scope) } : {};
      return { body: endEnvelope(bytes, next.next), after, last, ...next, headers: dateHeaders(first, last) };
    },
    readAhead: (viewer, { collection }, filter, last) =>
      reader.readAhead(viewer, collection, { ...filter, after: last }, envelopeStart, envelopeRoom),
    ofObject: (viewer, collection, id, renditions, filter) =>
      read(
        filter,
        () => scopeOf(viewer, collection, filter, id),
        (after) => {
          const meant = selectVersions(renditions, filter.versions).filter(({ added }) => added > after);
          const rows = meant.sort((a, b) => a.added - b.added).slice(0, filter.limit);
          return { rows, more: meant.length > rows.length };
        },
      ),
  };
}

/** Dates added in microseconds; the beginning of time has none that a timestamp could write. */
function dateHeaders(first: number, last: number): Readonly<Record<string, string>> {
  const begin = formatMicroseconds(first === beginningOfTime ? 0 : first);
  return {
    'X-TAXII-Date-Added-First': begin,
    'X-TAXII-Date-Added-Last': first === last ? begin : formatMicroseconds(last),
  };
}
