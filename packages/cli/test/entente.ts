import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCore, dataFile, initialise, openDatabase } from '@entente/server';

/** For tests: the real command in real processes, on folders of their own. */
const command = fileURLToPath(new URL('../bin/entente.mjs', import.meta.url));

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs a command to its end. Nothing of the environment's own settings reaches it. */
export async function entente(
  args: readonly string[],
  { input = '', environment = {} }: { input?: string | Uint8Array; environment?: Record<string, string> } = {},
): Promise<Run> {
  const child = start(args, environment);
  const output = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  // A command that needs no input may end before it was written.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  const [stdout, stderr] = await output;
  return { code: code ?? -1, stdout, stderr };
}

export type TestServer = AsyncDisposable & {
  readonly pid: number;
  readonly url: string;
  readonly taxii: string;
  readonly api: string;
  /** Ends it with a signal and answers its exit code; null where the signal itself ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
};

/** `entente serve --json` or `entente demo --json` on a free port, ready. */
export async function startServer(args: readonly string[]): Promise<TestServer> {
  const child = start([...args, '--port', '0', '--json'], {});
  child.stderr?.pipe(process.stderr);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => [''])])) as [
    string,
  ];
  if (line === '') throw new Error('the server ended before it was ready');
  const addresses = JSON.parse(line) as { url: string; taxii: string; api: string };
  async function end(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    const [code] = await ended;
    return code;
  }
  return {
    ...addresses,
    pid: child.pid ?? 0,
    end,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL');
    },
  };
}

/** A folder that is gone at the end. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'entente-cli-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export const password = 'a password long enough';

/**
 * A coalition of France (whose node it is) and Iraq in `folder`, with the collection `shared` that both write to and
 * where no marking means GREEN; tokens that may write, one for each. Made in this process, which is quicker.
 */
export async function newCoalition(
  folder: string,
): Promise<{ data: string; tokens: { france: string; iraq: string } }> {
  const data = join(folder, 'data');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(data, { mode: 0o700 });
  const database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'Test',
    member: { name: 'France', kind: 'country' },
    admin: { email: 'admin@france.example', password },
  });
  const core = createCore(database);
  const admin = core.localViewer(1);
  const iraq = await core.memberService.add(admin, { name: 'Iraq', kind: 'country' });
  await core.collectionService.add(admin, { title: 'Shared', alias: 'shared', writers: 'all', unmarked: 'green' });
  const token = (member: number) => core.access.tokens.create(admin, { member, label: 'test', write: true }).token;
  const tokens = { france: token(1), iraq: token(iraq.member) };
  await core.close();
  return { data, tokens };
}

/** So many indicators, the `from`th to the last; the same numbers give the same objects. */
export function indicators(count: number, from = 0): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(from + index).padStart(12, '0');
    return {
      type: 'indicator',
      spec_version: '2.1',
      id: `indicator--00000000-0000-4000-8000-${number}`,
      created: '2019-02-06T10:00:00.000Z',
      modified: '2019-02-06T10:00:00.000Z',
      name: `Address ${from + index}`,
      indicator_types: ['malicious-activity'],
      pattern: `[domain-name:value = 'host-${from + index}.example']`,
      pattern_type: 'stix',
      valid_from: '2019-02-06T10:00:00Z',
    };
  });
}

export const taxiiType = 'application/taxii+json;version=2.1';

/** A request to a TAXII server with a token. */
export async function taxii(url: string, token: string, objects?: readonly unknown[]): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}`, Accept: taxiiType, 'Content-Type': taxiiType };
  return fetch(
    url,
    objects === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify({ objects }) },
  );
}

function start(args: readonly string[], environment: Record<string, string>): ChildProcess {
  const { ENTENTE_URL: _u, ENTENTE_TOKEN: _t, ...inherited } = process.env;
  return spawn(process.execPath, [command, ...args], { env: { ...inherited, NO_COLOR: '1', ...environment } });
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
