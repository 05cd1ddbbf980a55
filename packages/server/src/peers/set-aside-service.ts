import type { JsonValue } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import { coalitionCollection } from '../members/identity-objects.ts';
import { DeliveryNote } from './delivery-note.ts';
import type { Peer } from './peer.ts';
import type { PeerStore } from './peer-store.ts';
import { mustRunPeers } from './policy.ts';
import type { Receiver } from './receiver.ts';
import type { SetAsideStore } from './set-aside-store.ts';

/** Decisions about what was set aside. Refusals: `not-allowed`, `not-found`, `conflict` with why it still is not taken. */
export type SetAsideService = {
  retry(viewer: Viewer, peer: string, setAside: number): Promise<void>;
  discard(viewer: Viewer, peer: string, setAside: number): Promise<void>;
  /** Somebody is a member now: what waited because its owner was none, is tried again. */
  membersChanged(): Promise<void>;
};

type Kept = NonNullable<ReturnType<SetAsideStore['find']>>;

type Parts = {
  readonly queue: WriteQueue;
  readonly peers: PeerStore;
  readonly collections: CollectionStore;
  readonly setAsides: SetAsideStore;
  readonly receiver: Receiver;
  readonly record: RecordEvent;
  readonly announce: (terms: ReadonlySet<number>) => void;
};

export function createSetAsideService(parts: Parts): SetAsideService {
  const { queue, peers, collections, setAsides, receiver, record, announce } = parts;

  /** Once more, in the caller's transaction; why still not, where that is so. */
  function tryAgain(peer: Peer, { setAside, member, collection: source, bytes, note }: Kept) {
    const parsed = note === '' ? undefined : DeliveryNote.safeParse(JSON.parse(note));
    const value = parseJson(bytes);
    const collection = collections.find(source) ?? collections.find(coalitionCollection);
    if (parsed?.success !== true || value === undefined || collection === undefined) {
      return { refused: 'nothing is known of whose it is', touched: new Set<number>() };
    }
    const reading = { peer, member, source, collection };
    const result = receiver.retry(reading, { bytes, value, note: parsed.data });
    if (result.refused === undefined) setAsides.remove(setAside);
    return result;
  }

  function mustFind(id: string, setAside: number) {
    const peer = peers.find(id);
    const found = peer === undefined ? undefined : setAsides.find(peer.peer, setAside);
    if (peer === undefined || found === undefined) throw new Problem('not-found', 'That is not set aside any more.');
    return { peer, found };
  }

  return {
    async retry(viewer, id, setAside) {
      mustRunPeers(viewer);
      const { peer, found } = mustFind(id, setAside);
      const touched = await queue.run(() => {
        const result = tryAgain(peer, found);
        if (result.refused !== undefined) throw new Problem('conflict', `Still not: ${result.refused}.`);
        tell(viewer, peer, 'set-aside-taken');
        return result.touched;
      });
      announce(touched);
    },
    async discard(viewer, id, setAside) {
      mustRunPeers(viewer);
      const { peer } = mustFind(id, setAside);
      await queue.run(() => {
        setAsides.remove(setAside);
        tell(viewer, peer, 'set-aside-discarded');
      });
    },
    async membersChanged() {
      for (const { peer, setAside } of setAsides.because('unknown-owner')) {
        const touched = await queue.run(() => {
          const found = setAsides.find(peer, setAside);
          return found === undefined ? new Set<number>() : tryAgain(peers.get(peer), found).touched;
        });
        announce(touched);
      }
    },
  };

  function tell(viewer: Viewer, { id }: Peer, what: string): void {
    record({ kind: 'peer-changed', subjects: [id], detail: { what } }, viewer);
  }
}

function parseJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as JsonValue;
  } catch {
    return undefined;
  }
}
