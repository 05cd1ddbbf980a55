import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { type CheckResult, dataFile } from '@entente/server';

const gibibyte = 1024 ** 3;
/** A log this large says that something keeps the database from taking it in. */
const largeLog = gibibyte;

/** The data folder itself: whether it can be used, by whom else, and how much room there is. */
export function* examineFolder(data: string): Generator<CheckResult> {
  const check = 'data folder';
  const stat = statSync(data, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isDirectory()) {
    yield { check, state: 'failed', message: `${data} is no folder`, advice: 'Check the path.' };
    return;
  }
  yield permissions(data, stat.mode);
  yield space(data);
  yield log(data);
}

function permissions(data: string, mode: number): CheckResult {
  const check = 'data folder';
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return {
      check,
      state: 'failed',
      message: `${data} cannot be read and written by this user`,
      advice: 'Run as the user that it belongs to, or change its owner.',
    };
  }
  return (mode & 0o077) === 0
    ? { check, state: 'ok', message: `${data}, for its owner alone` }
    : {
        check,
        state: 'warning',
        message: `${data} is open to other users of this machine (mode ${(mode & 0o777).toString(8)})`,
        advice: `chmod 700 ${data}`,
      };
}

function space(data: string): CheckResult {
  const { bavail, bsize } = statfsSync(data);
  const free = bavail * bsize;
  const message = `${(free / gibibyte).toFixed(1)} GiB free`;
  const check = 'disk';
  return free > gibibyte
    ? { check, state: 'ok', message }
    : { check, state: 'warning', message, advice: 'Free space: when none is left, writes are refused.' };
}

function log(data: string): CheckResult {
  const size = statSync(`${dataFile(data)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const message = `${(size / 1e6).toFixed(1)} MB`;
  const check = 'write-ahead log';
  return size < largeLog
    ? { check, state: 'ok', message }
    : { check, state: 'warning', message, advice: 'Restart the server; a reader may have held it up for long.' };
}
