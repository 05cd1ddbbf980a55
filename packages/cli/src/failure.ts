import { styleText } from 'node:util';
import { CommanderError } from 'commander';
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

/** Says on stderr what went wrong and answers the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has said it already; help and version were asked for.
    return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
  const lines = describe(error);
  process.stderr.write(
    `${styleText('red', 'entente:', { stream: process.stderr })} ${lines.map(printable).join('\n  ')}\n`,
  );
  return error instanceof Failure ? error.exitCode : exitCode.refused;
}

function describe(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  if (error instanceof Failure) return [error.message, ...(error.advice === undefined ? [] : [error.advice])];
  if (error.name === 'DataInUse' && !error.message.includes('--url')) {
    return [error.message, 'Wait until it ends; where it is a server, use --url with its address and a token.'];
  }
  const { code } = error as NodeJS.ErrnoException;
  const advice = code === undefined ? undefined : systemAdvice[code];
  if (advice !== undefined) return [error.message, advice];
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

const systemAdvice: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder: check the path.',
  EACCES: 'You may not read or write that: check who owns it, or run as that user.',
  EISDIR: 'That is a folder; name a file.',
  ENOTDIR: 'That is a file; name a folder.',
  ENOSPC: 'The disk is full: free space, then try again.',
  EADDRINUSE: 'Something listens there already: choose another --port, or end the other program.',
  EADDRNOTAVAIL: 'This machine has no such address: choose another --host.',
};
