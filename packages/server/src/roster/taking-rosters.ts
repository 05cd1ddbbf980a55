import {
  type RosterDocument,
  RosterFile,
  type RosterVerdict,
  rosterHash,
  signersOfRoster,
  verifyRoster,
  verifyRosterChain,
} from '@entente/exchange';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import type { IdentityObjects } from '../members/identity-objects.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { applyMembers } from './apply-members.ts';
import type { HeldRoster, SignedRosterStore } from './roster-store.ts';

/** What was taken, with what it replaced. */
export type TakenRoster = { readonly before: RosterDocument | undefined; readonly now: RosterDocument };

export type TakingParts = {
  readonly store: SignedRosterStore;
  readonly members: MemberStore;
  readonly identities: IdentityObjects;
  readonly roster: RosterStore;
  readonly changeRoster: ChangeRoster;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly now: () => string;
  readonly forgetMember: (member: number) => void;
  readonly endMember: (member: number, left: string) => void;
  /** What must follow in the same transaction. */
  readonly whileTaking: (taken: TakenRoster) => void;
};

/** How versions come into force here. Whoever calls sees to it that no two do at once. */
export type TakingRosters = {
  /** Takes verified versions: the table of members follows in the same transaction. */
  accept(files: readonly RosterFile[]): Promise<void>;
  /**
   * Adds signatures to those that a proposal has, and takes it where they are enough. Undefined where it does not follow
   * the version in force.
   */
  mergeSignatures(file: RosterFile, source: string): Promise<RosterVerdict | undefined>;
  take(files: readonly unknown[], source: string): Promise<RosterVerdict>;
  enter(files: readonly unknown[], hash: string): Promise<RosterVerdict>;
  onTaken(listener: (taken: TakenRoster) => void): void;
};

export function createTakingRosters(parts: TakingParts): TakingRosters {
  const { store, members, identities, roster, changeRoster, queue, record, now, endMember } = parts;
  const listeners: ((taken: TakenRoster) => void)[] = [];

  async function accept(files: readonly RosterFile[], isOther = false): Promise<void> {
    const before = store.current()?.file.roster;
    const document = files.at(-1)?.roster;
    if (document === undefined) return;
    const gone = await changeRoster(() => {
      const taken = now();
      if (isOther) store.replace(files, taken);
      else for (const file of files) store.add(file, taken);
      // Each step counts: who left and came back since has left.
      const applied = (isOther ? [document] : files.map((file) => file.roster)).map((step) =>
        applyMembers(step, store.nodeId(), taken.slice(0, 10), { members, identities, roster, record, endMember }),
      );
      parts.whileTaking({ before, now: document });
      record({ kind: 'roster-changed', subjects: [rosterHash(document)], detail: { version: document.version } });
      return {
        result: new Set(applied.flatMap((step) => step.gone)),
        concerns: applied.some(({ isChanged }) => isChanged) ? 'everybody' : [],
      };
    });
    for (const member of gone) parts.forgetMember(member);
    for (const listener of listeners) listener({ before, now: document });
  }

  /** Keeps what is refused, for people to see. */
  async function keep(verdict: RosterVerdict, file: unknown, source: string): Promise<void> {
    // What is no roster at all is a mistake of whoever sent it, and told to nobody else.
    if (verdict.state !== 'refused' || verdict.reason === 'malformed') return;
    const read = RosterFile.safeParse(file);
    const { reason, message } = verdict;
    const version = read.success ? read.data.roster.version : undefined;
    await queue.run(() => {
      const hash = read.success ? rosterHash(read.data.roster) : '';
      store.addRefusal({ hash, reason, message, source, ...(version === undefined ? {} : { version }) }, now());
      record({ kind: 'roster-refused', detail: { reason, ...(version === undefined ? {} : { version }) } });
    });
  }

  async function mergeSignatures(file: RosterFile, source: string): Promise<RosterVerdict | undefined> {
    const hash = rosterHash(file.roster);
    const current = store.current();
    const known = store.proposals().find((each) => each.hash === hash);
    if (current === undefined || file.roster.previous !== current.hash) return undefined;
    const signatures = [...new Set([...(known?.file.signatures ?? []), ...file.signatures])];
    const merged: RosterFile = { roster: file.roster, signatures };
    const verdict = await verifyRoster(current.file.roster, merged, now());
    if (verdict.state === 'accepted') {
      await accept([merged]);
      return verdict;
    }
    const isUnderSigned =
      verdict.state === 'refused' &&
      (verdict.reason === 'under-signed' || verdict.reason === 'under-signed-by-previous');
    if (!isUnderSigned) return verdict;
    // What no administrator stands for is nobody's proposal, and many of them would fill the page.
    const signers = await signersOfRoster(file.roster, signatures, current.file.roster.admins);
    if (known === undefined && signers.length === 0) return verdict;
    await queue.run(() =>
      store.putProposal({
        hash,
        file: merged,
        proposedBy: known?.proposedBy ?? source,
        proposed: known?.proposed ?? now(),
        ...(known?.note === undefined ? {} : { note: known.note }),
      }),
    );
    return verdict;
  }

  return {
    accept,
    mergeSignatures,
    async take(files, source) {
      const current = store.current();
      const sole = RosterFile.safeParse(files.length === 1 ? files[0] : undefined);
      if (sole.success) {
        const merged = await mergeSignatures(sole.data, source);
        if (merged !== undefined) {
          const isWaiting = merged.state === 'refused' && merged.reason.startsWith('under-signed');
          if (!isWaiting) await keep(merged, sole.data, source);
          return merged;
        }
      }
      const verdict = await verifyRosterChain(current?.file.roster, files, now());
      await keep(verdict, files.at(-1), source);
      if (verdict.state === 'accepted') await accept(newerThan(files, current));
      return verdict;
    },
    async enter(files, hash) {
      const verdict = await verifyRosterChain(undefined, files, now());
      if (verdict.state !== 'accepted') return verdict;
      if (verdict.hash !== hash) {
        throw new Problem('conflict', 'It is not the roster whose fingerprint was compared.');
      }
      const listed = new Set(verdict.file.roster.members.map(({ identity }) => identity));
      const missing = members.all().find(({ identity }) => !listed.has(identity));
      if (missing !== undefined) {
        throw new Problem('conflict', `${missing.name} is on this node and not in that coalition's roster.`);
      }
      await accept(newerThan(files, undefined), true);
      return verdict;
    },
    onTaken(listener) {
      listeners.push(listener);
    },
  };
}

/** Those of a verified chain that are not held yet. */
function newerThan(files: readonly unknown[], held: HeldRoster | undefined): RosterFile[] {
  return files
    .map((file) => RosterFile.parse(file))
    .filter(({ roster }) => roster.version > (held?.file.roster.version ?? 0));
}
