import { randomUUID } from 'node:crypto';
import {
  createKeyRing,
  forgotten,
  type KeyRing,
  keyId,
  type PublicJwk,
  type RosterDocument,
  RosterFile,
  type RosterRefusal,
  type RosterVerdict,
  rosterHash,
  signersOfRoster,
  signRoster,
  verifyRoster,
  verifyRosterChain,
} from '@entente/exchange';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import type { IdentityObjects } from '../members/identity-objects.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { KeyStore } from '../signing/key-store.ts';
import { applyMembers } from './apply-members.ts';
import { canSign, type RosterContent, rosterOfMembers } from './roster-of-members.ts';
import { applyChange, type ProposalChange } from './roster-proposal-change.ts';
import type { HeldRoster, SignedRosterStore, StoredProposal } from './roster-store.ts';

/** What was taken, with what it replaced. */
export type TakenRoster = { readonly before: RosterDocument | undefined; readonly now: RosterDocument };

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
   * `hash` is that of its last version, as somebody compared it.
   */
  adopt(viewer: Viewer, files: readonly unknown[], hash: string): Promise<RosterVerdict>;
  /** The same where the node that vouches for `hash` was confirmed by an administrator. */
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

type Parts = {
  readonly store: SignedRosterStore;
  readonly keyStore: KeyStore;
  readonly coalitionName: string;
  readonly members: MemberStore;
  readonly identities: IdentityObjects;
  readonly roster: RosterStore;
  readonly changeRoster: ChangeRoster;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly now: () => string;
  readonly forgetMember: (member: number) => void;
  readonly isHostedThere: (identity: string) => boolean;
};

/** Of one node; an administrator decides about them one by one. */
const mostSuggested = 20;
const yearMilliseconds = 365 * 86_400_000;
/** A node that may sign alone does so anew so long before the end. */
const renewalMilliseconds = 60 * 86_400_000;

