import {
  fingerprint,
  fingerprintOf,
  keyId,
  type RosterAdmin,
  type RosterDocument,
  type RosterKey,
  rosterChanges,
  signersOfRoster,
} from '@entente/exchange';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import { byName } from '../members/name-order.ts';
import type { KeyStore } from '../signing/key-store.ts';
import { changeSentence } from './change-sentence.ts';
import type { RosterMessage, RosterProposalMessage, RosterVersionMessage } from './messages.ts';
import { rosterStanding } from './roster-standing.ts';
import type { HeldRoster, SignedRosterStore, StoredProposal } from './roster-store.ts';
import type { SignedRoster } from './signed-roster.ts';

/** The roster as people read it. The whole coalition knows it; proposals and refusals are its administrators' business. */
export type RosterViews = {
  view(viewer: Viewer): Promise<z.infer<typeof RosterMessage>>;
  /** Newest first. */
  versions(): Promise<z.infer<typeof RosterVersionMessage>[]>;
  proposal(hash: string): Promise<z.infer<typeof RosterProposalMessage>>;
};

type Parts = {
  readonly signedRoster: SignedRoster;
  readonly rosterVersions: SignedRosterStore;
  readonly keyStore: KeyStore;
  readonly now: () => string;
};

export function createRosterViews({ signedRoster, rosterVersions, keyStore, now }: Parts): RosterViews {
  const isHeldHere = (id: string): boolean => keyStore.privateKey(id) !== undefined;

  async function versionMessage({ file, hash, taken }: HeldRoster, before: RosterDocument | undefined) {
    const { version, issued, expires, admins } = file.roster;
    const signers = await signersOfRoster(file.roster, file.signatures, [...(before?.admins ?? []), ...admins]);
    return {
      version,
      hash,
      fingerprint: fingerprintOf(hash),
      issued,
      expires,
      taken,
      signers: named(signers),
      changes: changesOf(before, file.roster),
    };
  }

  async function proposalMessage(current: RosterDocument, { hash, file, note, proposedBy, proposed }: StoredProposal) {
    const { roster, signatures } = file;
    const ofCurrent = await signersOfRoster(roster, signatures, current.admins);
    const ofProposed = await signersOfRoster(roster, signatures, roster.admins);
    const signed = new Set([...ofCurrent, ...ofProposed].map(({ key }) => keyId(key)));
    const mine = [...current.admins, ...roster.admins].map(({ key }) => keyId(key)).filter(isHeldHere);
    return {
      hash,
      fingerprint: fingerprintOf(hash),
      version: roster.version,
      ...(note === undefined ? {} : { note }),
      proposedBy,
      proposed,
      expires: roster.expires,
      signers: named([...ofCurrent, ...ofProposed]),
      missing: {
        ofCurrent: Math.max(0, current.threshold - ofCurrent.length),
        ofProposed: Math.max(0, roster.threshold - ofProposed.length),
      },
      changes: changesOf(current, roster),
      maySign: mine.some((id) => !signed.has(id)),
    };
  }

  function keyState({ from, until, revoked }: RosterKey): 'valid' | 'not-yet-valid' | 'ended' | 'revoked' {
    const moment = now();
    if (revoked !== undefined) return 'revoked';
    if (from > moment) return 'not-yet-valid';
    return until !== undefined && until <= moment ? 'ended' : 'valid';
  }

  function mustHold(): HeldRoster {
    const held = rosterVersions.current();
    if (held === undefined) throw new Problem('not-found', 'This node has no roster yet; it makes one when it starts.');
    return held;
  }

  return {
    async view(viewer) {
      const held = mustHold();
      const document = held.file.roster;
      const before = rosterVersions.versions().at(-2)?.file.roster;
      const mayChange = viewer.roles.has('coalition-admin') && viewer.mayWrite;
      const { members, nodes, admins, threshold, coalition } = document;
      const hostOf = new Map(nodes.flatMap(({ name, hosts }) => hosts.map((host): [string, string] => [host, name])));
      const nameOf = new Map(members.map(({ identity, name }) => [identity, name]));
      return {
        coalition,
        node: signedRoster.nodeId(),
        standing: rosterStanding(document.expires, now()),
        current: await versionMessage(held, before),
        threshold,
        admins: admins.map((admin) => ({
          ...(named([admin])[0] ?? { name: admin.name, key: '' }),
          fingerprint: fingerprint(admin.key),
          isHeldHere: isHeldHere(keyId(admin.key)),
        })),
        members: members
          .map(({ identity, name, joined, left, keys }) => {
            const node = hostOf.get(identity);
            return {
              id: identity,
              name,
              joined,
              ...(left === undefined ? {} : { left }),
              ...(node === undefined ? {} : { node }),
              keys: keys.map((each) => ({
                id: keyId(each.key),
                fingerprint: fingerprint(each.key),
                state: keyState(each),
                from: each.from,
                ...(each.until === undefined ? {} : { until: each.until }),
                ...(each.revoked === undefined ? {} : { revoked: each.revoked }),
                isHeldHere: isHeldHere(keyId(each.key)),
              })),
            };
          })
          .sort(byName),
        nodes: nodes.map(({ id, name, url, operator, hosts, key }) => ({
          id,
          name,
          ...(url === undefined ? {} : { url }),
          operator: nameOf.get(operator) ?? operator,
          hosts: hosts.length,
          fingerprint: fingerprint(key),
          isThis: id === signedRoster.nodeId(),
        })),
        proposals: mayChange
          ? await Promise.all(rosterVersions.proposals().map((each) => proposalMessage(document, each)))
          : [],
        refusals: mayChange ? [...rosterVersions.refusals()] : [],
        mayChange,
        mayChangeAlone: signedRoster.mayChangeAlone(),
      };
    },
    async versions() {
      const all = rosterVersions.versions();
      const messages = await Promise.all(all.map((each, index) => versionMessage(each, all[index - 1]?.file.roster)));
      return messages.reverse();
    },
    async proposal(hash) {
      const found = rosterVersions.proposals().find((each) => each.hash === hash);
      if (found === undefined) throw new Problem('not-found', 'There is no such proposal.');
      return proposalMessage(mustHold().file.roster, found);
    },
  };
}

function named(admins: readonly RosterAdmin[]): { name: string; key: string }[] {
  return [...new Map(admins.map(({ name, key }) => [keyId(key), { name, key: keyId(key) }])).values()];
}

function changesOf(before: RosterDocument | undefined, after: RosterDocument): { kind: string; sentence: string }[] {
  return rosterChanges(before, after).map((each) => ({ kind: each.kind, sentence: changeSentence(each) }));
}
