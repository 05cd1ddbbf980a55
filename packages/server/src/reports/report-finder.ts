import { isNearDuplicate, type Likeness, likenessOf, type Sketch } from '@entente/documents';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { flag } from '../placements/placement-store.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';

/** A text like another, as a viewer may have it. */
export type Alike = Likeness & { readonly report: string };

/** Finds reports that have a text, over what a viewer may see and nothing else. */
export type ReportFinder = {
  /** Dates added of the newest of each, newest first; one more than `limit` says that there are more. */
  page(viewer: Viewer, before: number, limit: number): { readonly added: number; readonly report: string }[];
  /** What has the same wording as a text, most alike first. `except` is the report that the text is of. */
  alike(viewer: Viewer, sketch: Sketch, bands: readonly number[], except?: string): Alike[];
};

const mostAlike = 50;
const mostCandidates = 500;

export function createReportFinder(database: Database, reader: ObjectReader, projections: Projections): ReportFinder {
  const newest = database.prepare(
    // Outwards from the reports, of which there are few beside all else: in their order, as far as the page needs.
    `SELECT r.added, r.report, p.flags FROM report_row r CROSS JOIN placement p ON p.added = r.added
     CROSS JOIN visible s ON s.terms = p.terms AND ${withinSight('?1')}
     WHERE r.added < ?2 ORDER BY r.added DESC LIMIT ?3`,
  );
  const sameBand = database.prepare(
    `SELECT DISTINCT r.added, r.report, r.sketch, r.size, p.flags
     FROM json_each(?2) e CROSS JOIN report_band b ON b.band = e.value
     JOIN report_row r ON r.added = b.added ${visibleTo('?1')} ORDER BY r.added LIMIT ?3`,
  );

  function isShown(viewer: Viewer, row: Record<string, unknown>): boolean {
    if ((Number(row.flags) & flag.contested) === 0) return true;
    return reader.current(viewer, String(row.report))?.added === Number(row.added);
  }

  return {
    page(viewer, before, limit) {
      projections.mustBeReady('reports');
      const found: { added: number; report: string }[] = [];
      let from = before;
      for (;;) {
        const wanted = limit + 1 - found.length;
        const rows = newest.all(sightOf(viewer), from, wanted);
        for (const row of rows) {
          if (isShown(viewer, row)) found.push({ added: Number(row.added), report: String(row.report) });
        }
        if (rows.length < wanted || found.length > limit) return found;
        from = Number(rows.at(-1)?.added);
      }
    },
    alike(viewer, sketch, bands, except) {
      projections.mustBeReady('reports');
      const found = new Map<string, Alike>();
      for (const row of sameBand.all(sightOf(viewer), JSON.stringify(bands), mostCandidates)) {
        const report = String(row.report);
        if (report === except || found.has(report) || !isShown(viewer, row)) continue;
        const bytes = row.sketch as Uint8Array;
        const other = { numbers: new Uint32Array(bytes.slice().buffer), size: Number(row.size) };
        const likeness = likenessOf(sketch, other);
        if (isNearDuplicate(likeness)) found.set(report, { report, ...likeness });
      }
      return [...found.values()].sort((a, b) => b.shared - a.shared).slice(0, mostAlike);
    },
  };
}