export function createSignedRoster(parts: Parts): SignedRoster {
  const { store, keyStore, members, identities, roster, changeRoster, queue, record, now } = parts;
  const listeners: ((taken: TakenRoster) => void)[] = [];
  const proposedListeners: (() => void)[] = [];
  let ring: { readonly hash: string; readonly keys: KeyRing } | undefined;
  let url: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: each works on the version that the one before left. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  function mustBeAdmin({ roles, mayWrite }: Viewer): void {
    if (roles.has('coalition-admin') && mayWrite) return;
    throw new Problem('not-allowed', 'Only an administrator of the coalition may change or sign the roster.');
  }

  function mustHold(): HeldRoster {
    const held = store.current();
    if (held === undefined) throw new Problem('conflict', 'This node has no roster yet; it makes one when it starts.');
    return held;
  }

  /** Administrators' keys of a roster that are held here. */
  function adminKeys(document: RosterDocument): string[] {
    const held = new Set(keyStore.of('admin').map(({ id }) => id));
    return document.admins.map(({ key }) => keyId(key)).filter((id) => held.has(id));
  }

  async function signed(document: RosterDocument, signatures: readonly string[], keys: readonly string[]) {
    const added: string[] = [];
    for (const id of keys) {
      const key = keyStore.privateKey(id);
      if (key !== undefined) added.push(await signRoster(document, key, now()));
    }
    return { roster: document, signatures: [...new Set([...signatures, ...added])] };
  }

  function following(previous: HeldRoster | undefined, content: RosterContent): RosterDocument {
    const issued = now();
    return {
      format: 'entente-roster/1',
      ...content,
      version: (previous?.file.roster.version ?? 0) + 1,
      issued,
      expires: new Date(Date.parse(issued) + yearMilliseconds).toISOString(),
      previous: previous?.hash ?? null,
    };
  }

  /** Takes verified versions: the table of members follows in the same transaction. */
  async function accept(files: readonly RosterFile[], isOther = false): Promise<void> {
    const before = store.current()?.file.roster;
    const document = files.at(-1)?.roster;
    if (document === undefined) return;
    const gone = await changeRoster(() => {
      const taken = now();
      if (isOther) store.replace(files, taken);
      else for (const file of files) store.add(file, taken);
      const applied = applyMembers(document, store.nodeId(), taken.slice(0, 10), {
        members,
        identities,
        roster,
        record,
      });
      record({ kind: 'roster-changed', subjects: [rosterHash(document)], detail: { version: document.version } });
      return { result: applied.gone, concerns: applied.isChanged ? 'everybody' : [] };
    });
    for (const member of gone) parts.forgetMember(member);
    for (const listener of listeners) listener({ before, now: document });
  }

  function keep(verdict: RosterVerdict, file: unknown, source: string): Promise<unknown> | undefined {
    // What is no roster at all is a mistake of whoever sent it, and told to nobody else.
    if (verdict.state !== 'refused' || verdict.reason === 'malformed') return undefined;
    const read = RosterFile.safeParse(file);
    const { reason, message } = verdict;
    const version = read.success ? read.data.roster.version : undefined;
    return queue.run(() => {
      const hash = read.success ? rosterHash(read.data.roster) : '';
      store.addRefusal({ hash, reason, message, source, ...(version === undefined ? {} : { version }) }, now());
      record({ kind: 'roster-refused', detail: { reason, ...(version === undefined ? {} : { version }) } });
    });
  }

  /** Signatures that were added to a proposal elsewhere. */
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

  /** Makes what this node lacks: its own key, at first an administrator's, and one for each member that it hosts. */
  function makeKeys(previous: RosterDocument | undefined): Map<string, PublicJwk> {
    if (previous === undefined && keyStore.of('admin').length === 0) keyStore.make('admin');
    if (keyStore.of('node').length === 0) keyStore.make('node');
    const elsewhere = new Set(previous?.nodes.filter(({ id }) => id !== store.nodeId()).flatMap(({ hosts }) => hosts));
    const listed = new Map(previous?.members.map((each) => [each.identity, each]));
    const made = new Map<string, PublicJwk>();
    for (const { identity, left } of members.all()) {
      if (left !== undefined || elsewhere.has(identity) || parts.isHostedThere(identity)) continue;
      const before = listed.get(identity) ?? { keys: [] };
      if (canSign(before)) continue;
      const known = new Set(before.keys.map(({ key }) => keyId(key)));
      const spare = keyStore.of('member', identity).find(({ id }) => !known.has(id));
      made.set(identity, (spare ?? keyStore.make('member', identity)).key);
    }
    return made;
  }

  function contentOfMembers(
    previous: RosterDocument | undefined,
    newKeys: ReadonlyMap<string, PublicJwk>,
  ): RosterContent {
    const all = members.all();
    const operator = [...all].sort((a, b) => a.member - b.member)[0];
    const [admin] = keyStore.of('admin');
    const [node] = keyStore.of('node');
    if (operator === undefined || node === undefined) throw new Error('A node without a member or a key');
    const known = previous?.nodes.find(({ id }) => id === store.nodeId());
    const address = url ?? known?.url;
    return rosterOfMembers(
      previous,
      {
        coalition: { id: randomUUID(), name: parts.coalitionName },
        members: all,
        isHostedThere: parts.isHostedThere,
        newKeys,
        admin: { name: operator.name, key: (admin ?? node).key },
        node: {
          id: store.nodeId(),
          name: known?.name ?? operator.name,
          key: node.key,
          operator: known?.operator ?? operator.identity,
          ...(address === undefined ? {} : { url: address }),
        },
      },
      now(),
    );
  }

  async function proposalOf(changes: readonly ProposalChange[], by: string, note?: string): Promise<StoredProposal> {
    const current = mustHold();
    const content = changes.reduce<RosterContent>(
      (document, change) =>
        applyChange(document, change, {
          now: now(),
          node: store.nodeId(),
          makeIdentity: () => `identity--${randomUUID()}`,
          makeKey: (identity) => keyStore.make('member', identity).key,
        }),
      current.file.roster,
    );
    if (content.admins.length === 0) throw new Problem('conflict', 'Somebody must be left to sign the next roster.');
    const { coalition, threshold, admins, members: listed, nodes } = content;
    const document = following(current, { coalition, threshold, admins, members: listed, nodes });
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

  async function putProposal(proposal: StoredProposal, viewer?: Viewer): Promise<void> {
    const { version } = proposal.file.roster;
    await queue.run(() => {
      store.putProposal(proposal);
      record({ kind: 'roster-proposed', subjects: [proposal.hash], detail: { version } }, viewer);
    });
    for (const listener of proposedListeners) listener();
  }

  async function enter(files: readonly unknown[], hash: string): Promise<RosterVerdict> {
    const verdict = await verifyRosterChain(undefined, files, now());
    if (verdict.state !== 'accepted') return verdict;
    if (verdict.hash !== hash) {
      throw new Problem('conflict', 'It is not the roster whose fingerprint was compared.');
    }
    const document = verdict.file.roster;
    const missing = members.all().find(({ identity }) => !document.members.some((each) => each.identity === identity));
    if (missing !== undefined) {
      throw new Problem('conflict', `${missing.name} is on this node and not in that coalition's roster.`);
    }
    await accept(newerThan(files, undefined), true);
    return verdict;
  }

  const service: SignedRoster = {
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
    mayChangeAlone() {
      const document = store.current()?.file.roster;
      return document === undefined || adminKeys(document).length >= document.threshold;
    },
    mustChangeAlone() {
      if (service.mayChangeAlone()) return;
      throw new Problem(
        'conflict',
        'Other administrators of the coalition must sign this: propose it on the page of the roster, or with entente roster propose.',
      );
    },
    follow: () =>
      inTurn(async () => {
        if (!service.mayChangeAlone()) return;
        const current = store.current();
        const previous = current?.file.roster;
        const newKeys = await queue.run(() => makeKeys(previous));
        const content = contentOfMembers(previous, newKeys);
        const isRenewalDue =
          previous !== undefined && Date.parse(previous.expires) - Date.parse(now()) < renewalMilliseconds;
        if (previous !== undefined && !isRenewalDue && hasContent(previous, content)) return;
        const document = following(current, content);
        const file = await signed(document, [], adminKeys(previous ?? document));
        const verdict = await verifyRoster(previous, file, now());
        if (verdict.state === 'accepted') await accept([file]);
        else if (verdict.state === 'refused') throw new Problem('conflict', verdict.message);
      }),
    propose: (viewer, changes, note) =>
      inTurn(async () => {
        mustBeAdmin(viewer);
        const proposal = await proposalOf(changes, viewer.account?.name ?? viewer.memberName, note);
        await putProposal(proposal, viewer);
        return proposal;
      }),
    amend: (changes, by, note) =>
      inTurn(async () => {
        const current = mustHold();
        const proposal = await proposalOf(changes(current.file.roster), by, note);
        const { roster: document } = proposal.file;
        if (hasContent(current.file.roster, document)) return true;
        const same = store.proposals().some(({ file }) => hasContent(file.roster, document));
        if (!service.mayChangeAlone()) {
          if (!same) await putProposal(proposal);
          return false;
        }
        const verdict = await mergeSignatures(await signed(document, [], adminKeys(current.file.roster)), by);
        if (verdict?.state === 'refused') throw new Problem('conflict', verdict.message);
        return true;
      }),
    sign: (viewer, hash) =>
      inTurn(async () => {
        mustBeAdmin(viewer);
        const current = mustHold();
        const proposal = store.proposals().find((each) => each.hash === hash);
        if (proposal === undefined) throw new Problem('not-found', 'There is no such proposal.');
        const { roster: document, signatures } = proposal.file;
        const keys = [...new Set([...adminKeys(current.file.roster), ...adminKeys(document)])];
        if (keys.length === 0) {
          throw new Problem(
            'not-allowed',
            'This node holds no key of an administrator; sign with entente roster sign.',
          );
        }
        const file = await signed(document, signatures, keys);
        await queue.run(() => {
          store.putProposal({ ...proposal, file });
          record({ kind: 'roster-signed', subjects: [hash], detail: { version: document.version } }, viewer);
        });
        const verdict = await mergeSignatures(file, proposal.proposedBy);
        if (verdict === undefined)
          throw new Problem('conflict', 'Another version came into force meanwhile; propose it anew.');
        return verdict;
      }),
    withdraw: (viewer, hash) =>
      inTurn(async () => {
        mustBeAdmin(viewer);
        if (!store.proposals().some((each) => each.hash === hash)) {
          throw new Problem('not-found', 'There is no such proposal.');
        }
        await queue.run(() => store.deleteProposal(hash));
      }),
    take: (files, source) =>
      inTurn(async () => {
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
      }),
    adopt: (viewer, files, hash) =>
      inTurn(async () => {
        mustBeAdmin(viewer);
        return enter(files, hash);
      }),
    enter: (files, hash) => inTurn(() => enter(files, hash)),
    suggest: (files, source) =>
      inTurn(async () => {
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
        await putProposal({ hash, file: { roster: document, signatures }, proposedBy: source, proposed: now() });
        return true;
      }),
    refuse: (refusal, source) =>
      queue.run(() => {
        store.addRefusal({ ...refusal, source }, now());
        record({ kind: 'roster-refused', detail: { reason: refusal.reason, version: refusal.version } });
      }),
    setUrl(address) {
      url = address;
      return service.follow();
    },
    onTaken: (listener) => {
      listeners.push(listener);
    },
    onProposed: (listener) => {
      proposedListeners.push(listener);
    },
  };

  return service;
}

/** Whether a roster says so already; when it was written, and its place among the others, do not count. */
function hasContent(document: RosterDocument, content: RosterContent): boolean {
  const { coalition, threshold, admins, members, nodes } = document;
  return rosterContentText({ coalition, threshold, admins, members, nodes }) === rosterContentText(content);
}

/** The same text for the same content, in whatever order it lists things. */
function rosterContentText({ coalition: _, members, nodes, ...content }: RosterContent): string {
  const by = <T>(key: (each: T) => string, list: readonly T[]): T[] =>
    [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const listed = nodes.map((node) => ({ ...node, hosts: [...node.hosts].sort() }));
  return canonicalize({
    ...content,
    members: by(({ identity }) => identity, members),
    nodes: by(({ id }) => id, listed),
  } as JsonObject);
}

/** Those of a verified chain that are not held yet. */
function newerThan(files: readonly unknown[], held: HeldRoster | undefined): RosterFile[] {
  return files
    .map((file) => RosterFile.parse(file))
    .filter(({ roster }) => roster.version > (held?.file.roster.version ?? 0));
}
