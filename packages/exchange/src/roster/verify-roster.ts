import { mostClockSkew } from '../clock-skew.ts';
import { forgotten, inconsistency } from './check-roster.ts';
import { type RosterAdmin, type RosterDocument, RosterFile } from './roster-document.ts';
import { rosterHash } from './roster-hash.ts';
import { signersOfRoster } from './sign-roster.ts';

/** Why a roster is not taken. */
export type RosterRefusal =
  | 'malformed'
  | 'inconsistent'
  | 'other-coalition'
  | 'older'
  | 'gap'
  | 'forked'
  | 'under-signed'
  | 'under-signed-by-previous'
  | 'expired'
  | 'not-yet-issued'
  | 'forgets';

export type RosterVerdict =
  | { readonly state: 'accepted'; readonly file: RosterFile; readonly hash: string }
  /** It is the one that is held already. */
  | { readonly state: 'same'; readonly hash: string }
  | { readonly state: 'refused'; readonly reason: RosterRefusal; readonly message: string };

export type VerifyRosterOptions = {
  /** For a version that is only a step to a later one. */
  readonly mayBeExpired?: boolean;
};

/**
 * Whether a roster may take the place of the one before. Without one before it is judged by its own signatures only:
 * then somebody must have compared its hash. `now` is a moment in UTC with milliseconds.
 */
export async function verifyRoster(
  previous: RosterDocument | undefined,
  next: unknown,
  now: string,
  { mayBeExpired = false }: VerifyRosterOptions = {},
): Promise<RosterVerdict> {
  const read = RosterFile.safeParse(next);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused('malformed', `It is no roster: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const file = read.data;
  const { roster, signatures } = file;
  const hash = rosterHash(roster);
  const wrong = inconsistency(roster);
  if (wrong !== undefined) return refused('inconsistent', `The roster contradicts itself: ${wrong}.`);

  if (previous !== undefined) {
    if (roster.coalition.id !== previous.coalition.id) {
      return refused('other-coalition', `It is the roster of another coalition, ${roster.coalition.name}.`);
    }
    if (roster.version < previous.version) {
      return refused('older', `Version ${roster.version} is older than version ${previous.version}, which is held.`);
    }
    const held = rosterHash(previous);
    if (roster.version === previous.version) {
      return hash === held ? { state: 'same', hash } : refused('forked', forkedAt(roster.version));
    }
    if (roster.version > previous.version + 1) {
      return refused('gap', `Version ${roster.version} does not follow version ${previous.version}: some are missing.`);
    }
    if (roster.previous !== held) return refused('forked', forkedAt(previous.version));
    const signed = await signersOfRoster(roster, signatures, previous.admins);
    if (signed.length < previous.threshold) {
      return refused('under-signed-by-previous', tooFew(roster, signed, previous.threshold, previous.version));
    }
    const missing = forgotten(previous, roster);
    if (missing !== undefined) return refused('forgets', `The roster forgets what it must keep: ${missing}.`);
  }

  const signed = await signersOfRoster(roster, signatures, roster.admins);
  if (signed.length < roster.threshold) {
    return refused('under-signed', tooFew(roster, signed, roster.threshold, roster.version));
  }
  if (Date.parse(roster.issued) > Date.parse(now) + mostClockSkew) {
    return refused('not-yet-issued', `It says that it was issued on ${roster.issued}, which is yet to come.`);
  }
  if (!mayBeExpired && roster.expires <= now) return refused('expired', `It expired on ${roster.expires}.`);
  return { state: 'accepted', file, hash };
}

/**
 * The same for versions that follow each other. Answers the verdict on the last, or on the first that is refused; those
 * before it may have expired. What is held already, or is older, is passed over.
 */
export async function verifyRosterChain(
  previous: RosterDocument | undefined,
  chain: readonly unknown[],
  now: string,
): Promise<RosterVerdict> {
  let held = previous;
  let verdict: RosterVerdict = refused('malformed', 'There is no roster in it.');
  for (const [index, next] of chain.entries()) {
    verdict = await verifyRoster(held, next, now, { mayBeExpired: index < chain.length - 1 });
    if (verdict.state === 'refused') {
      if (verdict.reason === 'older' && index < chain.length - 1) continue;
      return verdict;
    }
    if (verdict.state === 'accepted') held = verdict.file.roster;
  }
  return verdict;
}

function forkedAt(version: number): string {
  return `There are two rosters of version ${version}: somebody signed both. Take neither before you know why.`;
}

function tooFew({ version }: RosterDocument, signed: readonly RosterAdmin[], threshold: number, of: number): string {
  const who = signed.length === 0 ? 'nobody' : signed.map(({ name }) => name).join(', ');
  return `Version ${version} needs ${threshold} signatures of the administrators of version ${of}; it has ${signed.length} (${who}).`;
}

function refused(reason: RosterRefusal, message: string): RosterVerdict & { state: 'refused' } {
  return { state: 'refused', reason, message };
}
