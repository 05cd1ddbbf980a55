import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';

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
};

export function createOnwardReaders(database: Database): OnwardReaders {
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
    wants: ({ peer }) => peer === undefined || (listening.get(peer) ?? 0) > 0,
  };
}
