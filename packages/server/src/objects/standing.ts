import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { flag, type PlacementStore, toPlacement } from '../placements/placement-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** A placement of an object, as far as its standing among the others of the same object depends on it. */
export type Placed = {
  readonly owner: number;
  readonly version: number;
  /** Sorts as the time it names. */
  readonly modified: string;
  readonly collection: number;
  readonly terms: number;
  readonly added: number;
};

/** One that waits to be placed. */
export type Unplaced = Omit<Placed, 'added'>;

/** Keeps the flags of stored placements as `standings` says. To be called in the transaction that changes them. */
export type Standing = {
  /** Settles the placements of an object anew. The answer is the flags of those that are still to be placed, in order. */
  settle(id: string, unplaced?: readonly Unplaced[]): readonly number[];
};

export function createStanding(
  database: Database,
  terms: TermsStore,
  placements: PlacementStore,
  objectOf: (body: number) => StixObject,
): Standing {
  const placementsOf = database.prepare(
    `SELECT p.added, p.collection, p.terms, p.version, p.body, p.object_type, p.flags, p.issued, v.owner, v.modified
     FROM version v JOIN placement p ON p.version = v.version WHERE v.id = ?`,
  );

  return {
    settle(id, unplaced = []) {
      const stored = placementsOf.all(id).map((row) => ({
        ...toPlacement(row),
        owner: Number(row.owner),
        modified: String(row.modified),
      }));
      const first = Number.MAX_SAFE_INTEGER - unplaced.length;
      const later = unplaced.map((each, place) => ({ ...each, added: first + place }));
      const flags = standings([...stored, ...later], terms.isWithin);
      for (const [place, { owner: _, modified: __, ...placement }] of stored.entries()) {
        placements.setFlags(placement, flags[place] ?? 0, () => objectOf(placement.body));
      }
      return flags.slice(stored.length);
    },
  };
}

/**
 * The flags of all placements of one object, in the order given. Of one owner, a placement gives way to a newer version
 * (or to the same one, placed earlier elsewhere) where everybody who may have it may have that too, for good:
 * `isWithin` tells that of two terms. Where it does not, both stand, and which one is shown is decided for each viewer.
 */
function standings(placed: readonly Placed[], isWithin: (narrow: number, wide: number) => boolean): readonly number[] {
  const ranked = placed.map((each, place) => ({ each, place })).sort((a, b) => compareRank(a.each, b.each));
  const flags: number[] = placed.map(() => 0);
  const hasRivals = new Set(placed.map(({ owner }) => owner)).size > 1;

  /** Sets a bit on those of a list, best first, to which nothing better gives the same readers. */
  function raise(bit: number, list: readonly { each: Placed; place: number }[]): void {
    const standing: typeof ranked = [];
    for (const candidate of list) {
      const better = standing.filter(({ each }) => !isSamePlace(each, candidate.each));
      if (better.some(({ each }) => isWithin(candidate.each.terms, each.terms))) continue;
      standing.push(candidate);
    }
    const isContested =
      hasRivals || standing.some(({ each }) => standing.some((other) => !isSamePlace(other.each, each)));
    for (const { place } of standing) flags[place] = (flags[place] ?? 0) | bit | (isContested ? flag.contested : 0);
  }

  for (const own of Map.groupBy(ranked, ({ each }) => each.owner).values()) {
    raise(flag.catalogued, own);
    for (const inCollection of Map.groupBy(own, ({ each }) => each.collection).values()) raise(flag.last, inCollection);
  }
  return hasRivals ? flags.map((each) => each | flag.contested) : flags;
}

/** Newest version first; of one version, where it was placed first. */
function compareRank(a: Placed, b: Placed): number {
  if (a.modified !== b.modified) return a.modified > b.modified ? -1 : 1;
  return a.added - b.added;
}

/** A catch-up stands where the placement that it repeats stands, for others. */
function isSamePlace(a: Placed, b: Placed): boolean {
  return a.version === b.version && a.collection === b.collection;
}
