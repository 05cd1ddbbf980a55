import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Config,
  dataFile,
  loadSample,
  lockData,
  openDatabase,
  sampleAccounts,
  samplePassword,
  UnknownSchema,
} from '@entente/server';
import { Failure } from './failure.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { printNote } from './terminal/print.ts';

export type DemoOptions = {
  readonly data?: string;
  readonly host: string;
  readonly port: number;
  /** Whether another port may be taken where that one is not free. */
  readonly mayMove: boolean;
  readonly fresh?: boolean;
  readonly isQuiet: boolean;
};

type Demo = NonNullable<Config['demo']>;

/** Says of a folder that it holds the sample, whose password everybody knows, and nothing else. */
const marker = 'entente-demo';

/** Makes the sample coalition, where it is not there, and starts a server on it. */
export async function runDemo(options: DemoOptions): Promise<Demo & { readonly node: RunningServer }> {
  const { data = join(homeFolder(), '.entente', 'demo'), host, port, mayMove, fresh = false, isQuiet } = options;
  await prepare(data, fresh, isQuiet);
  const accounts = sampleAccounts().map(({ email, name, member, about }) => ({ email, name, member, about }));
  const demo: Demo = { accounts, password: samplePassword };
  const node = await runServer({ data, host, port, demo }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_SQLITE_ERROR' || error instanceof UnknownSchema) throw unreadable(data, error);
    if (code !== 'EADDRINUSE' || !mayMove) throw error;
    return runServer({ data, host, port: 0, demo });
  });
  return { ...demo, node };
}

/** Nothing in the sample is worth mending: it is made anew in a moment. */
function unreadable(data: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure(
    `the sample coalition in ${data} cannot be read: ${reason}`,
    'It may be of another version of Entente. Make it anew: npm start -- --fresh, or entente demo --fresh.',
  );
}

async function prepare(data: string, fresh: boolean, isQuiet: boolean): Promise<void> {
  const file = dataFile(data);
  const isDemo = existsSync(join(data, marker));
  if (existsSync(file) && !isDemo) {
    throw new Failure(
      `${data} holds a coalition that is not the sample`,
      'The demo shows its password to everybody: serve this one with entente serve, or name another folder.',
    );
  }
  if (existsSync(file) && !fresh) return;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  using _lock = lockData(data);
  removeData(file);
  if (!isQuiet) printNote('Making the sample coalition …');
  writeFileSync(join(data, marker), 'Holds the sample coalition: entente demo --fresh makes it anew.\n');
  try {
    using database = openDatabase(file);
    await loadSample(database);
  } catch (error) {
    removeData(file);
    throw error;
  }
}

function removeData(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

/** The repository where this runs in a clone of it, else the current folder. */
function homeFolder(): string {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name?: string };
    return name === 'entente' ? root : process.cwd();
  } catch {
    return process.cwd();
  }
}
