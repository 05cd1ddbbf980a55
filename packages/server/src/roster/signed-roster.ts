import {
  createKeyRing,
  type KeyRing,
  type RosterDocument,
  type RosterRefusal,
  type RosterVerdict,
  verifyRoster,
} from '@entente/exchange';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import { type CalledForParts, createCalledFor } from './called-for.ts';
import { hasContent } from './has-content.ts';
import { createNextVersion } from './next-version.ts';
import type { ProposalChange } from './roster-proposal-change.ts';
import { createRosterProposals } from './roster-proposals.ts';
import type { HeldRoster, StoredProposal } from './roster-store.ts';
import { createTakingRosters, type TakenRoster, type TakingParts } from './taking-rosters.ts';

/**
 * The signed roster of the coalition, as this node holds it. Refusals: `not-allowed`, `not-found`, `conflict`, `invalid`.
 * What is refused of what comes from elsewhere is kept, for people to see.
 */
export type SignedRoster = {
  /** The version in force; undefined only before the first start. */
  current(): HeldRoster | undefined;
  /** The keys by which signatures are judged now; undefined like `current`. */
  keys(): KeyRing | undefined;
  /** Id of this node in the roster. */
  nodeId(): string;
  /** Whether this node hosts a member (by its row id): keeps its key, and signs in its name. */
  hosts(member: number): boolean;
  /** Whether the keys held here are enough to change the roster: then nobody else is asked. */
  mayChangeAlone(): boolean;
  /** Writes the version that the table of members, and its keys, call for. Does nothing where others must sign. */
  follow(): Promise<void>;
  /** Throws `conflict` where others must sign: then a change is proposed. */
  mustChangeAlone(): void;
  propose(viewer: Viewer, changes: readonly ProposalChange[], note?: string): Promise<StoredProposal>;
  /**
   * The same without anybody at the keyboard: what somebody confirmed elsewhere needs it. Takes effect at once where
   * this node may sign alone; else it waits as a proposal, and the answer is false. What is to change is asked when its
   * turn has come, of the version that is in force by then.
   */
  amend(changes: (roster: RosterDocument) => readonly ProposalChange[], by: string, note: string): Promise<boolean>;
  /** Signs with this node's administrator's key; takes effect where that is enough. */
  sign(viewer: Viewer, hash: string): Promise<RosterVerdict>;
  withdraw(viewer: Viewer, hash: string): Promise<void>;
  /** Versions from elsewhere, oldest first, or a proposal with signatures; `source` says from where, for people. */
  take(files: readonly unknown[], source: string): Promise<RosterVerdict>;
  /**
   * Enters another coalition: its whole chain of versions takes the place of this node's own, which nobody else has.
   * `hash` is that of its last version; an administrator confirmed the node that vouches for it.
   */
  enter(files: readonly unknown[], hash: string): Promise<RosterVerdict>;
  /** Keeps what a confirmed node proposes, for administrators to see and sign; false where it is none, or too much. */
  suggest(files: readonly unknown[], source: string): Promise<boolean>;
  /** Keeps that somebody holds another roster, for people to see. */
  refuse(
    refusal: { hash: string; reason: RosterRefusal; message: string; version: number },
    source: string,
  ): Promise<void>;
  /** Says where this node is reached, where it may say so alone. */
  setUrl(url: string): Promise<void>;
  /** Calls back after a version was taken. */
  onTaken(listener: (taken: TakenRoster) => void): void;
  /** Calls back after something was proposed, or signed without being enough. */
  onProposed(listener: () => void): void;
};

/** A node that may sign alone does so anew so long before the end. */
const renewalMilliseconds = 60 * 86_400_000;

export function createSignedRoster(parts: CalledForParts & TakingParts): SignedRoster {
  const { store, keyStore, members, queue, record, now } = parts;
  const next = createNextVersion(keyStore, now);
  const calledFor = createCalledFor(parts);
  const taking = createTakingRosters(parts);
  const proposals = createRosterProposals({ ...parts, next, taking });
  let ring: { readonly hash: string; readonly keys: KeyRing } | undefined;
  let url: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: each works on the version that the one before left. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  const mayChangeAlone = (): boolean => next.maySignAlone(store.current()?.file.roster);

  async function follow(): Promise<void> {
    if (!mayChangeAlone()) return;
    const current = store.current();
    const previous = current?.file.roster;
    const newKeys = await queue.run(() => calledFor.makeKeys(previous));
    const content = calledFor.content(previous, newKeys, url);
    const isRenewalDue =
      previous !== undefined && Date.parse(previous.expires) - Date.parse(now()) < renewalMilliseconds;
    if (previous !== undefined && !isRenewalDue && hasContent(previous, content)) return;
    const document = next.following(current, content);
    const file = await next.signed(document, [], next.adminKeys(previous ?? document));
    const verdict = await verifyRoster(previous, file, now());
    if (verdict.state === 'accepted') await taking.accept([file]);
    else if (verdict.state === 'refused') throw new Problem('conflict', verdict.message);
  }

  return {
    current: () => store.current(),
    keys() {
      const held = store.current();
      if (held === undefined) return undefined;
      if (ring?.hash !== held.hash) ring = { hash: held.hash, keys: createKeyRing(held.file.roster) };
      return ring.keys;
    },
    nodeId: () => store.nodeId(),
    hosts(member) {
      const node = store.current()?.file.roster.nodes.find(({ id }) => id === store.nodeId());
      const { identity } = members.get(member);
      return (node?.hosts.includes(identity) ?? false) && !parts.isHostedThere(identity);
    },
    mayChangeAlone,
    mustChangeAlone() {
      if (mayChangeAlone()) return;
      throw new Problem(
        'conflict',
        'Other administrators of the coalition must sign this: propose it on the page of the roster, or with entente roster propose.',
      );
    },
    follow: () => inTurn(follow),
    propose: (viewer, changes, note) => inTurn(() => proposals.propose(viewer, changes, note)),
    amend: (changes, by, note) => inTurn(() => proposals.amend(changes, by, note)),
    sign: (viewer, hash) => inTurn(() => proposals.sign(viewer, hash)),
    withdraw: (viewer, hash) => inTurn(() => proposals.withdraw(viewer, hash)),
    suggest: (files, source) => inTurn(() => proposals.suggest(files, source)),
    take: (files, source) => inTurn(() => taking.take(files, source)),
    enter: (files, hash) => inTurn(() => taking.enter(files, hash)),
    refuse: (refusal, source) =>
      queue.run(() => {
        store.addRefusal({ ...refusal, source }, now());
        record({ kind: 'roster-refused', detail: { reason: refusal.reason, version: refusal.version } });
      }),
    setUrl(address) {
      url = address;
      return inTurn(follow);
    },
    onTaken: taking.onTaken,
    onProposed: proposals.onProposed,
  };
}
