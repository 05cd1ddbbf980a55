import { styleText } from 'node:util';
import type { DataInUse, UnknownSchema } from '@entente/server';
import { type Command, CommanderError } from 'commander';
import { asTyped } from './as-typed.ts';
import { printable } from './terminal/printable.ts';

/** What a command ends with. */
export const exitCode = { ok: 0, refused: 1, usage: 2 } as const;

/** Something that a command refuses or cannot do: what is wrong and where, and what to do about it. */
export class Failure extends Error {
  readonly advice: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(message: string, advice?: string, code: 1 | 2 = exitCode.refused) {
    super(message);
    this.name = 'Failure';
    this.advice = advice;
    this.exitCode = code;
  }
}

/** A wrong call: exit code 2. */
export function usageFailure(message: string, advice?: string): Failure {
  return new Failure(message, advice, exitCode.usage);
}

/** Says on stderr what went wrong with a command, in the names of what it takes, and answers the exit code. */
export function reportFailure(error: unknown, command?: Command): number {
  if (error instanceof CommanderError) {
    // Commander has said it already; help and version were asked for.
    return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
  const [first = '', ...more] = describe(error, command);
  const lines = [asTyped(first, command), ...more];
  process.stderr.write(
    `${styleText('red', 'entente:', { stream: process.stderr })} ${lines.map(printable).join('\n  ')}\n`,
  );
  return error instanceof Failure ? error.exitCode : exitCode.refused;
}

function describe(error: unknown, command: Command | undefined): string[] {
  if (!(error instanceof Error)) return [String(error)];
  if (error instanceof Failure) return [error.message, ...(error.advice === undefined ? [] : [error.advice])];
  if (error.name === 'DataInUse') return [error.message, wayPast((error as DataInUse).holder, command)];
  if (error.name === 'UnknownSchema') return [error.message, (error as UnknownSchema).advice];
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : systemFailures[code];
  if (known !== undefined) return [plainly(error, known.what), known.advice];
  // A fault of ours: who reports it needs the place.
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
    return [
      `a fault in Entente: ${error.message}`,
      ...(error.stack ?? '')
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ];
  }
  return [error.message];
}

/** What to do where another process has the data folder: not every command can go through a server. */
function wayPast({ pid, url }: DataInUse['holder'], command: Command | undefined): string {
  if (command?.options.some(({ long }) => long === '--url')) {
    const through =
      url === undefined
        ? 'Wait until it ends; where it is a server, use --url with its address and a token.'
        : `Use --url ${url} and a token (Settings, on its pages) instead of --data.`;
    return `${through} Without a token, end it with: kill ${pid}`;
  }
  return `One process at a time has it: wait until that one ends, or end it with: kill ${pid}`;
}

/** What the system says, in words: the file that it is about, where it names one, and what is the matter with it. */
function plainly(error: NodeJS.ErrnoException, what: string | undefined): string {
  if ('address' in error && 'port' in error && what !== undefined) return `${error.address}:${error.port} ${what}`;
  return what === undefined || error.path === undefined ? error.message : `${error.path} ${what}`;
}

const systemFailures: Readonly<Record<string, { readonly what?: string; readonly advice: string }>> = {
  ENOENT: { what: 'is not there', advice: 'Check the path.' },
  EACCES: {
    what: 'may not be read or written',
    advice: 'Check who owns it, or run as that user.',
  },
  EISDIR: { advice: 'That is a folder; name a file.' },
  ENOTDIR: { advice: 'That is a file; name a folder.' },
  ENOSPC: { advice: 'The disk is full: free space, then try again.' },
  EADDRINUSE: {
    what: 'is taken: another program listens there',
    advice: 'Choose another --port, or end that program.',
  },
  EADDRNOTAVAIL: { what: 'is no address of this machine', advice: 'Choose another --host.' },
};
