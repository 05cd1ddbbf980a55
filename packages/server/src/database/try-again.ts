import { backoff } from '../peers/backoff.ts';

/** Does work again, at growing intervals, after it failed for a reason that passes: a full disk. */
export type TryAgain = Disposable & {
  failed(): void;
  succeeded(): void;
};

/** Milliseconds. */
const [leastWait, mostWait] = [1000, 60_000];

export function createTryAgain(again: () => void): TryAgain {
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  return {
    failed() {
      if (timer !== undefined || isOver) return;
      failures += 1;
      const wait = backoff(failures, leastWait, mostWait);
      timer = setTimeout(() => {
        timer = undefined;
        again();
      }, wait).unref();
    },
    succeeded() {
      failures = 0;
    },
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
