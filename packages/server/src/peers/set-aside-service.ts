import type { JsonObject, JsonValue } from '@entente/stix';
import { z } from '@hono/zod-openapi';
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
  /** The roster changed: what waited because of the one before, is tried again. */
  membersChanged(): Promise<void>;
};

const KeptNote = z.object({ note: DeliveryNote, proof: z.record(z.string(), z.unknown()).optional() });
/** What a later roster may change. */
const ofTheRoster = ['unknown-owner', 'unknown-key', 'not-a-member-then', 'passed-on'];

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

  /** Once more; why still not, where that is so. */
  async function tryAgain(peer: Peer, { setAside, member, collection: source, bytes, note }: Kept) {
    const parsed = note === '' ? undefined : KeptNote.safeParse(JSON.parse(note));
    const value = parseJson(bytes);
    const collection = collections.find(source) ?? collections.find(coalitionCollection);
    if (parsed?.success !== true || value === undefined || collection === undefined) {
      return { refused: 'nothing is known of whose it is', touched: new Set<number>() };
    }
    const reading = { peer, member, source, collection };
    const arrived = { bytes, value, note: parsed.data.note, proof: parsed.data.proof as JsonObject | undefined };
    const result = await receiver.retry(reading, arrived, (work) => queue.run(work));
    if (result.refused === undefined) await queue.run(() => setAsides.remove(setAside));
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
      const result = await tryAgain(peer, found);
      if (result.refused !== undefined) throw new Problem('conflict', `Still not: ${result.refused}`);
      await queue.run(() => tell(viewer, peer, 'set-aside-taken'));
      announce(result.touched);
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
      for (const rule of ofTheRoster) {
        for (const { peer, setAside } of setAsides.because(rule)) {
          const found = setAsides.find(peer, setAside);
          if (found !== undefined) announce((await tryAgain(peers.get(peer), found)).touched);
        }
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
