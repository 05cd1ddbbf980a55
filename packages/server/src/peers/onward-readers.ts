import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';

/**
 * Which peers read here what came from other nodes: those for which this one is a hub. The others are neither offered
 * it nor woken for it. Kept in memory: a peer that begins to read says so with each page.
 */
export type OnwardReaders = {
  /** Whether a collection (row) is at home elsewhere. */
  isPassedOn(collection: number): boolean;
  /** This viewer reads in this collection. */
  note(viewer: Viewer, collection: number): void;
  /** Whether it is to be woken by what arrives here. */
  wants(viewer: Viewer): boolean;
};

export function createOnwardReaders(database: Database): OnwardReaders {
  const find = database.prepare('SELECT 1 FROM peer_collection WHERE collection = ?');
  const reading = new Set<number>();
  const onward: OnwardReaders = {
    isPassedOn: (collection) => find.get(collection) !== undefined,
    note({ peer }, collection) {
      if (peer !== undefined && !reading.has(peer) && onward.isPassedOn(collection)) reading.add(peer);
    },
    wants: ({ peer }) => peer === undefined || reading.has(peer),
  };
  return onward;
}
