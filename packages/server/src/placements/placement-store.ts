import type { StixObject } from '@entente/stix';
import type { PlacementChanges } from '../audit/releases.ts';
import type { Database } from '../database/open-database.ts';
import type { ProjectionFeed } from '../projections/projection.ts';
import { createAddedDates } from './added-dates.ts';
import type { SearchIndex } from './search-index.ts';

/** Bits of `placement.flags`. */
export const flag = {
  /** The newest version of its owner's object in this collection, for somebody at least. */
  last: 1,
  /** Others of the same object stand beside it: which one a viewer is shown is decided for him. */
  contested: 2,
  /** Stands in the catalogue: browsed, searched and counted. */
  catalogued: 4,
} as const;

/** A body to be put before one audience in one collection. */
export type NewPlacement = {
  readonly collection: number;
  readonly terms: number;
  readonly version: number;
  readonly body: number;
  readonly objectType: number;
  readonly flags: number;
  /** The modified that the body says, where it is not that of its version. */
  readonly issued?: string | undefined;
  /** What the body says; asked for only where it stands in the catalogue. */
  readonly object: () => StixObject;
};

export type Placement = Omit<NewPlacement, 'object'> & { readonly added: number };

/** The only writer of placements, their full-text index and their counters: they change together or not at all. */
export type PlacementStore = {
  /** Adds a batch, answering the dates added. */
  add(batch: readonly NewPlacement[]): number[];
  ofVersion(version: number): readonly Placement[];
  setFlags(placement: Placement, flags: number, object: () => StixObject): void;
  setTerms(placement: Placement, terms: number): void;
  /** Its body goes too, unless it is the version's own or another placement's. */
  remove(placement: Placement): void;
  /** A batch of the placements that `catchUp` is still to repeat, with dates of now. False where none is left. */
  catchUp(catchUp: number, limit: number, objectOf: (body: number) => StixObject): boolean;
  /** Repeats at once what is still to be repeated of a version: before its terms change, or it would be missed. */
  catchUpVersion(version: number, objectOf: (body: number) => StixObject): void;
};

