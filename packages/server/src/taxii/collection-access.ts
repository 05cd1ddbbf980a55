import type { Context } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { OnwardReaders } from '../peers/onward-readers.ts';
import { stixMediaType } from './media-types.ts';

/** Section 5.2.1. */
export type CollectionResource = {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly alias?: string;
  readonly can_read: boolean;
  readonly can_write: boolean;
  readonly media_types: readonly string[];
  /** What other nodes are told. */
  readonly x_entente_readers?: 'all' | 'some';
  readonly x_entente_passed_on?: true;
};

/** The collections of the API root, as far as a viewer may know of them. */
export type CollectionAccess = {
  /** Collection resources (section 5.2.1) of those that the viewer may read or write. */
  list(viewer: Viewer): CollectionResource[];
  describe(context: Context, viewer: Viewer): CollectionResource;
  /** The collection in the path, by id or alias. Throws `not-found`, also for one that the viewer may not know of; `not-allowed`. */
  toRead(context: Context, viewer: Viewer): Collection;
  toWrite(context: Context, viewer: Viewer): Collection;
};

export function createCollectionAccess(
  collections: CollectionStore,
  { mayRead, mayWrite }: Pick<ObjectService, 'mayRead' | 'mayWrite'>,
  noteRead: (principal: number) => void,
  onward: Pick<OnwardReaders, 'isPassedOn'>,
): CollectionAccess {
  function known(context: Context, viewer: Viewer): Collection {
    const found = collections.find(context.req.param('collection') ?? '');
    if (found === undefined || !(mayRead(viewer, found) || mayWrite(viewer, found))) {
      throw new Problem('not-found', 'There is no such collection');
    }
    return found;
  }

  function describe(viewer: Viewer, collection: Collection): CollectionResource {
    const { id, title, description, alias } = collection;
    return {
      id,
      title,
      ...(description === undefined ? {} : { description }),
      ...(alias === undefined ? {} : { alias }),
      can_read: mayRead(viewer, collection),
      can_write: mayWrite(viewer, collection),
      media_types: [stixMediaType],
      ...(viewer.peer === undefined ? {} : saidToPeers(collection)),
    };
  }

  function saidToPeers({ readers, collection }: Collection): Partial<CollectionResource> {
    return {
      // Another node keeps it for as many as may read it here.
      x_entente_readers: readers === 'all' ? 'all' : 'some',
      ...(onward.isPassedOn(collection) ? { x_entente_passed_on: true } : {}),
    };
  }

  return {
    list: (viewer) =>
      collections
        .all()
        .filter((each) => mayRead(viewer, each) || mayWrite(viewer, each))
        .map((each) => describe(viewer, each)),
    describe: (context, viewer) => describe(viewer, known(context, viewer)),
    toRead(context, viewer) {
      const collection = known(context, viewer);
      if (!mayRead(viewer, collection)) throw new Problem('not-allowed', 'You may only write to this collection');
      noteRead(viewer.principal);
      return collection;
    },
    toWrite(context, viewer) {
      const collection = known(context, viewer);
      if (!mayWrite(viewer, collection)) throw new Problem('not-allowed', 'You may not write to this collection');
      return collection;
    },
  };
}
