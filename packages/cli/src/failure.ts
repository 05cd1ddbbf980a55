import { styleText } from 'node:util';
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
  const [first = '', ...more] = describe(error);
  const lines = [asTyped(first, command), ...more];
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

/** What the system says, in words: the file that it is about, where it names one, and what is the matter with it. */
function plainly(error: NodeJS.ErrnoException, what: string | undefined): string {
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
  EADDRINUSE: { advice: 'Something listens there already: choose another --port, or end the other program.' },
  EADDRNOTAVAIL: { advice: 'This machine has no such address: choose another --host.' },
};
