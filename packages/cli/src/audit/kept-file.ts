import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Kept } from '@entente/server';

/** A kept checkpoint is a signed note in a file; beside it, with this ending, lie the hashes that it stands for. */
const leavesEnding = '.leaves';

export function readKept(file: string): Kept {
  const note = readFileSync(file, 'utf8');
  const leaves = `${file}${leavesEnding}`;
  return { name: file, note, ...(existsSync(leaves) ? { leaves: readFileSync(leaves) } : {}) };
}

export function writeKept(file: string, note: string, leaves: Uint8Array): void {
  writeFileSync(`${file}${leavesEnding}`, leaves, { mode: 0o600 });
  writeFileSync(file, note, { mode: 0o600 });
}