export function createPlacementStore(
  database: Database,
  clock: () => number,
  changes: PlacementChanges,
  /** The body with which a placement is repeated under other terms, where it must not be the same. */
  reissue: (placement: Placement, terms: number) => { body: number; issued: string } | undefined,
  index: SearchIndex,
  /** What is derived from catalogued placements, changed with them. */
  feed: ProjectionFeed,
): PlacementStore {
  const newest = Number(database.prepare('SELECT max(added) AS added FROM placement').get()?.added ?? 0);
  const dates = createAddedDates(clock, newest);

  const insert = database.prepare(
    `INSERT INTO placement (added, collection, terms, version, body, object_type, flags, issued)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countPlacements = database.prepare('UPDATE terms SET placements = placements + ? WHERE terms = ?');
  const countType = database.prepare(
    `INSERT INTO catalogue_count (terms, object_type, objects) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET objects = objects + excluded.objects`,
  );
  const countDay = database.prepare(
    `INSERT INTO catalogue_day (terms, day, objects) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET objects = objects + excluded.objects`,
  );
  const deleteUnusedBody = database.prepare(
    `DELETE FROM body WHERE body = ?1 AND NOT EXISTS (SELECT 1 FROM version WHERE version = ?2 AND body = ?1)
       AND NOT EXISTS (SELECT 1 FROM placement WHERE version = ?2 AND body = ?1)`,
  );
  const waitingFor = database.prepare('SELECT catch_up FROM catch_up WHERE terms = ?');
  const isBefore = database.prepare(
    `SELECT 1 FROM placement p JOIN visible s ON s.terms = p.terms JOIN visible g ON g.principal = s.principal
     WHERE p.version = ? AND p.collection = ? AND g.terms = ? LIMIT 1`,
  );
  const select = 'SELECT added, collection, terms, version, body, object_type, flags, issued FROM placement';

  function count(placement: Placement, change: 1 | -1): void {
    if (!isCounted(placement.flags)) return;
    countType.run(placement.terms, placement.objectType, change);
    countDay.run(placement.terms, dayOf(placement.added), change);
  }

  /** Not twice: whoever the catch-up is for may have got a version at once (`catchUpVersion`). */
  function repeat(batch: readonly Placement[], catchUp: number, objectOf: (body: number) => StixObject): void {
    const missing = batch.filter((each) => isBefore.get(each.version, each.collection, catchUp) === undefined);
    if (missing.length > 0)
      store.add(
        missing.map((each) => ({
          ...each,
          terms: catchUp,
          ...reissue(each, catchUp),
          object: () => objectOf(each.body),
        })),
      );
  }

  const store: PlacementStore = {
    add(batch) {
      const added = dates(batch.map(({ terms }) => terms));
      const placed = new Tally();
      const ofType = new Tally();
      const ofDay = new Tally();
      const catalogued = [];
      for (const [place, each] of batch.entries()) {
        const date = added[place] ?? 0;
        const { collection, terms, version, body, objectType, flags, issued = null } = each;
        insert.run(date, collection, terms, version, body, objectType, flags, issued);
        placed.count(each.terms, 0);
        if ((each.flags & flag.catalogued) === 0) continue;
        const row = { ...each, added: date };
        catalogued.push(row);
        feed.placed(row, row.object);
        if (!isCounted(each.flags)) continue;
        ofType.count(each.terms, each.objectType);
        ofDay.count(each.terms, dayOf(date));
      }
      for (const [terms, , more] of placed.entries()) countPlacements.run(more, terms);
      for (const counted of ofType.entries()) countType.run(...counted);
      for (const counted of ofDay.entries()) countDay.run(...counted);
      index.add(catalogued);
      changes.placed(batch, added);
      return added;
    },
    ofVersion: (version) => database.prepare(`${select} WHERE version = ?`).all(version).map(toPlacement),
    setFlags(placement, flags, object) {
      if (flags === placement.flags) return;
      database.prepare('UPDATE placement SET flags = ? WHERE added = ?').run(flags, placement.added);
      count(placement, -1);
      const changed = { ...placement, flags };
      count(changed, 1);
      const was = (placement.flags & flag.catalogued) !== 0;
      const is = (flags & flag.catalogued) !== 0;
      if (was && !is) index.remove(placement.added);
      if (is && !was) index.add([{ ...changed, object }]);
      if (was) feed.gone(placement);
      if (is) feed.placed(changed, object);
    },
    setTerms(placement, terms) {
      if (terms === placement.terms) return;
      changes.moving(placement, terms);
      database.prepare('UPDATE placement SET terms = ? WHERE added = ?').run(terms, placement.added);
      countPlacements.run(-1, placement.terms);
      countPlacements.run(1, terms);
      count(placement, -1);
      count({ ...placement, terms }, 1);
      index.move({ ...placement, terms });
      if ((placement.flags & flag.catalogued) !== 0) feed.moved({ ...placement, terms });
    },
    remove(placement) {
      changes.removing(placement);
      database.prepare('DELETE FROM placement WHERE added = ?').run(placement.added);
      countPlacements.run(-1, placement.terms);
      count(placement, -1);
      if ((placement.flags & flag.catalogued) !== 0) {
        index.remove(placement.added);
        feed.gone(placement);
      }
      deleteUnusedBody.run(placement.body, placement.version);
    },
    catchUp(catchUp, limit, objectOf) {
      const waiting = database.prepare('SELECT terms, after FROM catch_up WHERE catch_up = ?').get(catchUp);
      if (waiting === undefined) return false;
      const batch = database
        .prepare(`${select} INDEXED BY placement_by_terms WHERE terms = ? AND added > ? ORDER BY added LIMIT ?`)
        .all(Number(waiting.terms), Number(waiting.after), limit)
        .map(toPlacement);
      repeat(batch, catchUp, objectOf);
      const last = batch.at(-1);
      if (last === undefined) database.prepare('DELETE FROM catch_up WHERE catch_up = ?').run(catchUp);
      else database.prepare('UPDATE catch_up SET after = ? WHERE catch_up = ?').run(last.added, catchUp);
      return last !== undefined;
    },
    catchUpVersion(version, objectOf) {
      for (const placement of store.ofVersion(version)) {
        for (const { catch_up: catchUp } of waitingFor.all(placement.terms))
          repeat([placement], Number(catchUp), objectOf);
      }
    },
  };
  return store;
}

/** Counts by two numbers, so that a batch touches each counter once. */
class Tally {
  readonly #counts = new Map<number, Map<number, number>>();

  count(first: number, second: number): void {
    let inner = this.#counts.get(first);
    if (inner === undefined) {
      inner = new Map();
      this.#counts.set(first, inner);
    }
    inner.set(second, (inner.get(second) ?? 0) + 1);
  }

  *entries(): Iterable<[first: number, second: number, count: number]> {
    for (const [first, inner] of this.#counts) for (const [second, count] of inner) yield [first, second, count];
  }
}

/** Counters hold what is the same for everybody who sees the terms; contested objects are counted when asked. */
function isCounted(flags: number): boolean {
  return (flags & (flag.catalogued | flag.contested)) === flag.catalogued;
}

/** Days since 1970 of a date added. */
function dayOf(added: number): number {
  return Math.floor(added / 86_400_000_000);
}

/** A row of the table. */
export function toPlacement(row: Record<string, unknown>): Placement {
  return {
    added: Number(row.added),
    collection: Number(row.collection),
    terms: Number(row.terms),
    version: Number(row.version),
    body: Number(row.body),
    objectType: Number(row.object_type),
    flags: Number(row.flags),
    ...(typeof row.issued === 'string' ? { issued: row.issued } : {}),
  };
}
