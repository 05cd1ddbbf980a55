import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import { titleOf } from '../placements/search-text.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import type { CopyLink } from './messages.ts';
import { mayTakeBack } from './take-back.ts';

/** Who says that a report is a copy of which other, as far as a viewer is told so and may see that other. */
export type CopyLinks = (viewer: Viewer, report: string) => z.infer<typeof CopyLink>[];

type Parts = {
  readonly database: Database;
  readonly projections: Pick<Projections, 'mustBeReady'>;
  readonly reader: Pick<ObjectReader, 'current'>;
  readonly summaries: Pick<Summaries, 'parse'>;
  readonly members: Pick<MemberStore, 'get'>;
};

/** Exported for the test of its plan. `?1` is the viewer's principal, `?2` the report. */
export const linksQuery = `SELECT DISTINCT v.id, r.one, r.other FROM report_copy r ${visibleTo('?1')}
  JOIN version v ON v.version = p.version WHERE r.one = ?2 OR r.other = ?2 LIMIT 200`;

export function createCopyLinks({ database, projections, reader, summaries, members }: Parts): CopyLinks {
  const links = database.prepare(linksQuery);
  return (viewer, report) => {
    projections.mustBeReady('report copies');
    return links.all(viewer.principal, report).flatMap((row) => {
      const id = String(row.id);
      const other = String(row.one === report ? row.other : row.one);
      const [said, seen] = [reader.current(viewer, id), reader.current(viewer, other)];
      if (said === undefined || seen === undefined) return [];
      const by = members.get(said.owner);
      return [
        {
          id,
          other: { id: other, name: titleOf(summaries.parse(seen)) },
          by: { id: by.identity, name: by.name },
          mine: mayTakeBack(viewer, said),
        },
      ];
    });
  };
}
