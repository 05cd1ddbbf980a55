import { timestampKey } from '@entente/stix';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReReleaseJobs } from '../objects/re-release-jobs.ts';
import type { Jobs } from '../operator/jobs.ts';
import type { Purger } from '../purging/purger.ts';
import { truncateLog } from '../purging/truncate-log.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import { isRendition } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { DueDates } from './due-dates.ts';

/** Does at its time what dates say: embargoes end, what expires is purged, members join and leave. */
export type Scheduler = {
  /** From now on by itself, and at once what fell due while the node did not run. */
  start(): void;
  /** Does what is due now. */
  run(): Promise<void>;
  /** Does nothing more, and resolves when nothing runs. */
  close(): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly jobs: Jobs;
  readonly dates: DueDates;
  readonly terms: TermsStore;
  readonly purger: Purger;
  readonly members: MemberStore;
  readonly changeRoster: ChangeRoster;
  readonly catchUps: CatchUpJobs;
  readonly reReleases: ReReleaseJobs;
  readonly events: EventHub;
  readonly record: RecordEvent;
  readonly forgetMember: (member: number) => void;
  readonly endMember: (member: number, left: string) => void;
  readonly clock: () => number;
};

const purgedTogether = 100;
/** Clocks are set and machines sleep: never trust a longer wait. */
const longestWait = 10 * 60_000;
const retryAfter = 10_000;

export function createScheduler(parts: Parts): Scheduler {
  const { database, queue, jobs, dates, terms, purger, members, changeRoster, catchUps, reReleases, events } = parts;
  const dayDone = database.prepare('SELECT day FROM roster_day');
  const setDay = database.prepare('UPDATE roster_day SET day = ?');
  const isOver = database.prepare('SELECT 1 FROM peer_set_aside WHERE purge_after <= ? LIMIT 1');
  const forgetOver = database.prepare('DELETE FROM peer_set_aside WHERE purge_after <= ?');
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let running: Promise<void> = Promise.resolve();
  /** What was purged may still stand in the log of the database, also from before the node last stopped. */
  let mustTruncate = true;
  let reviewedUntil = moment();

  function moment(): string {
    return new Date(parts.clock()).toISOString();
  }

  /** Members whose first day, or first day without, has come since it was last looked. */
  async function turnDay(now: string): Promise<void> {
    const day = now.slice(0, 10);
    const last = String(dayDone.get()?.day);
    if (last >= day) return;
    const isFirst = last === '';
    const isNew = (date: string | undefined): boolean => date !== undefined && date > last && date <= day;
    const coming = members.all().filter(({ joined }) => isNew(joined));
    const leaving = members.all().filter(({ left }) => isNew(left));
    await changeRoster(() => {
      setDay.run(day);
      if (!isFirst) for (const { member } of leaving) parts.record({ kind: 'member-left', members: [member] });
      for (const { member, left = day } of leaving) parts.endMember(member, left);
      return { result: undefined, concerns: coming.length + leaving.length === 0 ? [] : 'everybody' };
    });
    for (const { member } of [...coming, ...leaving]) parts.forgetMember(member);
  }

  async function turnTerms(now: string): Promise<void> {
    const due = dates.due('turn', now);
    if (due.length === 0) return;
    const gains = await queue.run(() => {
      const found = terms.reconsider(due);
      dates.done('turn', now);
      return found;
    });
    catchUps.start(gains);
    events.announce(new Set(due));
    // What parts became visible may come together in ways that nobody could see before.
    if (due.some((each) => isRendition(terms.read(each).expression))) reReleases.start();
  }

  async function purge(now: string): Promise<void> {
    const due = dates.due('purge', now);
    if (due.length === 0) return;
    const total = purger.countExpired(due);
    if (total > 0) {
      mustTruncate = true;
      await jobs.run('purge', async (tell) => {
        for (let done = 0; ; ) {
          const purged = await queue.run(() => purger.purgeExpired(due, purgedTogether));
          if (purged === 0) return;
          done += purged;
          tell(done, total);
        }
      });
    }
    await queue.run(() => dates.done('purge', now));
  }

  /** What was set aside expires like all else. */
  async function purgeSetAside(now: string): Promise<void> {
    const until = timestampKey(now);
    if (isOver.get(until) === undefined) return;
    mustTruncate = true;
    await queue.run(() => forgetOver.run(until));
  }

  /** Nobody else must learn when: so only those are woken whose the object is. */
  function remind(now: string): void {
    const due = new Set(dates.due('review', now));
    for (const each of dates.due('review', reviewedUntil)) due.delete(each);
    reviewedUntil = now;
    const owners = new Set([...due].map((each) => terms.read(each).owner));
    if (owners.size > 0) events.wake(({ member, unit }) => unit === undefined && owners.has(member));
  }

  async function runOnce(): Promise<void> {
    const now = moment();
    await turnDay(now);
    await turnTerms(now);
    await purge(now);
    await purgeSetAside(now);
    remind(now);
    if (mustTruncate) mustTruncate = !truncateLog(database);
  }

  function plan(isRetry = false): void {
    clearTimeout(timer);
    if (!isStarted) return;
    const now = parts.clock();
    const next = dates.next(new Date(now).toISOString()) ?? Number.POSITIVE_INFINITY;
    const midnight = 86_400_000 - (now % 86_400_000);
    const wait = isRetry || mustTruncate ? retryAfter : Math.min(Math.max(next - now, 0), midnight, longestWait);
    timer = setTimeout(tick, wait).unref();
  }

  function run(): Promise<void> {
    const result = running.then(runOnce);
    running = result.catch(() => {});
    return result;
  }

  function tick(): void {
    run().then(
      () => plan(),
      // A full disk, for instance: what is due stays due.
      () => plan(true),
    );
  }

  // Soon rather than at once: the transaction that notes a date must be over before it is asked for.
  dates.onNoted(() => isStarted && setImmediate(plan));

  return {
    start() {
      isStarted = true;
      tick();
    },
    run,
    async close() {
      isStarted = false;
      clearTimeout(timer);
      await running;
    },
  };
}
