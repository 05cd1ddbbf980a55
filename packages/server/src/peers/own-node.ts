import type { NoteSigner } from '../audit/signed-note.ts';
import type { Database } from '../database/open-database.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { MemberIntroduction, NodeIntroduction } from './join-messages.ts';
import type { PeerStore } from './peer-store.ts';

/** Where a node is reached, and the certificate that it shows, where no authority vouches for that. */
export type Reached = { readonly url: string; readonly certificate?: string | undefined };

/** This node, as the others know it. */
export type OwnNode = {
  readonly signer: NoteSigner;
  /** The member that operates it: the first one. */
  operator(): Member;
  /** The members whose people work here, and none that another node hosts. */
  hosted(): readonly Member[];
  introduce(reached: Reached | undefined): NodeIntroduction;
  /** To be told once the server listens. */
  listensAt(reached: Reached): void;
  reached(): Reached | undefined;
};

export function createOwnNode(
  database: Database,
  coalition: string,
  signer: NoteSigner,
  members: MemberStore,
  peers: PeerStore,
): OwnNode {
  let listening: Reached | undefined;
  const own: OwnNode = {
    signer,
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
    introduce: (reached) => ({
      coalition,
      name: own.operator().name,
      ...(reached === undefined ? {} : { url: reached.url }),
      ...(reached?.certificate === undefined ? {} : { certificate: reached.certificate }),
      operator: own.operator().identity,
      hosted: own.hosted().map(introductionOf),
    }),
    listensAt(reached) {
      listening = reached;
    },
    reached: () => listening,
  };
  return own;
}

function introductionOf({ member: _, about: __, left: ___, ...member }: Member): MemberIntroduction {
  return member;
}
