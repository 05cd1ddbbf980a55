import type { Database } from '../database/open-database.ts';

/**
 * Empties the log of the database, so that what was deleted stands in no file of it any more. False where somebody still
 * reads an older state (a backup that is being made, for instance): then it must be tried again.
 */
export function truncateLog({ connection }: Database): boolean {
  const { timeout } = connection.prepare('PRAGMA busy_timeout').get() as { timeout: number };
  // The one thread that serves everybody must not wait here.
  connection.exec('PRAGMA busy_timeout = 0');
  try {
    return connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}

const sqliteBusy = 5;
const sqliteLocked = 6;

/** A query of this same connection that is not read to its end locks it too. */
function isLocked(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === sqliteBusy || code === sqliteLocked;
}
