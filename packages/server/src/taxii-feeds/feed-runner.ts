import type { Viewer } from '../accounts/viewer.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { AddressRule } from '../peers/address-rule.ts';
import { createOutbound } from '../peers/outbound.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import { backoff } from '../retrying/backoff.ts';
import { createForeignServer } from './foreign-server.ts';
import type { PullFeedOnce } from './pull-feed.ts';
import type { PushFeedOnce } from './push-feed.ts';
import type { TaxiiFeed } from './taxii-feed.ts';
import type { TaxiiFeedStore } from './taxii-feed-store.ts';

/** Runs feeds when they are due, a few at a time, each one once at a time. */
export type FeedRunner = {
  /** From now on by itself. */
  start(): void;
  /** Runs one now, and resolves when that has ended; what went wrong stands with the feed. */
  run(id: string): Promise<void>;
  /** Runs what is due, and resolves when it has ended. */
  runDue(): Promise<void>;
  /** Something about feeds has changed. */
  changed(): void;
  /** Breaks off what runs; it goes on from where it was. */
  close(): Promise<void>;
};

type Parts = {
  readonly feeds: TaxiiFeedStore;
  readonly members: Pick<MemberStore, 'get'>;
  readonly quarantine: Pick<Quarantine, 'since'>;
  readonly queue: WriteQueue;
  readonly rule: AddressRule;
  readonly pull: PullFeedOnce;
  readonly push: PushFeedOnce;
  readonly clock: () => number;
  readonly now: () => string;
};

const mostAtOnce = 4;
/** A run that takes longer goes on at the next. */
const longestRun = 10 * 60_000;
const longestSleep = 10 * 60_000;
const leastBackoff = 30_000;
const mostBackoff = 6 * 60 * 60_000;

export function createFeedRunner(parts: Parts): FeedRunner {
  const { feeds, members, quarantine, queue, rule, pull, push, clock, now } = parts;
  const running = new Map<string, Promise<void>>();
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;

  async function attempt(feed: TaxiiFeed): Promise<void> {
    if (quarantine.since() !== undefined) {
      throw new PeerFailure('quarantined', 'This node was restored from a backup, and waits.');
    }
    const { left } = members.get(feed.member);
    if (left !== undefined && left <= now().slice(0, 10)) {
      throw new PeerFailure('turned-away', 'The member has left the coalition.');
    }
    using server = createForeignServer(createOutbound({ url: feed.url, ...rule }), feed, clock);
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(longestRun)]);
    const viewer = viewerOf(feed);
    if (feed.direction === 'pull') await pull(feed, server, viewer, signal);
    else await push(feed, server, viewer, signal);
  }

  function viewerOf({ member, id }: TaxiiFeed): Viewer {
    const { name: memberName } = members.get(member);
    const roles = new Set(['release-officer'] as const);
    return { principal: member, member, memberName, roles, mayWrite: true, credential: 'local', credentialId: id };
  }

  async function runOne({ id }: TaxiiFeed): Promise<void> {
    const feed = feeds.find(id);
    if (feed === undefined) return;
    let problem: string | undefined;
    try {
      await attempt(feed);
    } catch (error) {
      if (closing.signal.aborted) return;
      problem = problemOf(error);
    }
    const usual = feed.minutes * 60_000;
    const wait =
      problem === undefined ? usual : Math.max(usual / 2, backoff(feed.failures + 1, leastBackoff, mostBackoff));
    await queue.run(() => feeds.ran(feed.feed, now(), clock() + Math.round(wait), problem));
  }

  function begin(feed: TaxiiFeed): Promise<void> {
    const under = running.get(feed.id);
    if (under !== undefined) return under;
    const run = runOne(feed).finally(() => running.delete(feed.id));
    running.set(feed.id, run);
    return run;
  }

  async function runDue(): Promise<void> {
    const due = [...feeds.due(clock())];
    const lines = Array.from({ length: mostAtOnce }, async () => {
      for (let feed = due.shift(); feed !== undefined; feed = due.shift()) await begin(feed);
    });
    await Promise.all(lines);
  }

  function plan(): void {
    clearTimeout(timer);
    if (!isStarted) return;
    const wait = (feeds.next() ?? Number.POSITIVE_INFINITY) - clock();
    timer = setTimeout(turn, Math.min(Math.max(wait, 1000), longestSleep)).unref();
  }

  function turn(): void {
    // A full disk: what ran is not written down, and is tried again.
    runDue()
      .catch(() => {})
      .finally(plan);
  }

  return {
    start() {
      isStarted = true;
      plan();
    },
    async run(id) {
      const feed = feeds.find(id);
      if (feed !== undefined) await begin(feed);
    },
    runDue,
    changed: plan,
    async close() {
      isStarted = false;
      clearTimeout(timer);
      closing.abort();
      await Promise.allSettled(running.values());
    },
  };
}

/** What is shown: our own words, never those of the other server. */
function problemOf(error: unknown): string {
  if (error instanceof PeerFailure || error instanceof Problem) return error.message;
  const { name } = error as Error;
  return name === 'TimeoutError' || name === 'AbortError' ? 'It took too long.' : 'It could not be carried out.';
}
