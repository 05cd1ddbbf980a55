import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { Problem } from '../http/problem.ts';

/** How far a copy is, in bytes. */
export type Tell = (done: number, total: number) => void;

/** Pages copied between two looks at how far it is. */
const pagesAtOnce = 2000;

/**
 * Copies a data file, also while a server writes to it: what is copied is one moment, the one at which it began. The
 * copy is a single file that nobody else may read, and appears only when it is complete. Throws `conflict` where `target`
 * is there already.
 */
export async function createBackup(
  source: { readonly file: string },
  target: string,
  tell: Tell = () => {},
): Promise<void> {
  if (existsSync(target)) throw new Problem('conflict', `${target} is there already; a backup overwrites nothing.`);
  const partial = `${target}.part`;
  rmSync(partial, { force: true });
  // Made first, so that it never was readable for others.
  closeSync(openSync(partial, 'w', 0o600));
  try {
    await copyDatabase(source.file, partial, tell);
    intoOneFile(partial);
    renameSync(partial, target);
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(partial + end, { force: true });
    throw error;
  }
}

/** Copies a database as it is now, whatever is written to it meanwhile. */
export async function copyDatabase(from: string, to: string, tell: Tell): Promise<void> {
  // A connection of its own: the copying goes on in another thread, and must not hold up the one that serves.
  const connection = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    // Without a transaction that stays open, every write meanwhile would make the copying begin anew.
    connection.exec('BEGIN');
    const pageSize = Number(connection.prepare('PRAGMA page_size').get()?.page_size);
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(connection, to, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        tell((totalPages - remainingPages) * pageSize, totalPages * pageSize),
    });
  } finally {
    connection.close();
  }
}

/** A copy is in WAL mode like its source; as it is, readers of it would leave further files beside it. */
function intoOneFile(file: string): void {
  const connection = new DatabaseSync(file);
  connection.exec('PRAGMA journal_mode = DELETE');
  connection.close();
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
