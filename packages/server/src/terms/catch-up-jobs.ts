import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import { createTryAgain } from '../retrying/try-again.ts';
import type { Gain } from './terms-store.ts';

const batchSize = 200;

/**
 * Places older objects before those who gained sight of them, in the background, a batch at a time. What is still to do
 * is written down, so a node that was stopped goes on where it was.
 */
export type CatchUpJobs = {
  start(gains: readonly Gain[]): void;
  /** Goes on with what was left to do when the node last stopped. */
  resume(): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
  /** What is left to do is done after the next start. */
  close(): Promise<void>;
};

export function createCatchUpJobs(
  database: Database,
  queue: WriteQueue,
  placements: PlacementStore,
  objectOf: (body: number) => StixObject,
  announce: (terms: ReadonlySet<number>) => void,
): CatchUpJobs {
  let running: Promise<unknown> = Promise.resolve();

  async function run(catchUp: number): Promise<void> {
    while (await queue.run(() => placements.catchUp(catchUp, batchSize, objectOf)));
    tryAgain.succeeded();
    announce(new Set([catchUp]));
  }

  function add(catchUp: number): void {
    // What fails stays written down.
    running = running.then(() => run(catchUp)).catch(tryAgain.failed);
  }

  const jobs: CatchUpJobs = {
    start(gains) {
      for (const { catchUp } of gains) add(catchUp);
    },
    resume() {
      // In the order of their terms: what is narrowed meanwhile goes to later ones.
      for (const row of database.prepare('SELECT catch_up FROM catch_up ORDER BY catch_up').all()) {
        add(Number(row.catch_up));
      }
    },
    idle: async () => {
      await running;
    },
    async close() {
      tryAgain[Symbol.dispose]();
      await running;
    },
  };
  const tryAgain = createTryAgain(jobs.resume);
  return jobs;
}
