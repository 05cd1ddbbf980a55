import { createScheduler } from '../dates/scheduler.ts';
import { createReReleaseJobs } from '../objects/re-release-jobs.ts';
import { createJobs } from '../operator/jobs.ts';
import { createForgetters } from '../purging/forgetters.ts';
import { createPurger } from '../purging/purger.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { TermsParts } from './compose-terms.ts';
import type { WritingParts } from './compose-writing.ts';

/** What the node does by itself: carries out dates, purges, and makes renditions anew. */
export type UpkeepParts = ReturnType<typeof composeUpkeep>;

/** `leaving` ends what somebody who left still has: credentials, deliveries. */
export function composeUpkeep(
  { database, clock, now, queue, audit, events, announce }: Ground,
  { members, roster }: MemberParts,
  { terms, dates }: TermsParts,
  {
    placements,
    standing,
    tombstones,
    references,
    releaser,
    reissue,
    projections,
    changeRoster,
    catchUps,
  }: WritingParts,
  leaving: Pick<Parameters<typeof createScheduler>[0], 'forgetMember' | 'endMember'>,
) {
  const jobs = createJobs(now);
  projections.start(queue, jobs);
  const purger = createPurger({
    database,
    placements,
    standing,
    terms,
    tombstones,
    references,
    forgetters: createForgetters(database),
    record: audit.record,
    now,
  });
  const reReleases = createReReleaseJobs({ database, queue, jobs, placements, terms, releaser, reissue, announce });
  roster.onChange(() => reReleases.start());
  const scheduler = createScheduler({
    database,
    queue,
    jobs,
    dates,
    terms,
    purger,
    members,
    changeRoster,
    catchUps,
    reReleases,
    events,
    record: audit.record,
    ...leaving,
    clock,
  });
  return { jobs, purger, reReleases, scheduler };
}
