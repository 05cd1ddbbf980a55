import type { JsonValue } from '@entente/stix';
import type { DeliveryNote } from './delivery-note.ts';
import type { Peer } from './peer.ts';

/** One object as it came from a peer, with what the peer says of it. */
export type Arrived = { readonly bytes: Uint8Array; readonly value: JsonValue; readonly note: DeliveryNote };

/** `left`: it is somebody else's to deliver. */
export type Verdict =
  | { readonly state: 'good'; readonly note: DeliveryNote }
  | { readonly state: 'left' }
  | { readonly state: 'bad'; readonly rule: string; readonly reason: string };

/** Says of each object whether it is what its owner released; `hosted` are identities of members that the peer hosts. */
export type VerifyDelivery = (
  peer: Peer,
  hosted: ReadonlySet<string>,
  arrived: readonly Arrived[],
) => readonly Verdict[];

/**
 * A node speaks for the members that it hosts. Of others' objects it may pass on those that are for the whole coalition,
 * and only where the operator has said that it is a hub.
 */
export const vouchedFor: VerifyDelivery = (peer, hosted, arrived) =>
  arrived.map(({ note }) => {
    if (hosted.has(note.owner)) return { state: 'good', note };
    if (note.reach === 'coalition') return peer.relays ? { state: 'good', note } : { state: 'left' };
    return { state: 'bad', rule: 'passed-on', reason: 'only its originator’s own node may deliver this' };
  });
