import type { z } from '@hono/zod-openapi';
import type { MemberStore } from '../members/member-store.ts';
import type { Admission } from './admission.ts';
import { spokenFingerprint } from './fingerprint.ts';
import type { MemberIntroduction, NodeIntroduction } from './join-messages.ts';
import type { InvitingNode, OwnNodeMessage, PeerMessage, SetAsideList } from './messages.ts';
import type { OwnNode } from './own-node.ts';
import type { Peer } from './peer.ts';
import type { PeerStatuses } from './peer-status.ts';
import type { PeerStore } from './peer-store.ts';
import type { SetAsideService } from './set-aside-service.ts';
import type { SetAsideStore } from './set-aside-store.ts';

type Inviting = NodeIntroduction & { readonly publicKey: Uint8Array };

type Parts = {
  readonly peers: PeerStore;
  readonly own: OwnNode;
  readonly statuses: PeerStatuses;
  readonly setAsides: Pick<SetAsideStore, 'count' | 'ofPeer' | 'byRule'>;
  readonly setAsideRun: SetAsideService['runOf'];
  readonly members: MemberStore;
  readonly waitsFor: Admission['waitsFor'];
};

const mostListed = 500;

/** Peers as the API and the command line tell of them. */
export function createPeerViews({ peers, own, statuses, setAsides, members, waitsFor, setAsideRun }: Parts) {
  const hosted = ({ identity, name }: Pick<MemberIntroduction, 'identity' | 'name'>) => {
    const known = members.find(identity);
    return { id: identity, name: known?.name ?? name, known: known !== undefined };
  };

  return {
    hosted,
    /** Who invites, as it introduced itself. */
    inviting: ({ coalition, name, url, hosted: hosts, publicKey }: Inviting): z.infer<typeof InvitingNode> => ({
      coalition,
      name,
      ...(url === undefined ? {} : { url }),
      fingerprint: spokenFingerprint(publicKey),
      hosts: hosts.map(hosted),
    }),
    own(): z.infer<typeof OwnNodeMessage> {
      const reached = own.reached();
      return {
        name: own.operator().name,
        ...(reached === undefined ? {} : { url: reached.url }),
        fingerprint: spokenFingerprint(own.signer.publicKey),
        hosts: own.hosted().map(({ identity, name }) => ({ id: identity, name })),
      };
    },
    /** What a peer sent that could not be taken: ids and reasons, no content. */
    setAside({ peer }: Peer): z.infer<typeof SetAsideList> {
      const run = setAsideRun(peer);
      return {
        setAside: setAsides
          .ofPeer(peer, mostListed)
          .map(({ setAside, member, object, version, rule, reason, note, at }) => {
            const { identity, name } = members.get(member);
            const retriable = note !== '';
            return { id: setAside, member: { id: identity, name }, object, version, rule, reason, at, retriable };
          }),
        total: setAsides.count(peer),
        reasons: setAsides.byRule(peer).map((each) => ({ ...each })),
        ...(run === undefined ? {} : { run }),
      };
    },
    peer(peer: Peer): z.infer<typeof PeerMessage> {
      const waits = waitsFor(peer);
      const { connected, caughtUp, upTo, failure, received, perMinute, refusesOrdersOf } = statuses.of(peer.peer);
      return {
        id: peer.id,
        name: peer.name,
        ...(peer.url === undefined ? {} : { url: peer.url }),
        fingerprint: spokenFingerprint(peer.publicKey),
        pinned: peer.certificate !== undefined,
        joined: peer.joined,
        ...(peer.compared === undefined ? {} : { compared: peer.compared }),
        ...(peer.confirmed === undefined ? {} : { confirmed: peer.confirmed }),
        ...(waits === undefined ? {} : { waits }),
        sending: peer.sending,
        receiving: peer.receiving,
        relays: peer.relays,
        hosts: peers.introduced(peer.peer).map(({ introduction }) => hosted(introduction)),
        status: {
          connected: connected.size > 0,
          ...(caughtUp === undefined ? {} : { caughtUp: new Date(caughtUp).toISOString() }),
          ...(upTo === undefined ? {} : { upTo }),
          received,
          perMinute,
          setAside: setAsides.count(peer.peer),
          refusesOrdersOf: [...refusesOrdersOf],
          ...(failure === undefined ? {} : { failure: { ...failure, at: new Date(failure.at).toISOString() } }),
        },
      };
    },
  };
}
