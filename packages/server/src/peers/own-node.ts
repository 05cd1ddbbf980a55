import { keyId } from '@entente/exchange';
import type { NoteSigner } from '../audit/signed-note.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { KeyStore } from '../signing/key-store.ts';
import type { MemberIntroduction, NodeIntroduction } from './join-messages.ts';
import type { PeerStore } from './peer-store.ts';

/** Where a node is reached, and the certificate that it shows, where no authority vouches for that. */
export type Reached = { readonly url: string; readonly certificate?: string | undefined };

/** This node, as the others know it. */
export type OwnNode = {
  /** With its key in the roster. Throws `conflict` where it has none yet. */
  readonly signer: NoteSigner;
  /** The member that operates it: the first one. */
  operator(): Member;
  /** The members whose people work here, and none that another node hosts. */
  hosted(): readonly Member[];
  /** Throws `conflict` where the node has no roster yet. */
  introduce(reached: Reached | undefined): NodeIntroduction;
  /** To be told once the server listens. */
  listensAt(reached: Reached): void;
  reached(): Reached | undefined;
};

export function createOwnNode(
  database: Database,
  coalition: string,
  signer: () => NoteSigner,
  members: MemberStore,
  peers: PeerStore,
  signedRoster: Pick<SignedRoster, 'current' | 'nodeId'>,
  keyStore: Pick<KeyStore, 'privateKey'>,
): OwnNode {
  let listening: Reached | undefined;
  const own: OwnNode = {
    get signer() {
      return signer();
    },
    operator: () => members.get(Number(database.prepare('SELECT min(member) AS member FROM member').get()?.member)),
    hosted() {
      const elsewhere = new Set(
        peers
          .all()
          .flatMap(({ peer }) => peers.members(peer))
          .flatMap(({ side, identity }) => (side === 'there' ? [identity] : [])),
      );
      const working = database
        .prepare('SELECT DISTINCT member FROM account WHERE disabled = 0')
        .all()
        .map(({ member }) => Number(member));
      return [...new Set([own.operator().member, ...working])]
        .map((member) => members.get(member))
        .filter(({ identity, left }) => left === undefined && !elsewhere.has(identity));
    },
    introduce(reached) {
      const document = signedRoster.current()?.file.roster;
      const node = document?.nodes.find(({ id }) => id === signedRoster.nodeId());
      if (document === undefined || node === undefined) {
        throw new Problem('conflict', 'This node is in no roster yet; it makes one when it starts.');
      }
      return {
        coalition,
        name: own.operator().name,
        ...(reached === undefined ? {} : { url: reached.url }),
        ...(reached?.certificate === undefined ? {} : { certificate: reached.certificate }),
        operator: own.operator().identity,
        roster: { node: node.id, key: node.key, coalition: document.coalition.id, nodes: document.nodes.length },
        hosted: own.hosted().map(introductionOf),
      };
    },
    listensAt(reached) {
      listening = reached;
    },
    reached: () => listening,
  };

  function introductionOf({ member: _, about: __, left: ___, ...member }: Member): MemberIntroduction {
    const listed = signedRoster.current()?.file.roster.members.find(({ identity }) => identity === member.identity);
    const keys = (listed?.keys ?? [])
      .filter(({ until, revoked }) => until === undefined && revoked === undefined)
      .map(({ key }) => key)
      .filter((key) => keyStore.privateKey(keyId(key)) !== undefined);
    if (keys.length === 0) throw new Problem('conflict', `${member.name} has no key on this node to sign with.`);
    return { ...member, keys };
  }
  return own;
}
