import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import type { Rendition } from './object-reader.ts';
import type { Standing } from './standing.ts';

/** Takes an owner's object out of a collection: no recall, and nothing that anybody else owns (rule 8). */
export type ObjectRemover = {
  remove(viewer: Viewer, id: string, renditions: readonly Rendition[]): Promise<void>;
};

export function createObjectRemover(
  queue: WriteQueue,
  placements: PlacementStore,
  standing: Standing,
  audit: Pick<Audit, 'as'>,
): ObjectRemover {
  return {
    async remove(viewer, id, renditions) {
      if (renditions.some(({ owner }) => !actsFor(viewer, owner))) {
        throw new Problem('not-found', 'There is no such object');
      }
      const versions = new Set(renditions.map(({ version }) => version));
      const collections = new Set(renditions.map(({ collection }) => collection));
      const remove = (): void => {
        // The audience's catch-up placements go with those that the owner sees.
        for (const version of versions) {
          for (const placement of placements.ofVersion(version)) {
            if (collections.has(placement.collection)) placements.remove(placement);
          }
        }
        standing.settle(id);
      };
      await queue.run(() => audit.as(viewer, remove));
    },
  };
}
