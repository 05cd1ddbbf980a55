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
import { createSetAsideAgain, type SetAsideAgain } from './set-aside-again.ts';
import { createSetAsideRuns, type SetAsideRun } from './set-aside-runs.ts';
import type { SetAsideStore } from './set-aside-store.ts';

/** Decisions about what was set aside. Refusals: `not-allowed`, `not-found`, `conflict` with why it still is not taken. */
export type SetAsideService = {
  retry(viewer: Viewer, peer: string, setAside: number): Promise<void>;
  discard(viewer: Viewer, peer: string, setAside: number): Promise<void>;
  /** Tries all of a peer once more, or what waits for one reason, in the background. */
  retryAll(viewer: Viewer, peer: string, rule?: string): Promise<SetAsideRun>;
  /** How that goes, or went last. */
  runOf(peer: number): SetAsideRun | undefined;
  /** What may pass by now is tried by itself. */
  readonly again: SetAsideAgain;
  close(): Promise<void>;
};

const KeptNote = z.object({ note: DeliveryNote, proof: z.record(z.string(), z.unknown()).optional() });

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
  async function tryAgain(peer: Peer, { setAside, member, collection: source, bytes, note, rule, reason }: Kept) {
    const parsed = note === '' ? undefined : KeptNote.safeParse(JSON.parse(note));
    const value = parseJson(bytes);
    const collection = collections.find(source) ?? collections.find(coalitionCollection);
    if (parsed?.success !== true || value === undefined || collection === undefined) {
      return { refused: { rule, reason }, touched: new Set<number>() };
    }
    const reading = { peer, member, source, collection };
    const arrived = { bytes, value, note: parsed.data.note, proof: parsed.data.proof as JsonObject | undefined };
    const result = await receiver.retry(reading, arrived, (work) => queue.run(work));
    const { refused } = result;
    await queue.run(() => {
      if (refused === undefined) setAsides.remove(setAside);
      else if (refused.rule !== rule) setAsides.setReason(setAside, refused.rule, refused.reason);
    });
    return result;
  }

  /** Whether it is taken now; also where somebody has decided on it meanwhile. */
  async function isTaken(peer: number, setAside: number): Promise<boolean> {
    const found = setAsides.find(peer, setAside);
    if (found === undefined) return true;
    const { refused, touched } = await tryAgain(peers.get(peer), found);
    announce(touched);
    return refused === undefined;
  }

  const runs = createSetAsideRuns(setAsides, isTaken);
  const again = createSetAsideAgain(setAsides, isTaken);

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
      if (result.refused !== undefined) throw new Problem('conflict', `Still not: ${result.refused.reason}`);
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
    async retryAll(viewer, id, rule) {
      mustRunPeers(viewer);
      const peer = peers.find(id);
      if (peer === undefined) throw new Problem('not-found', 'There is no such node.');
      const run = runs.start(peer.peer, rule);
      if (run === undefined) throw new Problem('conflict', 'They are being tried again already.');
      await queue.run(() => tell(viewer, peer, 'set-aside-retried'));
      return run;
    },
    runOf: runs.of,
    again,
    async close() {
      await again[Symbol.asyncDispose]();
      await runs[Symbol.asyncDispose]();
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
