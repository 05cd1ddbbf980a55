import { keyId, type RosterDocument } from '@entente/exchange';
import type { WriteQueue } from '../database/write-queue.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { CursorStore } from './cursor-store.ts';
import type { Peer } from './peer.ts';
import type { PeerStore } from './peer-store.ts';

/**
 * When a key was revoked: reads again from the beginning at the nodes that delivered what it signed, since its owners
 * sign that anew. What is here is known again, and keeps the new signature.
 */
export type AskAnew = (roster: RosterDocument | undefined) => Promise<void>;

export function createAskAnew(
  queue: WriteQueue,
  peers: Pick<PeerStore, 'all'>,
  proofs: Pick<ProofStore, 'deliverersOf'>,
  cursors: Pick<CursorStore, 'reset'>,
  wake: (peer: Peer) => void,
): AskAnew {
  return async (roster) => {
    const keys = roster?.members.flatMap((member) => member.keys) ?? [];
    const revoked = keys.flatMap(({ key, revoked: since }) => (since === undefined ? [] : [keyId(key)]));
    if (revoked.length === 0) return;
    const deliverers = new Set(proofs.deliverersOf(revoked));
    for (const peer of peers.all()) {
      if (!deliverers.has(peer.nodeId ?? peer.id)) continue;
      await queue.run(() => cursors.reset(peer.peer));
      wake(peer);
    }
  };
}
