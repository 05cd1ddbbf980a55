import { keyId, type RosterDocument } from '@entente/exchange';
import type { WriteQueue } from '../database/write-queue.ts';
import { backoff } from '../retrying/backoff.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { CursorStore } from './cursor-store.ts';
import type { Peer } from './peer.ts';
import type { PeerStore } from './peer-store.ts';

/**
 * When a key was revoked: reads again from the beginning at the nodes that delivered what it signed, since its owners
 * sign that anew. What is here is known again, and keeps the new signature. A hub may have it later than this node asks:
 * so it is asked again, at growing intervals, as long as anything stands under the old one.
 */
export type AskAnew = Disposable & {
  /** There is another roster, or the node has started. */
  begin(): void;
};

const leastMilliseconds = 2000;
/** Of an owner that is gone for good nothing is signed anew: the rest is not to be read over and over for that. */
const mostMilliseconds = 6 * 60 * 60_000;

export function createAskAnew(
  queue: WriteQueue,
  peers: Pick<PeerStore, 'all'>,
  proofs: Pick<ProofStore, 'deliverersOf'>,
  cursors: Pick<CursorStore, 'reset'>,
  current: () => RosterDocument | undefined,
  wake: (peer: Peer) => void,
): AskAnew {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Those that delivered what still stands under a revoked key. */
  function deliverers(): readonly Peer[] {
    const keys = current()?.members.flatMap((member) => member.keys) ?? [];
    const revoked = keys.flatMap(({ key, revoked: since }) => (since === undefined ? [] : [keyId(key)]));
    if (revoked.length === 0) return [];
    const nodes = new Set(proofs.deliverersOf(revoked));
    return peers.all().filter((peer) => nodes.has(peer.nodeId ?? peer.id));
  }

  async function ask(attempt: number): Promise<void> {
    const asked = deliverers();
    if (asked.length === 0) return;
    plan(attempt + 1);
    for (const peer of asked) {
      await queue.run(() => cursors.reset(peer.peer));
      wake(peer);
    }
  }

  function plan(attempt: number): void {
    clearTimeout(timer);
    if (isClosed) return;
    const wait = backoff(attempt, leastMilliseconds, mostMilliseconds);
    // What cannot be done then (a full disk) is done the next time.
    timer = setTimeout(() => void ask(attempt).catch(() => {}), wait).unref();
  }

  return {
    begin() {
      if (!isClosed) void ask(0).catch(() => plan(1));
    },
    [Symbol.dispose]() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
