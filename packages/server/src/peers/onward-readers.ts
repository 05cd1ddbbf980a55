import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';

/**
 * Which peers hear here of what came from other nodes: those for which this one is a hub. The others are not woken for
 * it. Each says so as it begins to listen, before there is anything to pass on.
 */
export type OnwardReaders = {
  /** Whether a collection (row) is at home elsewhere. */
  isPassedOn(collection: number): boolean;
  /** This viewer listens for what is passed on, until what is returned is called. */
  listen(viewer: Viewer): () => void;
  /** Whether it is to be woken by what arrives here. */
  wants(viewer: Pick<Viewer, 'peer'>): boolean;
  /**
   * Whether it stands for good that something is passed on to this peer, so that recalls of that are, too, whatever
   * happens to this node next. Until then nothing is passed on.
   */
  isNoted(peer: number): boolean;
  /** Writes that down. */
  note(peer: number): Promise<void>;
};

export function createOnwardReaders(database: Database, queue: WriteQueue): OnwardReaders {
  const noted = new Set<number>();
  const findNoted = database.prepare('SELECT 1 FROM peer_passed_on WHERE peer = ?');
  const insertNoted = database.prepare('INSERT OR IGNORE INTO peer_passed_on (peer) VALUES (?)');
  const find = database.prepare('SELECT 1 FROM peer_collection WHERE collection = ?');
  /** How many streams of each peer. */
  const listening = new Map<number, number>();
  const change = (peer: number, by: number): void => {
    listening.set(peer, (listening.get(peer) ?? 0) + by);
  };
  return {
    isPassedOn: (collection) => find.get(collection) !== undefined,
    listen({ peer }) {
      if (peer === undefined) return () => {};
      change(peer, 1);
      return () => change(peer, -1);
    },
    isNoted(peer) {
      if (!noted.has(peer) && findNoted.get(peer) !== undefined) noted.add(peer);
      return noted.has(peer);
    },
    async note(peer) {
      await queue.run(() => insertNoted.run(peer));
    },
    wants: ({ peer }) => peer === undefined || (listening.get(peer) ?? 0) > 0,
  };
}
