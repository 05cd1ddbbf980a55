import { backoff } from './backoff.ts';

/** Does work again, at growing intervals, after it failed for a reason that passes: a full disk. */
export type TryAgain = Disposable & {
  failed(): void;
  succeeded(): void;
};

export function createTryAgain(again: () => void): TryAgain {
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  return {
    failed() {
      if (timer !== undefined || isOver) return;
      failures += 1;
      timer = setTimeout(() => {
        timer = undefined;
        again();
      }, backoff(failures)).unref();
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
