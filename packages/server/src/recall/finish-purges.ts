import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { truncateLog } from '../purging/truncate-log.ts';

/** Sees to it that what was deleted stands in no file of the database any more. */
export type FinishPurges = AsyncDisposable & {
  /** Soon, and again until it is done; many purges in a row are finished together. */
  soon(): void;
  /** Tries at once; it may take longer. */
  now(): Promise<void>;
};

const quietMilliseconds = 50;
const retryMilliseconds = 2000;

/**
 * `begin` says what is to be finished; what it answers is called in a transaction, once the log of the database is empty
 * of what stood there at that moment.
 */
export function createFinishPurges(database: Database, queue: WriteQueue, begin: () => () => void): FinishPurges {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function plan(wait: number): void {
    if (!isClosed) timer ??= setTimeout(() => void run(), wait).unref();
  }

  async function run(): Promise<void> {
    timer = undefined;
    try {
      await queue.idle();
      if (isClosed) return;
      const finish = begin();
      if (truncateLog(database)) await queue.run(finish);
      else plan(retryMilliseconds);
    } catch {
      // A full disk, for instance: what was deleted stays deleted, and its log is emptied later.
      plan(retryMilliseconds);
    }
  }

  return {
    soon: () => plan(quietMilliseconds),
    now() {
      clearTimeout(timer);
      return run();
    },
    async [Symbol.asyncDispose]() {
      const isWaiting = timer !== undefined;
      clearTimeout(timer);
      if (isWaiting) await run();
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
