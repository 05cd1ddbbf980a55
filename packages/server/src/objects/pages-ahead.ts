import type { Database } from '../database/open-database.ts';
import type { JoinedPage } from './page-query.ts';

/** A joined page, and whether anything follows it. */
export type WholePage = JoinedPage & { readonly more: boolean };

/**
 * Pages that were read before they were asked for: who walks through a collection asks for the next while this node has
 * nothing to do. Every commit drops them all, so none tells of what is no longer so.
 */
export type PagesAhead = {
  /** What was read ahead for this key; each serves once. */
  take(key: string): WholePage | undefined;
  keep(key: string, page: WholePage): void;
};

/** Together; a page that is larger by itself is not kept. */
const mostBytes = 16 * 1024 * 1024;

export function createPagesAhead(database: Database): PagesAhead {
  const pages = new Map<string, WholePage>();
  let bytes = 0;
  database.onCommit(() => {
    pages.clear();
    bytes = 0;
  });

  function take(key: string): WholePage | undefined {
    const page = pages.get(key);
    if (page === undefined) return undefined;
    pages.delete(key);
    bytes -= page.bytes.length;
    return page;
  }

  return {
    take,
    keep(key, page) {
      if (page.bytes.length > mostBytes) return;
      take(key);
      pages.set(key, page);
      bytes += page.bytes.length;
      // The oldest go first: whoever asked for the page before them has stopped.
      for (const oldest of pages.keys()) {
        if (bytes <= mostBytes) break;
        take(oldest);
      }
    },
  };
}
