import { newToken, tokenHash } from '../accounts/token-format.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import { answerFailure, isMissing } from './answer-failure.ts';
import { certificateDigest, fetchCertificate } from './certificate.ts';
import { keyDigest } from './fingerprint.ts';
import { createFitToJoin } from './fit-to-join.ts';
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
  /** Before a peer joins anew: what it had so far counts no more. In the transaction that does it. */
  readonly joinsAnew: (peer: Peer) => void;
  /** Whether the operator lets it speak to private addresses, and without TLS there. */
  readonly allowsPrivate: boolean;
  readonly clock: () => number;
};

/** Who joins, or is joined, and the tokens that it is given. */
type Arriving = {
  readonly node: NodeIntroduction;
  readonly publicKey: Uint8Array;
  readonly pinned?: string | undefined;
  readonly tokens: Readonly<Record<string, string>>;
};

const invitationMilliseconds = 3_600_000;
const mostBytes = 1024 * 1024;

export function createJoining(parts: Parts): Joining {
  const { queue, peers, invitations, own, log, record, allowsPrivate, clock } = parts;
  const fitToJoin = createFitToJoin(parts);

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

  /**
   * Adds the peer with whom it hosts, and the tokens for it by identity; one that joins anew keeps how far it was read and
   * what it is to purge, and is compared anew. In a transaction.
   */
  function add(
    { node, publicKey, pinned, tokens }: Arriving,
    offer: Directions,
    isGuest: boolean,
    viewer?: Viewer,
  ): Peer {
    const { adopts, known } = fitToJoin(node, publicKey, isGuest);
    const joined = {
      ...(node.url === undefined ? {} : { url: node.url.replace(/\/+$/, '') }),
      publicKey,
      ...(pinned === undefined ? {} : { certificate: pinned }),
      privateAddress: allowsPrivate || pinned !== undefined,
      operator: node.operator,
      sending: offer.sending ? ('on' as const) : ('paused' as const),
      receiving: offer.receiving ? ('on' as const) : ('paused' as const),
      joined: new Date(clock()).toISOString(),
      nodeId: node.roster.node,
      nodeKey: node.roster.key,
      adopts,
    };
    if (known !== undefined) parts.joinsAnew(known);
    const peer =
      known === undefined
        ? peers.add({ ...joined, name: freeName(node.name), relays: false })
        : peers.joinAnew(known.peer, joined);
    for (const introduction of node.hosted) {
      peers.putThere(peer.peer, { introduction, hash: tokenHash(tokens[introduction.identity] ?? newToken()) });
    }
    for (const { identity } of own.hosted()) peers.putHere(peer.peer, identity);
    log.add(peer.peer, 'joined', `Hosts ${node.hosted.map(({ name }) => name).join(', ')}.`);
    record({ kind: 'peer-joined', subjects: [peer.id], detail: { key: keyDigest(publicKey) } }, viewer);
    return peer;
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
    const answer = await outbound.send({
      method: 'POST',
      path: `/api/exchange/${path}`,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      mostBytes,
      milliseconds: 30_000,
    });
    const said = parseJson(answer.body);
    const parsed = answer.status === 200 ? SignedMessage.safeParse(said) : undefined;
    if (parsed?.success === true) return parsed.data;
    if (isMissing(answer)) throw new Problem('not-found', 'The invitation was used, or its time is over.');
    const message = (said as { error?: { message?: unknown } } | undefined)?.error?.message;
    if (typeof message === 'string') throw new Problem('conflict', `The other node says: ${message}`);
    throw answerFailure(answer);
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

  let joiningBefore: Promise<unknown> = Promise.resolve();
  function oneAtATime<T>(invitation: string, work: () => Promise<T>): Promise<T> {
    const joining = joiningBefore.then(() => answering(invitation, work));
    joiningBefore = joining.catch(() => {});
    return joining;
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
      // One after the other: of two answers of one node the later tokens count, there and here.
      return oneAtATime(text, async () => {
        const { invitation, outbound, pem, node, publicKey } = await introductionOf(text);
        using _ = outbound;
        // Before the other side takes the invitation for used.
        fitToJoin(node, publicKey, true);
        const arriving = { node, publicKey, pinned: pem, tokens: tokensFor(node) };
        const { id, secret } = invitation;
        const said = {
          type: 'join' as const,
          invitation: id,
          secret,
          node: own.introduce(at ?? own.reached()),
          tokens: arriving.tokens,
        };
        const welcome = openMessage(await ask(outbound, 'join', signMessage(said, own.signer)), WelcomeNote);
        if (welcome.says.invitation !== id || Buffer.compare(welcome.publicKey, publicKey) !== 0) {
          throw new Problem('invalid', 'Another node answered than the one that invited.');
        }
        return queue.run(() => {
          const peer = add(arriving, directions, true, viewer);
          keepTokens(peer, welcome.says.tokens);
          return peer;
        });
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
        const tokens = tokensFor(node);
        keepTokens(add({ node, publicKey, pinned: node.certificate, tokens }, offer, false), theirs);
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

  function tokensFor({ hosted }: NodeIntroduction): Record<string, string> {
    return Object.fromEntries(hosted.map(({ identity }) => [identity, newToken()]));
  }

  /** Those for members that are hosted here; others are of no use. */
  function keepTokens({ peer }: Peer, tokens: Readonly<Record<string, string>>): void {
    for (const { identity, side } of peers.members(peer)) {
      const token = tokens[identity];
      if (side === 'here' && token !== undefined) peers.putHere(peer, identity, token);
    }
  }
}
