import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import { searchText } from '../placements/search-text.ts';
import type { Gain } from './terms-store.ts';

const batchSize = 200;

/** Places older objects before those who gained sight of them, in the background, a batch at a time. */
export type CatchUpJobs = {
  start(gains: readonly Gain[]): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
};

export function createCatchUpJobs(
  database: Database,
  queue: WriteQueue,
  placements: PlacementStore,
  announce: (terms: ReadonlySet<number>) => void,
): CatchUpJobs {
  const textOf = (body: number) => {
    const bytes = database.prepare('SELECT bytes FROM body WHERE body = ?').get(body)?.bytes as Uint8Array;
    return searchText(JSON.parse(Buffer.from(bytes).toString()));
  };
  let running: Promise<unknown> = Promise.resolve();

  async function run({ terms, catchUp }: Gain): Promise<void> {
    let after: number | undefined = 0;
    while (after !== undefined) {
      const from: number = after;
      after = await queue.run(() => placements.catchUp(terms, catchUp, from, batchSize, textOf));
    }
    announce(new Set([catchUp]));
  }

  return {
    start(gains) {
      for (const gain of gains) running = running.then(() => run(gain));
    },
    idle: async () => {
      await running;
    },
  };
}
