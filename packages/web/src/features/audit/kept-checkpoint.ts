import type { AuditCheckpoint } from '@entente/server/api-types';
import { fetchConsistency } from './audit-queries.ts';
import { isContinued, openCheckpoint } from './check-proofs.ts';

/** What this browser keeps of a log, and what a check of the log against it came to. */
export type LogStatus =
  | { state: 'unsigned' }
  | { state: 'first' }
  | { state: 'continued'; since: string; size: number }
  | { state: 'broken'; since: string; size: number }
  /** Another log, with another key, stands where the kept one stood. */
  | { state: 'replaced'; since: string }
  | { state: 'unchecked'; why: string };

interface Kept {
  note: string;
  key: string;
  time: string;
}

const place = 'entente.audit.checkpoint';

/**
 * Checks a checkpoint, and that the log goes on from the one that this browser kept when somebody last looked. The
 * earlier one stays where the log does not go on from it.
 */
export async function checkLog(now: AuditCheckpoint): Promise<LogStatus> {
  if (globalThis.crypto?.subtle === undefined) {
    return { state: 'unchecked', why: 'Browsers check signatures on pages reached over https only.' };
  }
  try {
    const opened = await openCheckpoint(now);
    if (opened === undefined) return { state: 'unsigned' };
    const kept = readKept();
    const before = kept === undefined ? undefined : await openCheckpoint(kept);
    if (kept === undefined || before === undefined) {
      keep(now);
      return { state: 'first' };
    }
    if (before.origin !== opened.origin) return { state: 'replaced', since: kept.time };
    const known = { since: kept.time, size: before.size };
    if (before.size > opened.size) return { state: 'broken', ...known };
    const proof = await fetchConsistency(before.size, opened.size);
    if (!(await isContinued(before, opened, proof))) return { state: 'broken', ...known };
    keep(now);
    return { state: 'continued', ...known };
  } catch (error) {
    return { state: 'unchecked', why: error instanceof Error ? error.message : String(error) };
  }
}

function readKept(): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Partial<Kept> | null;
    const { note, key, time } = kept ?? {};
    return typeof note === 'string' && typeof key === 'string' && typeof time === 'string'
      ? { note, key, time }
      : undefined;
  } catch {
    return undefined;
  }
}

/** From now on this log is the one that is expected here. */
export function keep({ note, key, time }: Kept): void {
  localStorage.setItem(place, JSON.stringify({ note, key, time }));
}
