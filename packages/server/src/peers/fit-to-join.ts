import { keyId } from '@entente/exchange';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import { nodeKeyOf } from './fingerprint.ts';
import type { NodeIntroduction } from './join-messages.ts';
import type { OwnNode } from './own-node.ts';
import type { Peer } from './peer.ts';
import type { PeerStore } from './peer-store.ts';

/**
 * Whether a node that introduced itself may join here, or be joined (`isGuest`: this node is the guest). Throws `invalid`
 * or `conflict` with why not.
 */
export type FitToJoin = (node: NodeIntroduction, publicKey: Uint8Array, isGuest: boolean) => Fit;

/** `adopts`: this node enters the coalition of the other one. `known`: it is here already, and joins anew. */
export type Fit = { readonly adopts: boolean; readonly known?: Peer };

type Parts = {
  readonly members: Pick<MemberStore, 'find'>;
  readonly peers: Pick<PeerStore, 'all'>;
  readonly own: OwnNode;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'nodeId'>;
};

export function createFitToJoin({ members, peers, own, signedRoster }: Parts): FitToJoin {
  /** Joins anew what was never let in, or has ended; as a guest, whatever one’s own people decide. */
  function knownBy(publicKey: Uint8Array, isGuest: boolean): Peer | undefined {
    const known = peers.all().find((each) => Buffer.compare(each.publicKey, publicKey) === 0);
    if (known === undefined) return undefined;
    const isOver = known.confirmed === undefined || known.sending === 'ended' || known.receiving === 'ended';
    if (isOver || isGuest) return known;
    throw new Problem('conflict', `This node exchanges with ${known.name} already: end that first, to begin anew.`);
  }

  function refuseUnfit({ hosted, operator, roster }: NodeIntroduction, publicKey: Uint8Array): void {
    // What is compared over the phone is the key that the roster will name the node by: it must be the one that speaks.
    if (keyId(nodeKeyOf(publicKey)) !== keyId(roster.key)) {
      throw new Problem('invalid', 'The node did not sign with the key by which it wants to stand in the roster.');
    }
    if (Buffer.compare(publicKey, own.signer.publicKey) === 0) {
      throw new Problem('conflict', 'This is the invitation of this very node.');
    }
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
  function entersCoalition({ roster: theirs }: NodeIntroduction, publicKey: Uint8Array, isGuest: boolean): boolean {
    const mine = mustHold();
    if (mine.coalition.id === theirs.coalition) return false;
    const isAlone = mine.nodes.length === 1;
    const entering = peers
      .all()
      .filter((each) => Buffer.compare(each.publicKey, publicKey) !== 0)
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

  return (node, publicKey, isGuest) => {
    refuseUnfit(node, publicKey);
    const known = knownBy(publicKey, isGuest);
    const adopts = entersCoalition(node, publicKey, isGuest);
    if (!adopts) refuseTaken(node);
    return { adopts, ...(known === undefined ? {} : { known }) };
  };
}
