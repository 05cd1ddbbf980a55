import type { MemberRefs } from '../accounts/member-refs.ts';
import type { Audit } from '../audit/audit.ts';
import type { AuditQuestions } from '../audit/audit-questions.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { Purger } from '../purging/purger.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import { createApplyRecall } from './apply-recall.ts';
import { createWhoWasReached } from './reached.ts';
import { createRecallService, type RecallService } from './recall-service.ts';
import { createRecallStore } from './recall-store.ts';
import { createRecallViews, type RecallViews } from './recall-views.ts';

type Parts = {
  readonly database: Database;
  readonly members: MemberStore;
  readonly memberRefs: MemberRefs;
  readonly roster: RosterStore;
  readonly purger: Purger;
  readonly tombstones: TombstoneStore;
  readonly questions: AuditQuestions;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly audit: Audit;
  readonly now: () => string;
};

/** Everything about taking something back. */
export type RecallParts = { readonly recallService: RecallService; readonly recallViews: RecallViews };

export function createRecall({ memberRefs, questions, purger, tombstones, ...parts }: Parts): RecallParts {
  const recallService = createRecallService({
    ...parts,
    recalls: createRecallStore(parts.database),
    apply: createApplyRecall(parts.database, purger, tombstones, parts.now),
    whoWasReached: createWhoWasReached(parts.database, questions, parts.members),
  });
  // Before anybody is served: a restored copy may hold what was recalled.
  recallService.resume();
  return { recallService, recallViews: createRecallViews(recallService, memberRefs) };
}
