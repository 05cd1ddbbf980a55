import type { SetAsideStore } from './set-aside-store.ts';

/** How it goes to try all of a peer's once more, or went last. */
export type SetAsideRun = {
  /** Only what waits for this reason. */
  readonly rule?: string;
  readonly total: number;
  readonly done: number;
  readonly taken: number;
  readonly isOver: boolean;
  /** Why it ended before all were tried. */
  readonly failure?: string;
};

/** Trying many once more: one run at a time for each peer (its row), in the background. */
export type SetAsideRuns = AsyncDisposable & {
  /** Begins; undefined where one is under way. */
  start(peer: number, rule?: string): SetAsideRun | undefined;
  /** The one under way, or the last; undefined where there was none since the node started. */
  of(peer: number): SetAsideRun | undefined;
};

const together = 100;

export function createSetAsideRuns(
  setAsides: Pick<SetAsideStore, 'after' | 'count'>,
  /** Whether it is taken now. */
  tryAgain: (peer: number, setAside: number) => Promise<boolean>,
): SetAsideRuns {
  const runs = new Map<number, SetAsideRun>();
  const running = new Set<Promise<void>>();
  let isClosed = false;

  async function work(peer: number, begun: SetAsideRun): Promise<void> {
    const { rule, total } = begun;
    let run = begun;
    const change = (more: Partial<SetAsideRun>): void => {
      run = { ...run, ...more };
      runs.set(peer, run);
    };
    let after = 0;
    try {
      // What is set aside meanwhile has a later number, and is not waited for.
      while (run.done < total && !isClosed) {
        const found = setAsides.after(peer, rule, after, Math.min(together, total - run.done));
        if (found.length === 0) break;
        for (const setAside of found) {
          if (isClosed) break;
          const isTaken = await tryAgain(peer, setAside);
          change({ done: run.done + 1, taken: run.taken + Number(isTaken) });
          after = setAside;
        }
      }
      change({ isOver: true });
    } catch (error) {
      change({ isOver: true, failure: error instanceof Error ? error.message : 'It failed.' });
    }
  }

  return {
    start(peer, rule) {
      if (isClosed || runs.get(peer)?.isOver === false) return undefined;
      const total = setAsides.count(peer, rule);
      const run = { ...(rule === undefined ? {} : { rule }), total, done: 0, taken: 0, isOver: false };
      runs.set(peer, run);
      const working: Promise<void> = work(peer, run).finally(() => running.delete(working));
      running.add(working);
      return run;
    },
    of: (peer) => runs.get(peer),
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await Promise.all(running);
    },
  };
}
