import type { z } from '@hono/zod-openapi';
import type { Core } from '../core.ts';
import { spokenFingerprint } from './fingerprint.ts';
import type { MemberIntroduction } from './join-messages.ts';
import type { OwnNodeMessage, PeerMessage } from './messages.ts';
import type { Peer } from './peer.ts';
import { mustRunPeers } from './policy.ts';

/** Peers as the API tells of them. */
export function createPeerViews({ peers, members, memberRefs }: Core) {
  const hosted = ({ identity, name }: Pick<MemberIntroduction, 'identity' | 'name'>) => {
    const known = members.find(identity);
    return { id: identity, name: known?.name ?? name, known: known !== undefined };
  };

  return {
    hosted,
    mustDecide: mustRunPeers,
    own(): z.infer<typeof OwnNodeMessage> {
      const reached = peers.own.reached();
      return {
        name: peers.own.operator().name,
        ...(reached === undefined ? {} : { url: reached.url }),
        fingerprint: spokenFingerprint(peers.own.signer.publicKey),
        hosts: peers.own.hosted().map(({ member }) => memberRefs.of(member)),
      };
    },
    peer(peer: Peer): z.infer<typeof PeerMessage> {
      const { connected, caughtUp, upTo, failure, received, perMinute } = peers.statuses.of(peer.peer);
      return {
        id: peer.id,
        name: peer.name,
        ...(peer.url === undefined ? {} : { url: peer.url }),
        fingerprint: spokenFingerprint(peer.publicKey),
        pinned: peer.certificate !== undefined,
        joined: peer.joined,
        ...(peer.confirmed === undefined ? {} : { confirmed: peer.confirmed }),
        sending: peer.sending,
        receiving: peer.receiving,
        relays: peer.relays,
        hosts: peers.store.introduced(peer.peer).map(({ introduction }) => hosted(introduction)),
        status: {
          connected: connected.size > 0,
          ...(caughtUp === undefined ? {} : { caughtUp: new Date(caughtUp).toISOString() }),
          ...(upTo === undefined ? {} : { upTo }),
          received,
          perMinute,
          setAside: peers.setAsides.count(peer.peer),
          ...(failure === undefined ? {} : { failure: { ...failure, at: new Date(failure.at).toISOString() } }),
        },
      };
    },
  };
}
