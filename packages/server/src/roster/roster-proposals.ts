import { randomUUID } from 'node:crypto';
import {
  forgotten,
  type RosterDocument,
  RosterFile,
  type RosterVerdict,
  rosterHash,
  verifyRoster,
} from '@entente/exchange';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { KeyStore } from '../signing/key-store.ts';
import { hasContent } from './has-content.ts';
import type { NextVersion } from './next-version.ts';
import { mustChangeRoster } from './policy.ts';
import type { RosterContent } from './roster-of-members.ts';
import { applyChange, type ProposalChange } from './roster-proposal-change.ts';
import type { HeldRoster, SignedRosterStore, StoredProposal } from './roster-store.ts';
import type { TakingRosters } from './taking-rosters.ts';

type Parts = {
  readonly store: SignedRosterStore;
  readonly keyStore: KeyStore;
  readonly next: NextVersion;
  readonly taking: Pick<TakingRosters, 'mergeSignatures'>;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly now: () => string;
};

/** Versions that wait for signatures. Whoever calls sees to it that no two do at once. */
export type RosterProposals = {
  propose(viewer: Viewer, changes: readonly ProposalChange[], note?: string): Promise<StoredProposal>;
  amend(changes: (roster: RosterDocument) => readonly ProposalChange[], by: string, note: string): Promise<boolean>;
  sign(viewer: Viewer, hash: string): Promise<RosterVerdict>;
  withdraw(viewer: Viewer, hash: string): Promise<void>;
  suggest(files: readonly unknown[], source: string): Promise<boolean>;
  onProposed(listener: () => void): void;
};

/** Of one node; an administrator decides about them one by one. */
const mostSuggested = 20;

export function createRosterProposals(parts: Parts): RosterProposals {
  const { store, keyStore, next, taking, queue, record, now } = parts;
  const listeners: (() => void)[] = [];

  function mustHold(): HeldRoster {
    const held = store.current();
    if (held === undefined) throw new Problem('conflict', 'This node has no roster yet; it makes one when it starts.');
    return held;
  }

  async function proposalOf(changes: readonly ProposalChange[], by: string, note?: string): Promise<StoredProposal> {
    const current = mustHold();
    const content = changes.reduce<RosterContent>(
      (document, change) =>
        applyChange(document, change, {
          now: now(),
          node: store.nodeId(),
          makeIdentity: () => `identity--${randomUUID()}`,
          makeKey: (identity, curve) => keyStore.make('member', identity, curve).key,
          lastHost: (identity) => {
            const nodes = store.versions().flatMap(({ file }) => file.roster.nodes);
            return nodes.findLast(({ hosts }) => hosts.includes(identity))?.id;
          },
        }),
      current.file.roster,
    );
    if (content.admins.length === 0) throw new Problem('conflict', 'Somebody must be left to sign the next roster.');
    const { coalition, threshold, admins, members, nodes } = content;
    const document = next.following(current, { coalition, threshold, admins, members, nodes });
    const file: RosterFile = { roster: document, signatures: [] };
    // Whatever is wrong with it besides missing signatures is said now, and not after people signed.
    const verdict = await verifyRoster(undefined, file, now());
    if (verdict.state === 'refused' && verdict.reason !== 'under-signed') throw new Problem('invalid', verdict.message);
    return {
      hash: rosterHash(document),
      file,
      ...(note === undefined ? {} : { note }),
      proposedBy: by,
      proposed: now(),
    };
  }

  async function put(proposal: StoredProposal, viewer?: Viewer): Promise<void> {
    const { version } = proposal.file.roster;
    await queue.run(() => {
      store.putProposal(proposal);
      record({ kind: 'roster-proposed', subjects: [proposal.hash], detail: { version } }, viewer);
    });
    for (const listener of listeners) listener();
  }

  return {
    async propose(viewer, changes, note) {
      mustChangeRoster(viewer);
      const proposal = await proposalOf(changes, viewer.account?.name ?? viewer.memberName, note);
      await put(proposal, viewer);
      return proposal;
    },
    async amend(changes, by, note) {
      const { roster } = mustHold().file;
      const proposal = await proposalOf(changes(roster), by, note);
      const { roster: document } = proposal.file;
      if (hasContent(roster, document)) return true;
      const same = store.proposals().some(({ file }) => hasContent(file.roster, document));
      if (!next.maySignAlone(store.current()?.file.roster)) {
        if (!same) await put(proposal);
        return false;
      }
      const verdict = await taking.mergeSignatures(await next.signed(document, [], next.adminKeys(roster)), by);
      if (verdict?.state === 'refused') throw new Problem('conflict', verdict.message);
      return true;
    },
    async sign(viewer, hash) {
      mustChangeRoster(viewer);
      const { roster } = mustHold().file;
      const proposal = store.proposals().find((each) => each.hash === hash);
      if (proposal === undefined) throw new Problem('not-found', 'There is no such proposal.');
      const { roster: document, signatures } = proposal.file;
      const keys = [...new Set([...next.adminKeys(roster), ...next.adminKeys(document)])];
      if (keys.length === 0) {
        throw new Problem('not-allowed', 'This node holds no key of an administrator; sign with entente roster sign.');
      }
      const file = await next.signed(document, signatures, keys);
      await queue.run(() => {
        store.putProposal({ ...proposal, file });
        record({ kind: 'roster-signed', subjects: [hash], detail: { version: document.version } }, viewer);
      });
      const verdict = await taking.mergeSignatures(file, proposal.proposedBy);
      if (verdict === undefined) {
        throw new Problem('conflict', 'Another version came into force meanwhile; propose it anew.');
      }
      return verdict;
    },
    async withdraw(viewer, hash) {
      mustChangeRoster(viewer);
      if (!store.proposals().some((each) => each.hash === hash)) {
        throw new Problem('not-found', 'There is no such proposal.');
      }
      await queue.run(() => store.deleteProposal(hash));
    },
    async suggest(files, source) {
      const read = RosterFile.safeParse(files.length === 1 ? files[0] : undefined);
      const current = store.current();
      if (!read.success || current === undefined || read.data.roster.previous !== current.hash) return false;
      const { roster: document, signatures } = read.data;
      const hash = rosterHash(document);
      const waiting = store.proposals();
      if (waiting.some((each) => each.hash === hash)) return true;
      if (waiting.filter(({ proposedBy }) => proposedBy === source).length >= mostSuggested) return false;
      if (forgotten(current.file.roster, document) !== undefined) return false;
      const verdict = await verifyRoster(undefined, read.data, now());
      if (verdict.state === 'refused' && verdict.reason !== 'under-signed') return false;
      await put({ hash, file: { roster: document, signatures }, proposedBy: source, proposed: now() });
      return true;
    },
    onProposed(listener) {
      listeners.push(listener);
    },
  };
}
