import { keyId } from '@entente/exchange';
import { newToken, tokenHash } from '../accounts/token-format.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import { certificateDigest, fetchCertificate } from './certificate.ts';
import { keyDigest, nodeKeyOf } from './fingerprint.ts';
import { readInvitation, writeInvitation } from './invitation.ts';
import type { InvitationStore, Offer } from './invitation-store.ts';
import {
  IntroductionNote,
  JoinNote,
  type NodeIntroduction,
  openMessage,
  SignedMessage,
  signMessage,
  WelcomeNote,
} from './join-messages.ts';
import { createOutbound, type Outbound, parseBase } from './outbound.ts';
import type { OwnNode, Reached } from './own-node.ts';
import { parseJson } from './parse-json.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { PeerLog } from './peer-log.ts';
import type { PeerStore } from './peer-store.ts';
import { mustRunPeers } from './policy.ts';

/** Which directions somebody decides for: whether we send, and whether we take. */
export type Directions = { readonly sending: boolean; readonly receiving: boolean };

/**
 * How two nodes come to exchange: one invites, the other joins, and people compare the fingerprints. Nothing passes
 * before both have confirmed. Refusals: `not-allowed`, `invalid`, `not-found`, `conflict`.
 */
export type Joining = {
  invite(
    viewer: Viewer,
    directions: Directions,
    at?: Reached | undefined,
  ): Promise<{ readonly invitation: string; readonly expires: string }>;
  /** What the other node says of itself, before one joins. */
  look(viewer: Viewer, invitation: string): Promise<NodeIntroduction & { readonly publicKey: Uint8Array }>;
  join(viewer: Viewer, invitation: string, directions: Directions, at?: Reached | undefined): Promise<Peer>;
  /** Asked by who holds an invitation. */
  introduce(invitation: string, secret: string): SignedMessage;
  /** Somebody uses an invitation: answers the tokens with which it may read here once that is confirmed. */
  welcome(message: SignedMessage): Promise<SignedMessage>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly members: MemberStore;
  readonly peers: PeerStore;
  readonly invitations: InvitationStore;
  readonly own: OwnNode;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'nodeId'>;
  readonly log: PeerLog;
  readonly record: RecordEvent;
  /** Whether the operator lets it speak to private addresses, and without TLS there. */
  readonly allowsPrivate: boolean;
  readonly clock: () => number;
};

const invitationMilliseconds = 3_600_000;
const mostBytes = 1024 * 1024;

