import type { Viewer } from '../accounts/viewer.ts';
import { type Columns, csvLines } from '../audit/rows-file.ts';
import type { Core } from '../core.ts';
import type { Member } from '../members/member-store.ts';
import type { Exposed } from './exposures.ts';

const pageSize = 200;

/** The whole exposure report as CSV (RFC 4180), page by page. */
export function exposureCsv({ recall, summaries }: Core, viewer: Viewer, member: Member): Generator<string> {
  function* exposed(): Generator<Exposed> {
    for (let after = ''; ; ) {
      const page = recall.exposures.page(viewer, member, after, pageSize);
      yield* page;
      if (page.length < pageSize) return;
      after = page.at(-1)?.object ?? after;
    }
  }
  const columns: Columns<Exposed> = {
    id: ({ object }) => object,
    type: ({ shown }) => summaries.of(shown, viewer).type,
    title: ({ shown }) => summaries.of(shown, viewer).title,
    tlp: ({ tlp }) => tlp,
    released: ({ had }) => had.released,
    opened: ({ had }) => had.opened,
    delivered: ({ had }) => had.delivered,
    exported: ({ had }) => had.exported,
    by_node: ({ had }) => String(had.byNode),
    versions: ({ had }) => had.versions.join(' '),
  };
  return csvLines(columns, exposed());
}
