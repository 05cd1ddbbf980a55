import type { WriteQueue } from '../database/write-queue.ts';
import type { LostSightWatch } from '../recall/lost-sight.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { RosterStore } from './roster-store.ts';

/** What a change came to, and whom it concerns: who may have gained or lost by it. */
export type RosterChange<T> = { readonly result: T; readonly concerns: 'everybody' | readonly number[] };

/**
 * Makes a change to members, units, persons or groups as one write with what follows from it: whoever loses by it loses
 * at once, and what others gain is placed before them afterwards. What `work` throws undoes everything.
 */
export type ChangeRoster = <T>(work: () => RosterChange<T>) => Promise<T>;

export function createChangeRoster(
  roster: RosterStore,
  terms: TermsStore,
  queue: WriteQueue,
  catchUps: CatchUpJobs,
  lostSight: Pick<LostSightWatch, 'away' | 'lostByAway'>,
): ChangeRoster {
  return async (work) => {
    const { result, gains } = await queue.run(() => {
      const away = lostSight.away();
      const { result, concerns } = work();
      if (concerns.length === 0) return { result, gains: [] };
      roster.changed();
      const gains = terms.reevaluate(concerns === 'everybody' ? undefined : concerns);
      // What units and persons are, decides nothing of what a member may see.
      if (concerns === 'everybody') for (const member of away) lostSight.lostByAway(member, terms.wouldSeeIfIn(member));
      return { result, gains };
    });
    catchUps.start(gains);
    return result;
  };
}
