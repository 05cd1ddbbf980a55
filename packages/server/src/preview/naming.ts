import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Naming } from './reason-sentences.ts';

export type NamingParts = {
  readonly names: ReleaseNames;
  readonly collections: CollectionStore;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
};

/** Names as this viewer may know them; objects that he may not see keep their ids. */
export function createNaming(
  { names, collections, reader, summaries }: NamingParts,
  viewer: Viewer,
): Omit<Naming, 'viewer'> {
  return {
    name: (identity) => names.nameOf(viewer, identity),
    collection: (collection) => collections.get(collection).title,
    object(id) {
      const current = reader.current(viewer, id);
      return current === undefined ? id : `“${summaries.of(current).title}”`;
    },
  };
}
