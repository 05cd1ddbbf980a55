import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import { flag, type PlacementStore } from '../placements/placement-store.ts';
import { searchText } from '../placements/search-text.ts';
import type { Rendition } from './object-reader.ts';

/** Takes an owner's object out of a collection: no recall, and nothing that anybody else owns (rule 8). */
export type ObjectRemover = {
  remove(viewer: Viewer, id: string, renditions: readonly Rendition[]): Promise<void>;
};

export function createObjectRemover(database: Database, queue: WriteQueue, placements: PlacementStore): ObjectRemover {
  const versionsOf = database.prepare('SELECT version, body FROM version WHERE id = ? AND owner = ? ORDER BY modified');

  return {
    async remove(viewer, id, renditions) {
      if (renditions.some(({ owner }) => owner !== viewer.member)) {
        throw new Problem('not-found', 'There is no such object');
      }
      const versions = new Set(renditions.map(({ version }) => version));
      const collections = new Set(renditions.map(({ collection }) => collection));
      await queue.run(() => {
        // The audience's catch-up placements go with those that the owner sees.
        for (const version of versions) {
          for (const placement of placements.ofVersion(version)) {
            if (collections.has(placement.collection)) placements.remove(placement);
          }
        }
        succeed(id, viewer.member, collections);
      });
    },
  };

  /** What was newest may be gone: the newest that remains takes its place in the collection and the catalogue. */
  function succeed(id: string, owner: number, collections: ReadonlySet<number>): void {
    const remaining = (versionsOf.all(id, owner) as { version: number; body: number }[]).map(({ version, body }) => ({
      body,
      placed: placements.ofVersion(version),
    }));
    const isCatalogued = remaining.some(({ placed }) => placed.some(({ flags }) => (flags & flag.catalogued) !== 0));
    const newest = remaining.findLast(({ placed }) => placed.length > 0);
    for (const collection of collections) {
      const inCollection = remaining.findLast(({ placed }) => placed.some((each) => each.collection === collection));
      for (const placement of inCollection?.placed ?? []) {
        if (placement.collection === collection) placements.setFlags(placement, placement.flags | flag.last, noText);
      }
    }
    if (isCatalogued || newest === undefined) return;
    const first = newest.placed[0]?.collection;
    const bytes = database.prepare('SELECT bytes FROM body WHERE body = ?').get(newest.body)?.bytes as Uint8Array;
    const text = () => searchText(JSON.parse(Buffer.from(bytes).toString()));
    for (const placement of placements.ofVersion(newest.placed[0]?.version ?? 0)) {
      if (placement.collection === first) placements.setFlags(placement, placement.flags | flag.catalogued, text);
    }
  }
}

/** Where the catalogue bit does not change, no text is asked for. */
function noText(): never {
  throw new Error('text of a placement whose place in the catalogue does not change');
}
