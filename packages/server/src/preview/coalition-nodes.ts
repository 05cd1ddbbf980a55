import type { Database } from '../database/open-database.ts';
import type { OwnNode } from '../peers/own-node.ts';
import type { PeerStore } from '../peers/peer-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';

/** A node as an author has to know it: who can read what is stored there, and for whom it stores. */
export type CoalitionNode = {
  readonly name: string;
  /** Identity of the member that operates it. */
  readonly operator: string;
  /** Identities of the members that it hosts; of this node: all that no other hosts. */
  readonly hosts: ReadonlySet<string> | 'all others';
  /** Whether it reads here: this node itself, and those that it exchanges with. */
  readonly isReached: boolean;
  readonly isHere: boolean;
};

/** This node and the others that the signed roster, or an exchange, tells of; this one first. */
export type CoalitionNodes = {
  all(): readonly CoalitionNode[];
  /** Row ids of members for which some plain client reads here: a token that is no node's. */
  withPlainClients(): ReadonlySet<number>;
};

type Parts = {
  readonly database: Database;
  readonly own: Pick<OwnNode, 'operator'>;
  readonly peers: Pick<PeerStore, 'all' | 'members'>;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'nodeId'>;
  readonly now: () => string;
};

export function createCoalitionNodes({ database, own, peers, signedRoster, now }: Parts): CoalitionNodes {
  const plain = database.prepare(
    'SELECT DISTINCT member FROM token WHERE peer IS NULL AND account IS NULL AND unit IS NULL AND expires > ?',
  );

  return {
    all() {
      const document = signedRoster.current()?.file.roster;
      const listed = (document?.nodes ?? []).filter(({ id }) => id !== signedRoster.nodeId());
      const exchanging = peers.all().map((peer): CoalitionNode => {
        const introduced = peers
          .members(peer.peer)
          .flatMap(({ side, identity }) => (side === 'there' ? [identity] : []));
        return {
          name: peer.name,
          operator: peer.operator,
          hosts: new Set([
            ...introduced,
            ...listed.filter(({ operator }) => operator === peer.operator).flatMap(({ hosts }) => hosts),
          ]),
          isReached: peer.confirmed !== undefined && peer.sending === 'on',
          isHere: false,
        };
      });
      const known = new Set(exchanging.map(({ operator }) => operator));
      const others = listed
        .filter(({ operator }) => !known.has(operator))
        .map(({ name, operator, hosts }) => ({
          name,
          operator,
          hosts: new Set(hosts),
          isReached: false,
          isHere: false,
        }));
      const { name, identity } = own.operator();
      const here = { name, operator: identity, hosts: 'all others', isReached: true, isHere: true } as const;
      return [here, ...exchanging, ...others];
    },
    withPlainClients: () => new Set(plain.all(now()).map(({ member }) => Number(member))),
  };
}
