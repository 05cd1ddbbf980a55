import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  type CheckResult,
  checkDatabase,
  checkProjections,
  checkTextIndex,
  DataInUse,
  dataFile,
  lockData,
  openDatabase,
} from '@entente/server';
import { examineFolder } from './examine-folder.ts';

/** All checks, one after the other; those of the data only where a folder is named. */
export function* examine(data: string | undefined, isThorough: boolean): Generator<CheckResult> {
  yield nodeVersion();
  yield webApplication();
  if (data === undefined) return;
  yield* examineFolder(data);
  const file = dataFile(data);
  if (!existsSync(file)) {
    yield {
      check: 'coalition',
      state: 'failed',
      message: `${data} holds none`,
      advice: 'Make one with entente init, or check the path.',
    };
    return;
  }
  yield* examineData(data, file, isThorough);
}

function* examineData(data: string, file: string, isThorough: boolean): Generator<CheckResult> {
  let lock: Disposable | undefined;
  try {
    lock = lockData(data);
    yield { check: 'lock', state: 'ok', message: 'no server runs on it' };
  } catch (error) {
    if (!(error instanceof DataInUse)) throw error;
    const { pid, url } = error.holder;
    yield { check: 'lock', state: 'ok', message: `process ${pid} runs on it${url === undefined ? '' : ` at ${url}`}` };
  }
  try {
    yield* examineDatabase(file, lock !== undefined, isThorough);
  } catch (error) {
    yield {
      check: 'database',
      state: 'failed',
      message: error instanceof Error ? error.message : String(error),
      advice: 'Restore the last good backup with entente restore; keep the damaged folder for analysis.',
    };
  } finally {
    lock?.[Symbol.dispose]();
  }
}

function* examineDatabase(file: string, isOurs: boolean, isThorough: boolean): Generator<CheckResult> {
  const connection = new DatabaseSync(file, { readOnly: !isOurs, timeout: 5000 });
  let isSound = false;
  try {
    const found = [...checkDatabase(connection, { isThorough })];
    yield* found;
    isSound = found.every(({ state }) => state === 'ok');
    // Of a schema that is not known nothing more can be asked.
    if (found.some(({ check, state }) => check === 'schema' && state === 'failed')) return;
    if (isOurs) yield checkTextIndex(connection);
    else {
      yield {
        check: 'full-text index',
        state: 'warning',
        message: 'not checked: that would make the running server wait',
        advice: 'End the server and ask again, where a search misses something.',
      };
    }
  } finally {
    connection.close();
  }
  // Minutes where there is much; and opening an older schema would bring it up to date.
  if (!isThorough || !isOurs || !isSound) return;
  using database = openDatabase(file);
  yield checkProjections(database);
}

function nodeVersion(): CheckResult {
  const check = 'Node';
  const major = Number.parseInt(process.versions.node, 10);
  return major >= 24
    ? { check, state: 'ok', message: `${process.version}, SQLite ${process.versions.sqlite}` }
    : { check, state: 'failed', message: `${process.version} is too old`, advice: 'Install Node 24 or newer.' };
}

function webApplication(): CheckResult {
  const check = 'web application';
  const built = existsSync(fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url)));
  return built
    ? { check, state: 'ok', message: 'built' }
    : {
        check,
        state: 'warning',
        message: 'not built: the node serves TAXII and the API only',
        advice: 'Build it with npm run build.',
      };
}
