import type { Viewer } from '../accounts/viewer.ts';
import type { OpenedVersions } from '../audit/opened-versions.ts';
import type { Recall, RecallStore } from './recall-store.ts';

/** The recalls of an object that a viewer may be told of: he had opened himself what was taken back. Newest first. */
export type RecallNotices = (viewer: Viewer, object: string) => readonly Recall[];

export function createRecallNotices(
  recalls: Pick<RecallStore, 'ofAnybody' | 'versionsOf'>,
  openedVersions: OpenedVersions,
): RecallNotices {
  return (viewer, object) =>
    recalls.ofAnybody(object).filter(({ recall, owner, because, holder, isWhole }) => {
      // That somebody alone may not have it any more is his node's business, and says that others may.
      if (because !== 'recalled' || holder !== undefined) return false;
      const named = recalls.versionsOf(recall).map(({ modified }) => modified);
      const newest = named[0] ?? '';
      return [...openedVersions(viewer, owner, object)].some(
        (each) => named.includes(each) || (isWhole && each <= newest),
      );
    });
}
