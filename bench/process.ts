import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Started = AsyncDisposable & {
  readonly url: string;
  readonly child: ChildProcess;
  readonly startedIn: number;
  /** Milliseconds of processor time that it has used until now, all its threads together. */
  processorTime(): Promise<number>;
};

/** `entente serve` on a data folder that is there; its address is that of TAXII. */
export function startServer(data: string): Promise<Started> {
  return start('../packages/cli/bin/entente.mjs', 'serve', '--data', data, '--port', '0', '--json');
}

/** Starts a script of this folder in a process of its own and waits for the line with its address. */
export function start(script: string, ...args: readonly string[]): Promise<Started> {
  const began = performance.now();
  const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--import', file('tell-processor-time.ts'), file(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
    child.stdout?.once('data', (line: Buffer) => {
      const { url, taxii } = JSON.parse(line.toString()) as { url: string; taxii?: string };
      resolve({
        url: taxii ?? url,
        child,
        startedIn: performance.now() - began,
        processorTime: () =>
          new Promise((told) => {
            child.once('message', (used: NodeJS.CpuUsage) => told((used.user + used.system) / 1000));
            child.send('?');
          }),
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
