import { existsSync } from 'node:fs';
import { createKeptCheck, parseVerifier } from '@entente/server';
import { Failure } from '../failure.ts';
import type { AuditSource } from './audit-source.ts';
import { readKept, writeKept } from './kept-file.ts';

/** Keeps a checkpoint with its hashes. Where one is kept already, the log must go on from it; else that one stays. */
export async function keepCheckpoint(
  source: AuditSource,
  file: string,
  { note, key, size }: { readonly note: string; readonly key: string; readonly size: number },
): Promise<void> {
  const verifier = parseVerifier(key);
  if (verifier === undefined) throw new Failure(`${key} is no key of a log`);
  const before = createKeptCheck(existsSync(file) ? [readKept(file)] : [], verifier);
  // The new one must itself be what it is signed over.
  const itself = createKeptCheck([{ name: 'the new checkpoint', note }], verifier);
  const leaves: Uint8Array[] = [];
  for await (const leaf of source.leaves(0, size)) {
    leaves.push(leaf);
    before.add(leaf);
    itself.add(leaf);
  }
  const [finding] = [...before.end().findings, ...itself.end().findings];
  if (finding !== undefined)
    throw new Failure(`${file} stays as it is: ${finding.message}`, 'See entente audit verify.');
  writeKept(file, note, Buffer.concat(leaves));
}
