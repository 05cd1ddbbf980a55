import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectService } from '../objects/object-service.ts';
import { admits, type Collection, type CollectionStore } from './collection-store.ts';

/** A member or unit that is to read. */
export type Reading = Pick<Viewer, 'member' | 'unit' | 'principal'>;

/** Where somebody may write what others are to read. */
export type MeetingPlace = {
  /**
   * A collection to which the viewer may write and which all of these read; `preferred` where it is one. Throws
   * `conflict` where there is none.
   */
  of(viewer: Viewer, readers: readonly Reading[], preferred?: number): Collection;
};

export function createMeetingPlace(
  collections: CollectionStore,
  service: Pick<ObjectService, 'mayRead' | 'mayWrite'>,
): MeetingPlace {
  return {
    of(viewer, reading, preferred) {
      const isRead = ({ owner, readers }: Collection): boolean =>
        reading.every((each) => each.member === owner || admits(readers, each));
      const fit = collections
        .all()
        .filter((each) => service.mayWrite(viewer, each) && service.mayRead(viewer, each) && isRead(each));
      const found = fit.find(({ collection }) => collection === preferred) ?? fit[0];
      if (found === undefined) {
        throw new Problem('conflict', 'There is no collection to which you may write and that all of them read.');
      }
      return found;
    },
  };
}
