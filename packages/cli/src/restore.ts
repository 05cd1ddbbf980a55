import { statSync } from 'node:fs';
import { type BackupContents, Problem, restoreBackup } from '@entente/server';
import { Failure } from './failure.ts';
import { showProgress, untilDone } from './terminal/progress.ts';

/** Restores a backup and answers what it holds. */
export async function restore(file: string, data: string, force: boolean, isQuiet: boolean): Promise<BackupContents> {
  using progress = showProgress('Restoring', statSync(file).size, isQuiet);
  try {
    return await restoreBackup(file, data, { force, tell: untilDone(progress) });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'conflict')) throw error;
    throw new Failure(error.message, 'Choose another folder, or replace what is in this one with --force.');
  }
}
