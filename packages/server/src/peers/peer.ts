import type { PublicJwk } from '@entente/exchange';

/** Whether one of the two directions is open; `ended` is for good. */
export type Direction = 'on' | 'paused' | 'ended';

/** A node that this one exchanges with. Times are ISO 8601. */
export type Peer = {
  readonly peer: number;
  readonly id: string;
  readonly name: string;
  /** Where it is reached; absent where it only comes to us. */
  readonly url?: string;
  /** Raw Ed25519 key. */
  readonly publicKey: Uint8Array;
  /** PEM of the one certificate that it may show. */
  readonly certificate?: string;
  readonly privateAddress: boolean;
  /** Identity of the member that operates it. */
  readonly operator: string;
  /** Whether it may pass on what others' nodes released to the whole coalition. */
  readonly relays: boolean;
  readonly sending: Direction;
  readonly receiving: Direction;
  readonly joined: string;
  /** The node in the roster, by its own word when it joined. */
  readonly nodeId?: string;
  readonly nodeKey?: PublicJwk;
  /** Whether this node enters the coalition of that one. */
  readonly adopts: boolean;
  /** When somebody said that the fingerprints are the same on both sides. */
  readonly compared?: string;
  /** Since when the roster names the node, too: now objects pass. */
  readonly confirmed?: string;
};

/** A member that takes part in an exchange, hosted here or there. */
export type PeerMember = {
  readonly identity: string;
  readonly side: 'here' | 'there';
  /** With which we read there in its name. */
  readonly token?: string;
};
