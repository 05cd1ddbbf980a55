import { setImmediate as turn } from 'node:timers/promises';

/** So long work that is done in slices keeps others from their turn. */
const sliceMilliseconds = 5;

/** Work that is told step by step, done at once. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same, in slices between which others have their turn. Ends before its end where it `isGivenUp`. */
export async function inSlices(work: Generator<void, void>, isGivenUp: () => boolean): Promise<void> {
  for (;;) {
    const until = performance.now() + sliceMilliseconds;
    do {
      if (work.next().done === true) return;
    } while (performance.now() < until);
    await turn();
    if (isGivenUp()) return;
  }
}
