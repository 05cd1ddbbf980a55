import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Started = AsyncDisposable & {
  readonly url: string;
  readonly child: ChildProcess;
  readonly startedIn: number;
};

/** `entente serve` on a data folder that is there; its address is that of TAXII. */
export function startServer(data: string): Promise<Started> {
  return start('../packages/cli/src/main.ts', 'serve', '--data', data, '--port', '0', '--json');
}

/** Starts a script of this folder in a process of its own and waits for the line with its address. */
export function start(script: string, ...args: readonly string[]): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
    child.stdout.once('data', (line: Buffer) => {
      const { url, taxii } = JSON.parse(line.toString()) as { url: string; taxii?: string };
      resolve({
        url: taxii ?? url,
        child,
        startedIn: performance.now() - began,
        async [Symbol.asyncDispose]() {
          if (child.exitCode !== null) return;
          const ended = new Promise((done) => child.once('exit', done));
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });
}

/** Resident memory of a process, in bytes; 0 where the system does not tell. */
export function residentMemory({ pid }: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Processor time that a process has used, in seconds; 0 where the system does not tell. */
export function processorTime({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