export function createJoining(parts: Parts): Joining {
  const { queue, members, peers, invitations, own, signedRoster, log, record, allowsPrivate, clock } = parts;

  function mustBeReached(at: Reached | undefined): Reached {
    const reached = at ?? own.reached();
    if (reached === undefined) {
      throw new Problem(
        'invalid',
        'Say at which address (--address) the other node reaches this one: https://… (ENTENTE_PUBLIC_URL says it for good).',
        {
          property: 'url',
        },
      );
    }
    parseBase(reached.url);
    return reached;
  }

  /** Adds the peer with whom it hosts; the tokens for it by identity. In a transaction. */
  function add(
    node: NodeIntroduction,
    publicKey: Uint8Array,
    pinned: string | undefined,
    offer: Directions,
    isGuest: boolean,
    viewer?: Viewer,
  ): { readonly peer: Peer; readonly tokens: Record<string, string> } {
    refuseUnfit(node, publicKey);
    const adopts = entersCoalition(node, isGuest);
    if (!adopts) refuseTaken(node);
    const peer = peers.add({
      name: freeName(node.name),
      ...(node.url === undefined ? {} : { url: node.url.replace(/\/+$/, '') }),
      publicKey,
      ...(pinned === undefined ? {} : { certificate: pinned }),
      privateAddress: allowsPrivate || pinned !== undefined,
      operator: node.operator,
      relays: false,
      sending: offer.sending ? 'on' : 'paused',
      receiving: offer.receiving ? 'on' : 'paused',
      joined: new Date(clock()).toISOString(),
      nodeId: node.roster.node,
      nodeKey: node.roster.key,
      adopts,
    });
    const tokens: Record<string, string> = {};
    for (const introduction of node.hosted) {
      const token = newToken();
      tokens[introduction.identity] = token;
      peers.putThere(peer.peer, { introduction, hash: tokenHash(token) });
    }
    for (const { identity } of own.hosted()) peers.putHere(peer.peer, identity);
    log.add(peer.peer, 'joined', `Hosts ${node.hosted.map(({ name }) => name).join(', ')}.`);
    record({ kind: 'peer-joined', subjects: [peer.id], detail: { key: keyDigest(publicKey) } }, viewer);
    return { peer, tokens };
  }

  function refuseUnfit({ hosted, operator, roster }: NodeIntroduction, publicKey: Uint8Array): void {
    // What is compared over the phone is the key that the roster will name the node by: it must be the one that speaks.
    if (keyId(nodeKeyOf(publicKey)) !== keyId(roster.key)) {
      throw new Problem('invalid', 'The node did not sign with the key by which it wants to stand in the roster.');
    }
    if (Buffer.compare(publicKey, own.signer.publicKey) === 0) {
      throw new Problem('conflict', 'This is the invitation of this very node.');
    }
    const known = peers.all().find((each) => Buffer.compare(each.publicKey, publicKey) === 0);
    if (known !== undefined) throw new Problem('conflict', `This node exchanges with ${known.name} already.`);
    const here = new Set(own.hosted().map(({ identity }) => identity));
    const both = hosted.find(({ identity }) => here.has(identity));
    if (both !== undefined) {
      throw new Problem('conflict', `${both.name} is hosted on both nodes; a member is hosted on one.`);
    }
    if (!hosted.some(({ identity }) => identity === operator)) {
      throw new Problem('invalid', 'The node does not host the member that operates it.');
    }
    const stranger = hosted.find(({ identity, name }) => {
      const named = members.find(name);
      return named !== undefined && named.identity !== identity && members.find(identity) === undefined;
    });
    if (stranger !== undefined) {
      throw new Problem(
        'conflict',
        `There is a member ${stranger.name} here whose identity is another (${members.find(stranger.name)?.identity}). Both nodes must know it by the same one: ${stranger.identity}.`,
      );
    }
  }

  /** Whether this node enters the coalition of the other one: who is alone enters, and of two the guest. */
  function entersCoalition({ roster: theirs }: NodeIntroduction, isGuest: boolean): boolean {
    const mine = mustHold();
    if (mine.coalition.id === theirs.coalition) return false;
    const isAlone = mine.nodes.length === 1;
    const entering = peers
      .all()
      .find((each) => each.adopts && each.confirmed === undefined && each.receiving !== 'ended');
    if (isAlone && entering !== undefined) {
      throw new Problem(
        'conflict',
        `The node ${own.operator().name} is about to enter the coalition of ${entering.name}: wait until it has, or end that.`,
      );
    }
    if (!isAlone && theirs.nodes > 1) {
      throw new Problem('conflict', 'The two nodes belong to different coalitions, each of several nodes.');
    }
    return isAlone && (theirs.nodes > 1 || isGuest);
  }

  /** What a roster gives to one node, no other takes by introducing itself. */
  function refuseTaken({ hosted, roster: { node, key } }: NodeIntroduction): void {
    const { nodes } = mustHold();
    const taken = nodes.find(({ id, key: listed }) => id === node && keyId(listed) !== keyId(key));
    if (taken !== undefined || node === signedRoster.nodeId()) {
      throw new Problem('conflict', 'The roster knows another node by this name and key.');
    }
    for (const { identity, name } of hosted) {
      const host = nodes.find(
        ({ id, hosts }) => id !== node && id !== signedRoster.nodeId() && hosts.includes(identity),
      );
      if (host !== undefined) {
        throw new Problem('conflict', `By the roster ${name} is hosted on the node ${host.name}.`);
      }
    }
  }

  function mustHold() {
    const held = signedRoster.current();
    if (held === undefined) throw new Problem('conflict', 'This node has no roster yet; it makes one when it starts.');
    return held.file.roster;
  }

  function freeName(wanted: string): string {
    const taken = (name: string): boolean => peers.find(name) !== undefined;
    for (let number = 2; ; number += 1) {
      const name = number === 2 ? wanted : `${wanted} ${number - 1}`;
      if (!taken(name)) return name;
    }
  }

  /** A connection to who invites, and what its certificate is, where it is pinned. */
  async function reach(invitation: ReturnType<typeof readInvitation>): Promise<{ outbound: Outbound; pem?: string }> {
    const url = invitation.url.replace(/\/+$/, '');
    const pem = invitation.tls === undefined ? undefined : await fetchCertificate(parseBase(url), invitation.tls);
    const outbound = createOutbound({
      url,
      certificate: pem,
      allowsPrivate: allowsPrivate || pem !== undefined,
      allowsPlain: allowsPrivate,
    });
    return { outbound, ...(pem === undefined ? {} : { pem }) };
  }

  async function ask(outbound: Outbound, path: string, body: object): Promise<SignedMessage> {
    const { status, body: answer } = await outbound.send({
      method: 'POST',
      path: `/api/exchange/${path}`,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      mostBytes,
      milliseconds: 30_000,
    });
    const parsed = status === 200 ? SignedMessage.safeParse(parseJson(answer)) : undefined;
    if (parsed?.success === true) return parsed.data;
    if (status === 404) throw new Problem('not-found', 'The invitation was used, or its time is over.');
    const said = (parseJson(answer) as { error?: { message?: unknown } } | undefined)?.error?.message;
    throw new Problem('conflict', typeof said === 'string' ? `The other node says: ${said}` : `It answered ${status}.`);
  }

  async function introductionOf(text: string) {
    const invitation = readInvitation(text);
    if (Date.parse(invitation.expires) <= clock()) throw new Problem('invalid', 'The invitation’s time is over.');
    const { outbound, pem } = await reach(invitation);
    const { id, secret } = invitation;
    const message = await ask(outbound, 'introduction', { invitation: id, secret });
    const { says, publicKey } = openMessage(message, IntroductionNote);
    if (keyDigest(publicKey) !== invitation.key) {
      throw new Problem('invalid', 'Another node answered than the one that invited.');
    }
    return { invitation, outbound, pem, node: { ...says.node, url: invitation.url }, publicKey };
  }

  function answering<T>(invitation: string, work: () => Promise<T>): Promise<T> {
    return work().catch((error: unknown) => {
      if (error instanceof PeerFailure) {
        const { url } = readInvitation(invitation);
        throw new Problem('conflict', `At ${url}: ${error.message}`, { reason: error.code });
      }
      throw error;
    });
  }

  return {
    async invite(viewer, directions, at) {
      mustRunPeers(viewer);
      const { url, certificate } = mustBeReached(at);
      const expires = new Date(clock() + invitationMilliseconds).toISOString();
      const { id, secret } = await queue.run(() => invitations.add(directions, expires));
      const invitation = writeInvitation({
        v: 1,
        id,
        secret,
        url: url.replace(/\/+$/, ''),
        key: keyDigest(own.signer.publicKey),
        ...(certificate === undefined ? {} : { tls: certificateDigest(certificate) }),
        expires,
      });
      return { invitation, expires };
    },

    async look(viewer, text) {
      mustRunPeers(viewer);
      return answering(text, async () => {
        const { node, publicKey, outbound } = await introductionOf(text);
        outbound[Symbol.dispose]();
        return { ...node, publicKey };
      });
    },

    async join(viewer, text, directions, at) {
      mustRunPeers(viewer);
      return answering(text, async () => {
        const { invitation, outbound, pem, node, publicKey } = await introductionOf(text);
        using _ = outbound;
        const { peer, tokens } = await queue.run(() => add(node, publicKey, pem, directions, true, viewer));
        try {
          const { id, secret } = invitation;
          const said = {
            type: 'join' as const,
            invitation: id,
            secret,
            node: own.introduce(at ?? own.reached()),
            tokens,
          };
          const welcome = openMessage(await ask(outbound, 'join', signMessage(said, own.signer)), WelcomeNote);
          if (welcome.says.invitation !== id || Buffer.compare(welcome.publicKey, publicKey) !== 0) {
            throw new Problem('invalid', 'Another node answered than the one that invited.');
          }
          await queue.run(() => keepTokens(peer, welcome.says.tokens));
          return peer;
        } catch (error) {
          await queue.run(() => peers.remove(peer.peer));
          throw error;
        }
      });
    },

    introduce(id, secret) {
      mustOffer(id, secret);
      return signMessage({ type: 'introduction', node: own.introduce(own.reached()) }, own.signer);
    },

    async welcome(message) {
      const { says, publicKey } = openMessage(message, JoinNote);
      const { node, invitation, secret, tokens: theirs } = says;
      const tokens = await queue.run(() => {
        const offer = mustOffer(invitation, secret);
        invitations.remove(invitation);
        const { peer, tokens } = add(node, publicKey, node.certificate, offer, false);
        keepTokens(peer, theirs);
        return tokens;
      });
      return signMessage({ type: 'welcome', invitation, tokens }, own.signer);
    },
  };

  function mustOffer(id: string, secret: string): Offer {
    const offer = invitations.find(id, secret);
    if (offer === undefined) throw new Problem('not-found', 'The invitation was used, or its time is over.');
    return offer;
  }

  /** Those for members that are hosted here; others are of no use. */
  function keepTokens({ peer }: Peer, tokens: Readonly<Record<string, string>>): void {
    for (const { identity, side } of peers.members(peer)) {
      const token = tokens[identity];
      if (side === 'here' && token !== undefined) peers.putHere(peer, identity, token);
    }
  }
}
