import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { isProgram, type NodesOnly } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { Reach } from './catalogue-costs.ts';
import type { CatalogueFilter } from './catalogue-query.ts';

/** Terms of what a filter means that a viewer sees, and how far they reach. */
export type Sight = Omit<Reach, 'wanted'> & { readonly ids: readonly number[] };

/** Members, TLP and collections are facts about terms: which of them a viewer sees is all that a filter by these needs. */
export type CatalogueSight = (viewer: Viewer, filter: Pick<CatalogueFilter, 'owners' | 'tlp' | 'collections'>) => Sight;

/** How much stands under terms decides nothing but how they are read, so it may be as old as this. */
const oldestCountsMilliseconds = 2000;

export function createCatalogueSight(
  database: Database,
  terms: TermsStore,
  nodesOnly: Pick<NodesOnly, 'mayRead'>,
): CatalogueSight {
  type Known = Sight & { readonly generation: number; readonly at: number; readonly counts: readonly number[] };
  /** By principal, those of programs apart from those of people. */
  const known = new Map<string, Known>();
  const allPlacements = database.prepare('SELECT sum(placements) AS n FROM terms');
  database.onRollback(() => known.clear());

  function all(viewer: Viewer): Known {
    const key = `${viewer.principal} ${isProgram(viewer)}`;
    const found = known.get(key);
    const now = performance.now();
    if (found?.generation === terms.generation && now - found.at < oldestCountsMilliseconds) return found;
    if (known.size > 1000) known.clear();
    const seen = terms.visible(viewer.principal);
    const read = seen.ids.map((id) => nodesOnly.mayRead(viewer, id));
    const ids = seen.ids.filter((_, place) => read[place]);
    const counts = seen.counts.filter((_, place) => read[place]);
    const total = Number(allPlacements.get()?.n ?? 0);
    const fresh = { ...reach(ids, counts, total), generation: terms.generation, at: now, counts };
    known.set(key, fresh);
    return fresh;
  }

  return (viewer, { owners, tlp, collections }) => {
    const sight = all(viewer);
    if (owners === undefined && tlp === undefined && collections === undefined) return sight;
    const isMeant = sight.ids.map((id) => {
      const row = terms.facts(id);
      return (
        (owners === undefined || owners.includes(row.owner)) &&
        (tlp === undefined || tlp.includes(row.tlp ?? 'none')) &&
        (collections === undefined || collections.includes(row.collection))
      );
    });
    const meant = <T>(list: readonly T[]): T[] => list.filter((_, place) => isMeant[place]);
    return reach(meant(sight.ids), meant(sight.counts), sight.total);
  };
}

function reach(ids: readonly number[], counts: readonly number[], total: number): Sight {
  return { ids, terms: ids.length, visible: counts.reduce((sum, count) => sum + count, 0), total };
}
