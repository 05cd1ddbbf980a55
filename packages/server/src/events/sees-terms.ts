import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';

/** Whether a viewer sees what stands under some terms. */
export type SeesTerms = (viewer: Viewer, terms: number) => boolean;

export function createSeesTerms(database: Database): SeesTerms {
  const sees = database.prepare(`SELECT 1 FROM visible s WHERE s.terms = ?2 AND ${withinSight('?1')}`);
  return (viewer, terms) => sees.get(sightOf(viewer), terms) !== undefined;
}
