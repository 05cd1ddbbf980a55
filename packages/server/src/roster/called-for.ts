import { randomUUID } from 'node:crypto';
import { keyId, type PublicJwk, type RosterDocument } from '@entente/exchange';
import type { MemberStore } from '../members/member-store.ts';
import type { KeyStore } from '../signing/key-store.ts';
import { canSign, type RosterContent, rosterOfMembers } from './roster-of-members.ts';
import type { SignedRosterStore } from './roster-store.ts';

export type CalledForParts = {
  readonly store: SignedRosterStore;
  readonly keyStore: KeyStore;
  readonly members: MemberStore;
  readonly coalitionName: string;
  readonly isHostedThere: (identity: string) => boolean;
  readonly now: () => string;
};

/** What this node's table of members, and its keys, call for in the roster. */
export type CalledFor = {
  /**
   * Makes what this node lacks: its own key, at first an administrator's, and one for each member that it hosts. Answers
   * with the members' keys that the roster does not have yet, by identity.
   */
  makeKeys(previous: RosterDocument | undefined): Map<string, PublicJwk>;
  /** `url`: where this node is reached, where it knows better than the version before. */
  content(
    previous: RosterDocument | undefined,
    newKeys: ReadonlyMap<string, PublicJwk>,
    url: string | undefined,
  ): RosterContent;
};

export function createCalledFor(parts: CalledForParts): CalledFor {
  const { store, keyStore, members, coalitionName, isHostedThere, now } = parts;
  return {
    makeKeys(previous) {
      if (previous === undefined && keyStore.of('admin').length === 0) keyStore.make('admin');
      if (keyStore.of('node').length === 0) keyStore.make('node');
      const elsewhere = new Set(
        previous?.nodes.filter(({ id }) => id !== store.nodeId()).flatMap(({ hosts }) => hosts),
      );
      const listed = new Map(previous?.members.map((each) => [each.identity, each]));
      const made = new Map<string, PublicJwk>();
      for (const { identity, left } of members.all()) {
        if (left !== undefined || elsewhere.has(identity) || isHostedThere(identity)) continue;
        const before = listed.get(identity) ?? { keys: [] };
        if (canSign(before)) continue;
        const known = new Set(before.keys.map(({ key }) => keyId(key)));
        const spare = keyStore.of('member', identity).find(({ id }) => !known.has(id));
        made.set(identity, (spare ?? keyStore.make('member', identity)).key);
      }
      return made;
    },
    content(previous, newKeys, url) {
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
          coalition: { id: randomUUID(), name: coalitionName },
          members: all,
          isHostedThere,
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
    },
  };
}
