import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Kept } from '@entente/server';

/** A kept checkpoint is a signed note in a file; beside it, with this ending, lie the hashes that it stands for. */
const leavesEnding = '.leaves';

/** Reads a kept checkpoint, with the hashes beside it where they are there. */
export function readKept(file: string): Kept {
  const note = readFileSync(file, 'utf8');
  const leaves = `${file}${leavesEnding}`;
  return { name: file, note, ...(existsSync(leaves) ? { leaves: readFileSync(leaves) } : {}) };
}

/** The hashes first: where the note is not written any more, the older one still stands for the first of them. */
export function writeKept(file: string, note: string, leaves: Uint8Array): void {
  writeFileSync(`${file}${leavesEnding}`, leaves, { mode: 0o600 });
  writeFileSync(file, note, { mode: 0o600 });
}
