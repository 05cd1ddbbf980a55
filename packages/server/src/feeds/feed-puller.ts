import type { Viewer } from '../accounts/viewer.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import { bounded, type ReportService } from '../reports/report-service.ts';
import type { TextDesk } from '../reports/text-desk.ts';
import type { FeedPolicy } from './feed-policy.ts';
import type { Feed, FeedStore } from './feed-store.ts';
import { FeedFailed, fetchFeed } from './fetch-feed.ts';

/** Pulls feeds when they are due, each new item a report. */
export type FeedPuller = {
  /** From now on by itself. */
  start(): void;
  /** Pulls what is due now. */
  run(): Promise<void>;
  /** Pulls nothing more, and resolves when nothing runs. */
  close(): Promise<void>;
};

type Parts = {
  readonly feeds: FeedStore;
  readonly policy: FeedPolicy;
  readonly desk: TextDesk;
  readonly reports: ReportService;
  readonly queue: WriteQueue;
  /** The member, as one who publishes. */
  readonly asMember: (member: number) => Viewer;
  readonly clock: () => number;
};

const longestWait = 10 * 60_000;
const shortestWait = 1000;

export function createFeedPuller({ feeds, policy, desk, reports, queue, asMember, clock }: Parts): FeedPuller {
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let running: Promise<void> = Promise.resolve();

  async function pull(feed: Feed): Promise<void> {
    const { bytes, mediaType } = await fetchFeed(feed.address, policy);
    const { format, documents } = await desk.read(feed.id, bytes, { mediaType });
    if (format !== 'feed') throw new FeedFailed('There is no feed at this address.');
    const fresh = documents.flatMap((document) => {
      const key = document.key ?? document.paragraphs.join('\n');
      return feeds.isKnown(feed.feed, key) ? [] : [{ document, key }];
    });
    if (fresh.length === 0) return;
    const { collection, terms, reliability } = feed;
    const into = { collection, terms, releaseOriginal: false };
    // Oldest first, as they came to be; one at a time, so that what came in is known when the next does not.
    for (const { document, key } of fresh.toReversed()) {
      const facts = { ...bounded(document.facts), ...(reliability === undefined ? {} : { reliability }) };
      await reports.publish(
        asMember(feed.member),
        into,
        { bytes, mediaType: mediaType.split(';')[0] || 'application/xml' },
        [{ facts, paragraphs: document.paragraphs, notes: document.notes }],
      );
      await queue.run(() => feeds.know(feed.feed, key));
    }
  }

  async function runOnce(): Promise<void> {
    for (const feed of feeds.due(clock())) {
      const problem = await pull(feed).then(
        () => undefined,
        (error: unknown) =>
          error instanceof FeedFailed || error instanceof Problem ? error.message : 'It could not be brought in.',
      );
      await queue.run(() => feeds.pulled(feed, clock(), problem));
    }
  }

  function plan(): void {
    clearTimeout(timer);
    if (!isStarted) return;
    const next = feeds.next();
    const wait = Math.min(Math.max((next ?? Number.POSITIVE_INFINITY) - clock(), shortestWait), longestWait);
    timer = setTimeout(
      () =>
        void run()
          .catch(() => {})
          .finally(plan),
      wait,
    ).unref();
  }

  function run(): Promise<void> {
    const result = running.then(runOnce);
    running = result.catch(() => {});
    return result;
  }

  return {
    start() {
      isStarted = true;
      plan();
    },
    run,
    async close() {
      isStarted = false;
      clearTimeout(timer);
      await running;
    },
  };
}
