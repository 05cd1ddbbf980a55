import { mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createBackup, dataFile, logBackup } from '@entente/server';
import { mustHoldCoalition } from './connection/open-core.ts';
import { Failure } from './failure.ts';
import { showProgress, untilDone } from './terminal/progress.ts';

/** Makes a backup, notes it in the audit log, and answers its path and size in bytes. */
export async function makeBackup(
  data: string,
  output: string | undefined,
  isQuiet: boolean,
): Promise<{ file: string; bytes: number }> {
  mustHoldCoalition(data);
  const file = output ?? join(data, 'backups', `entente-${new Date().toISOString().replaceAll(':', '-')}.db`);
  if (output === undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const source = dataFile(data);
  using progress = showProgress('Copying', statSync(source).size, isQuiet);
  await createBackup({ file: source }, file, untilDone(progress));
  try {
    logBackup(source, basename(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`${file} is made, but could not be noted in the audit log: ${reason}`);
  }
  return { file, bytes: statSync(file).size };
}
