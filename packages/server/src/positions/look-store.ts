import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { personOf } from '../overview/overview-routes.ts';

/** Until which date added (microseconds) each person has looked at who stands where. */
export type LookStore = {
  /** 0 for who never said so. */
  get(viewer: Viewer): number;
  set(viewer: Viewer, added: number): void;
};

export function createLookStore(database: Database): LookStore {
  const select = database.prepare('SELECT added FROM position_look WHERE viewer = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO position_look (viewer, added) VALUES (?, ?)');
  return {
    get: (viewer) => Number(select.get(personOf(viewer))?.added ?? 0),
    set: (viewer, added) => void insert.run(personOf(viewer), added),
  };
}
