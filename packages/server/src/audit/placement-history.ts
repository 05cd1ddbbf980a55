import type { Database } from '../database/open-database.ts';

/** A placement through time: under which terms it stood until when. */
export type PlacementThen = {
  /** Microseconds. */
  readonly added: number;
  /** When it was really made (milliseconds), and by which entry: dates added may run ahead of the clock. */
  readonly placed: Told;
  readonly collection: number;
  readonly version: number;
  readonly object: string;
  readonly modified: string;
  readonly stamp: string;
  readonly owner: number;
  readonly createdByOwner: boolean;
  readonly objectType: number;
  /** In their order; the last one's `until` is absent where it still stands. */
  readonly spans: readonly { readonly terms: number; readonly until?: Told }[];
};

/** A moment (milliseconds), and the row of the entry that tells of it. */
export type Told = { readonly time: number; readonly entry?: number };

/** From when, and until when, somebody may have seen something; until is absent where he still may. */
export type Visibility = { readonly from: Told; readonly until?: Told };

/** Placements and who saw them, at any moment since the log began. */
export type PlacementHistory = {
  /** All that there ever were of an object, oldest first. */
  ofObject(id: string): readonly PlacementThen[];
  /** Those of a collection with dates added in (after, before), newest first. */
  ofCollection(collection: number, after: number, before: number, limit: number): readonly PlacementThen[];
  /** Everyone who ever saw these terms. */
  everSeenBy(terms: number): readonly number[];
  visibility(placement: PlacementThen, principal: number): Visibility | undefined;
  /** Which of an object's placements a principal was shown in a collection: the newest of the owner who comes first. */
  shownAt(
    all: readonly PlacementThen[],
    collection: number,
    principal: number,
    time: number,
  ): PlacementThen | undefined;
};

type Row = {
  added: number;
  until: number | null;
  collection: number;
  terms: number;
  version: number;
  object: string;
  modified: string;
  stamp: string;
  owner: number;
  created_by_owner: number;
  object_type: number;
  entry: number | null;
};

export function createPlacementHistory(database: Database): PlacementHistory {
  const now = `SELECT p.added, NULL AS until, p.collection, p.terms, p.version, v.id AS object, v.modified, v.stamp,
    v.owner, v.created_by_owner, p.object_type, NULL AS entry FROM`;
  const then = `SELECT added, until, collection, terms, version, object, modified, stamp, owner, created_by_owner,
    object_type, entry FROM audit_past_placement`;
  const ofObject = database.prepare(
    `${now} version v JOIN placement p ON p.version = v.version WHERE v.id = ?1
     UNION ALL ${then} WHERE object = ?1`,
  );
  const ofCollection = database.prepare(
    `${now} placement p INDEXED BY placement_by_added JOIN version v ON v.version = p.version
       WHERE p.collection = ?1 AND p.added > ?2 AND p.added < ?3
     UNION ALL ${then} WHERE collection = ?1 AND added > ?2 AND added < ?3
     ORDER BY 1 DESC LIMIT ?4`,
  );
  const releaseOf = database.prepare(
    `SELECT r.entry, e.time FROM audit_release r JOIN audit_entry e ON e.entry = r.entry
     WHERE r.terms = ?1 AND r.last_added >= ?2 AND r.first_added <= ?2 ORDER BY r.last_added LIMIT 1`,
  );
  const seenBy = database.prepare(
    'SELECT principal FROM visible WHERE terms = ?1 UNION SELECT principal FROM audit_sight WHERE terms = ?1',
  );
  const isSeen = database.prepare('SELECT 1 FROM visible WHERE principal = ? AND terms = ?');
  const changesOf = database.prepare(
    'SELECT time, gained, entry FROM audit_sight WHERE terms = ? AND principal = ? ORDER BY time',
  );

  function changes(terms: number, principal: number): { time: number; gained: boolean; entry: number }[] {
    return changesOf.all(terms, principal).map(({ time, gained, entry }) => ({
      time: Number(time),
      gained: gained === 1,
      entry: Number(entry),
    }));
  }

  /** Whether somebody saw terms at a moment: by the first change after it, else as it is now. */
  function sawAt(terms: number, principal: number, time: number): boolean {
    const next = changes(terms, principal).find((change) => change.time > time);
    return next === undefined ? isSeen.get(principal, terms) !== undefined : !next.gained;
  }

  function seenAt({ placed, spans }: PlacementThen, principal: number, time: number): boolean {
    if (placed.time > time) return false;
    const span = spans.find(({ until }) => until === undefined || until.time > time);
    return span !== undefined && sawAt(span.terms, principal, time);
  }

  /** One placement for each date added. */
  function assemble(rows: readonly Row[]): PlacementThen[] {
    return [...Map.groupBy(rows, ({ added }) => added).values()].map((group) => {
      const ordered = group.toSorted((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
      const first = ordered[0] as Row;
      const { added, collection, version, object, modified, stamp, owner } = first;
      const release = releaseOf.get(first.terms, added);
      return {
        added,
        placed:
          release === undefined
            ? { time: Math.floor(added / 1000) }
            : { time: Number(release.time), entry: Number(release.entry) },
        collection,
        version,
        object,
        modified,
        stamp,
        owner,
        createdByOwner: first.created_by_owner === 1,
        objectType: first.object_type,
        spans: ordered.map(({ terms, until, entry }) => ({
          terms,
          ...(until === null ? {} : { until: { time: until, ...(entry === null ? {} : { entry }) } }),
        })),
      };
    });
  }

  return {
    ofObject: (id) => assemble(ofObject.all(id) as Row[]).sort((a, b) => a.added - b.added),
    ofCollection(collection, after, before, limit) {
      const rows = ofCollection.all(collection, after, before, limit + 1) as Row[];
      const last = rows.at(-1)?.added;
      // The spans of the last one may not all be among the rows.
      const isCut = rows.length > limit && last !== rows[0]?.added;
      return assemble(isCut ? rows.filter(({ added }) => added !== last) : rows);
    },
    everSeenBy: (terms) => seenBy.all(terms).map(({ principal }) => Number(principal)),
    visibility(placement, principal) {
      const { placed, spans } = placement;
      const turns: Told[] = [placed, ...spans.flatMap(({ until }) => until ?? [])];
      for (const { terms } of spans) turns.push(...changes(terms, principal));
      const ordered = turns.filter(({ time }) => time >= placed.time).sort((a, b) => a.time - b.time);
      const seen = ordered.map(({ time }) => seenAt(placement, principal, time));
      const from = ordered[seen.indexOf(true)];
      if (from === undefined) return undefined;
      const until = ordered[seen.lastIndexOf(true) + 1];
      return { from, ...(until === undefined ? {} : { until }) };
    },
    shownAt(all, collection, principal, time) {
      const seen = all.filter((each) => each.collection === collection && seenAt(each, principal, time));
      const creators = seen.filter(({ createdByOwner }) => createdByOwner);
      const first = (creators.length > 0 ? creators : seen).toSorted((a, b) => a.version - b.version)[0];
      return seen
        .filter(({ owner }) => owner === first?.owner)
        .toSorted((a, b) => compare(a.modified, b.modified) || a.added - b.added)
        .at(-1);
    },
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
