import { existsSync, readFileSync } from 'node:fs';
import { createKeyRing, fingerprintOf, type KeyRing, type RosterDocument, verifyRosterChain } from '@entente/exchange';
import { Failure } from '../failure.ts';

/** What `entente roster export` wrote: versions, oldest first; or one version by itself. */
export function readRosterFile(file: string): readonly unknown[] {
  if (!existsSync(file)) throw new Failure(`there is no file ${file}`, 'Get one with entente roster export.');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Failure(`${file} is no JSON`, 'A roster file is what entente roster export writes.');
  }
  if (typeof value === 'object' && value !== null) {
    if ('rosters' in value && Array.isArray(value.rosters)) return value.rosters;
    if ('roster' in value) return [value];
  }
  throw new Failure(`${file} holds no roster`, 'A roster file is what entente roster export writes.');
}

export type TrustedRoster = {
  readonly document: RosterDocument;
  readonly hash: string;
  /** What people compare. */
  readonly fingerprint: string;
  readonly keys: KeyRing;
  readonly isExpired: boolean;
};

/**
 * The last version in a file, whose versions must follow each other with the signatures that each needs. That it is the
 * roster of the right coalition only its fingerprint tells, which somebody compares.
 */
export async function openRosterFile(file: string): Promise<TrustedRoster> {
  const rosters = readRosterFile(file);
  const now = new Date().toISOString();
  const verdict = await verifyRosterChain(undefined, rosters, now);
  const expired = verdict.state === 'refused' && verdict.reason === 'expired';
  const judged = expired ? await verifyRosterChain(undefined, rosters, beforeExpiry(rosters.at(-1))) : verdict;
  if (judged.state !== 'accepted') {
    throw new Failure(`${file} is not to be trusted: ${judged.state === 'refused' ? judged.message : judged.state}`);
  }
  const document = judged.file.roster;
  return {
    document,
    hash: judged.hash,
    fingerprint: fingerprintOf(judged.hash),
    keys: createKeyRing(document),
    isExpired: expired,
  };
}

/** An expired roster still tells what was signed while it was in force. */
function beforeExpiry(file: unknown): string {
  return (file as { roster: RosterDocument }).roster.issued;
}
