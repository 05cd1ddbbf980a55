import type { SightChanges } from '../audit/releases.ts';
import { createDefaultDates } from '../dates/default-dates.ts';
import { createDueDates } from '../dates/due-dates.ts';
import { createMarkingStore } from '../terms/marking-store.ts';
import { createNodesOnly } from '../terms/nodes-only.ts';
import { createReleaseMarkings } from '../terms/release-markings.ts';
import { createTermsStore } from '../terms/terms-store.ts';
import { createTermsViews } from '../terms/terms-view.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';

/** What markings say about release, who sees something under it, and the dates it names. */
export type TermsParts = ReturnType<typeof composeTerms>;

export function composeTerms(
  { database, now, audit, lostSight, withdrawals }: Ground,
  { members, names, roster, collections }: MemberParts,
) {
  const dates = createDueDates(database);
  const defaultDates = createDefaultDates(database, now);
  const sight: SightChanges = {
    ...audit.sight,
    lost(under, principals) {
      withdrawals.sight.lost(under, principals);
      lostSight.sight.lost(under, principals);
      audit.sight.lost(under, principals);
    },
  };
  const terms = createTermsStore(database, roster, collections, now, sight, dates);
  const markings = createMarkingStore(database);
  return {
    dates,
    defaultDates,
    terms,
    markings,
    releaseMarkings: createReleaseMarkings(database, markings),
    nodesOnly: createNodesOnly(database, terms),
    termsViews: createTermsViews(terms, members, names, collections),
  };
}
