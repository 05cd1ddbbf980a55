import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createEntryStore } from '../audit/entry-store.ts';

/**
 * Notes in the audit log of a data file that somebody at the machine has copied it; also while a server runs on it,
 * which seals the entry with its own.
 */
export function logBackup(file: string, name: string, clock: () => number = Date.now): void {
  const connection = new DatabaseSync(file, { timeout: 5000 });
  try {
    const entries = createEntryStore(connection);
    connection.exec('BEGIN IMMEDIATE');
    // The time is taken once nobody else writes: the epoch that it falls into is not sealed yet.
    const time = new Date(clock()).toISOString();
    entries.add({ id: randomUUID(), time, kind: 'backup-made', actor: { by: 'local' }, detail: { name } });
    connection.exec('COMMIT');
  } finally {
    connection.close();
  }
}
