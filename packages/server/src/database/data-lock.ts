import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Who holds a data folder, as its lock file says. */
export type Holder = { readonly pid: number; readonly url?: string };

/** Thrown when another process holds the data folder. */
export class DataInUse extends Error {
  readonly holder: Holder;

  constructor(data: string, holder: Holder) {
    super(`${data} is in use by process ${holder.pid}${holder.url === undefined ? '' : ` at ${holder.url}`}`);
    this.name = 'DataInUse';
    this.holder = holder;
  }
}

/** Takes the data folder for this process; a lock that a dead process left is taken over. */
export function lockData(data: string, url?: string): Disposable {
  const file = join(data, 'entente.lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      const descriptor = openSync(file, 'wx', 0o600);
      writeSync(descriptor, JSON.stringify({ pid: process.pid, ...(url === undefined ? {} : { url }) }));
      closeSync(descriptor);
      return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 3) throw error;
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder.pid)) throw new DataInUse(data, holder);
      rmSync(file, { force: true });
    }
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
