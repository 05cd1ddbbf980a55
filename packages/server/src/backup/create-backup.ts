import { backup } from 'node:sqlite';
import type { Database } from '../database/open-database.ts';

/** Pages copied between two turns of the event loop: short enough that readers do not notice. */
const pagesAtOnce = 500;

/** Copies the data file while it is in use; the copy is one consistent moment. `tell` counts pages. */
export async function createBackup(
  database: Database,
  target: string,
  tell: (done: number, total: number) => void = () => {},
): Promise<void> {
  await backup(database.connection, target, {
    rate: pagesAtOnce,
    progress: ({ totalPages, remainingPages }) => tell(totalPages - remainingPages, totalPages),
  });
}
