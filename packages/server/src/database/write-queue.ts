import { setImmediate as afterInput, setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../http/problem.ts';
import type { Database } from './open-database.ts';

/** Longer than this a run of writes makes readers wait; the next transaction comes after them. */
const patienceMilliseconds = 12;
/** So long after a long write another may be on its way, and what nobody waits for does not yet take its turn. */
const lullMilliseconds = 100;

/**
 * `short`: shares a flush with others. `long`: it writes so much that sharing a flush gains nothing, and a savepoint would
 * copy each of its pages. `background`: long too, and nobody waits for it.
 */
export type Weight = 'short' | 'long' | 'background';

type Job = {
  readonly work: () => unknown;
  readonly weight: Weight;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * All writes, in order. Short ones that wait together share one transaction, and so one flush to disk, each in a
 * savepoint of its own: one that fails takes no other with it. A promise resolves only after the commit: what is acknowledged is
 * durable.
 */
export type WriteQueue = {
  run<T>(work: () => T, weight?: Weight): Promise<T>;
  /** Says that much is likely to be written soon. */
  expectLong(): void;
  /** Resolves when long writes have paused, or after so many milliseconds: what may wait goes on then. Whether they have. */
  lull(longest: number): Promise<boolean>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
};

/** `around` runs each piece of work, inside its transaction. */
export function createWriteQueue(database: Database, around: <T>(work: () => T) => T = (work) => work()): WriteQueue {
  const waiting: Job[] = [];
  let scheduled = false;
  let whenIdle: (() => void)[] = [];
  let lastLong = Number.NEGATIVE_INFINITY;

  /** With nobody to be kept apart from there is no need of a savepoint. */
  function runAlone({ work, weight, resolve, reject }: Job): void {
    try {
      resolve(database.transaction(() => around(work)));
    } catch (error) {
      reject(asProblem(error));
    }
    if (weight === 'long') lastLong = performance.now();
  }

  function runTogether(): void {
    const settled: (() => void)[] = [];
    const started = performance.now();
    const taken: Job[] = [];
    try {
      database.transaction(() => {
        while (waiting[0]?.weight === 'short' && performance.now() - started < patienceMilliseconds) {
          const job = waiting.shift() as Job;
          taken.push(job);
          try {
            const result = database.transaction(() => around(job.work));
            settled.push(() => job.resolve(result));
          } catch (error) {
            // When SQLite has rolled the whole transaction back itself, all that went before is gone too.
            if (!database.connection.isTransaction) throw error;
            settled.push(() => job.reject(asProblem(error)));
          }
        }
      });
      for (const settle of settled) settle();
    } catch (error) {
      // Where no transaction could even begin, none of those that wait will have one.
      for (const job of taken.length > 0 ? taken : waiting.splice(0)) job.reject(asProblem(error));
    }
  }

  function drain(): void {
    const [first, second] = waiting;
    if (first !== undefined && (first.weight !== 'short' || second === undefined || second.weight !== 'short')) {
      waiting.shift();
      runAlone(first);
    } else runTogether();
    if (waiting.length > 0) setImmediate(drain);
    else {
      scheduled = false;
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  }

  return {
    run<T>(work: () => T, weight: Weight = 'short'): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, weight, resolve: resolve as (value: unknown) => void, reject });
        if (scheduled) return;
        scheduled = true;
        setImmediate(drain);
      });
    },
    expectLong() {
      lastLong = performance.now();
    },
    async lull(longest) {
      const end = performance.now() + longest;
      const left = (): number => Math.min(lastLong + lullMilliseconds, end) - performance.now();
      for (let rest = left(); rest > 0; rest = left()) {
        await pause(rest);
        // What came while the node was busy is looked at after its timers: it may be the next long write.
        await afterInput();
      }
      return performance.now() - lastLong >= lullMilliseconds;
    },
    idle: () => (scheduled ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  };
}

const sqliteFull = 13;
const sqliteIoError = 10;

function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  if (code === sqliteFull) {
    return new Problem('storage-full', 'The disk is full: nothing was stored. Free space, then send it again.');
  }
  if (code === sqliteIoError) {
    return new Problem('storage-full', 'The disk did not take the write: nothing was stored. See the operator’s page.');
  }
  return error;
}
