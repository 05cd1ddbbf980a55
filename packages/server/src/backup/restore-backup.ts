import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lockData } from '../database/data-lock.ts';
import { schemaFault } from '../database/unknown-schema.ts';
import { Problem } from '../http/problem.ts';
import { checkDatabase } from './check-database.ts';
import { copyDatabase, type Tell } from './create-backup.ts';
import { quarantineCopy } from './quarantine-copy.ts';

/** What a backup holds, as it says itself. */
export type BackupContents = { readonly coalition: string; readonly created: string; readonly objects: number };

/** Reads a backup through and through. Throws `invalid` where it is damaged, of a schema that is not known, or none. */
function inspectBackup(file: string): BackupContents {
  if (!existsSync(file)) throw new Problem('not-found', `There is no file ${file}.`);
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    const fault = schemaFault(connection);
    if (fault !== undefined) throw new Problem('invalid', `${file} ${fault.what}. ${fault.advice}`);
    const row = connection.prepare('SELECT name, created FROM coalition').get();
    if (row === undefined) throw new Problem('invalid', `${file} holds no coalition.`);
    const failed = [...checkDatabase(connection, { isThorough: true })].find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Problem('invalid', `${file} is damaged (${failed.check}): ${failed.message}`);
    const objects = Number(connection.prepare('SELECT count(*) AS n FROM version').get()?.n);
    return { coalition: String(row.name), created: String(row.created), objects };
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(
      'invalid',
      `${file} is no backup of Entente, or is damaged (${reason}): name a file that entente backup wrote.`,
    );
  } finally {
    connection.close();
  }
}

/**
 * Puts a backup in place as the data of a node that does not run. Throws `conflict` where the folder is not empty and
 * that was not allowed, `invalid` for a damaged backup, and DataInUse.
 */
export async function restoreBackup(
  file: string,
  data: string,
  { force = false, tell = () => {} }: { readonly force?: boolean; readonly tell?: Tell } = {},
): Promise<BackupContents> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (!force && readdirSync(data).length > 0) {
    throw new Problem('conflict', `${data} is not empty; what is in it would be lost.`);
  }
  const contents = inspectBackup(file);
  using _lock = lockData(data);
  const target = join(data, 'entente.db');
  const partial = join(data, `${basename(target)}.restoring`);
  const former = join(data, `${basename(target)}.replaced`);
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'w', 0o600));
  await copyDatabase(file, partial, tell);
  quarantineCopy(partial, target);
  flush(partial);
  // A log must never stand beside a file that it is not of.
  if (existsSync(target)) renameSync(target, former);
  for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true });
  renameSync(partial, target);
  flush(data);
  rmSync(former, { force: true });
  return contents;
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
