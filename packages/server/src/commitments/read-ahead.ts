import type { Viewer } from '../accounts/viewer.ts';

/** So long nothing more is asked for: a recall of many comes as many. */
const restMilliseconds = 1000;

/** Has ledgers read in the background, one after another, for who will ask for them again. */
export function createReadAhead(prepare: (viewer: Viewer) => Promise<void>, isOpen: () => boolean) {
  const waiting = new Map<number, Viewer>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    for (const [principal, viewer] of waiting) {
      if (!isOpen()) return;
      waiting.delete(principal);
      await prepare(viewer);
    }
  }

  return (viewers: readonly Viewer[]): void => {
    for (const viewer of viewers) waiting.set(viewer.principal, viewer);
    clearTimeout(timer);
    // What fails here fails for who asks, and is told to him.
    timer = setTimeout(() => void run().catch(() => {}), restMilliseconds).unref();
  };
}
