import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { usageFailure } from '../failure.ts';

/**
 * A password: the first line of stdin where that was asked for, else typed unseen on a terminal. Never an argument, which
 * other users of the machine could read.
 */
export async function readPassword(fromStdin: boolean): Promise<string> {
  if (!fromStdin && !process.stdin.isTTY) {
    throw usageFailure('no password was given', 'Pass it on stdin with --password-stdin, or run this on a terminal.');
  }
  if (!fromStdin) process.stderr.write('Password: ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: !fromStdin });
  try {
    for await (const line of lines) {
      if (line !== '') return line;
      break;
    }
  } finally {
    lines.close();
    if (!fromStdin) process.stderr.write('\n');
  }
  throw usageFailure('the password is empty', 'It is the first line of stdin.');
}
