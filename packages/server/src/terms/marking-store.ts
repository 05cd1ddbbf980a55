import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** Marking definitions as far as they count for an owner: those that it published or brought in itself. */
export type MarkingStore = {
  lookup(owner: number, id: string): StixObject | undefined;
  /** A marking definition was written: what was unknown may be known now. */
  changed(): void;
  readonly generation: number;
};

export function createMarkingStore(database: Database): MarkingStore {
  const known = new Map<string, StixObject | undefined>();
  let generation = 0;
  const forget = (): void => {
    known.clear();
    generation += 1;
  };
  database.onRollback(forget);
  return {
    lookup(owner, id) {
      const key = `${owner} ${id}`;
      if (known.has(key)) return known.get(key);
      // Nobody else's counts: by publishing a marking of that id, a member could open what another marks with it.
      const row = database
        .prepare(
          `SELECT b.bytes FROM version v JOIN body b ON b.body = v.body
           WHERE v.id = ? AND v.owner = ? ORDER BY v.modified DESC LIMIT 1`,
        )
        .get(id, owner);
      const marking =
        row === undefined ? undefined : (JSON.parse(Buffer.from(row.bytes as Uint8Array).toString()) as StixObject);
      known.set(key, marking);
      return marking;
    },
    changed: forget,
    get generation() {
      return generation;
    },
  };
}
