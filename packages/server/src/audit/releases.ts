import { formatMicroseconds, type JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { NewPlacement, Placement } from '../placements/placement-store.ts';
import type { AuditEvent } from './audit-event.ts';
import type { AuditNames } from './audit-names.ts';
import type { Recorder } from './recorder.ts';
import type { ReleasedTerms } from './released-terms.ts';

/** Told of every change of placements, in the transaction that makes it. */
export type PlacementChanges = {
  placed(batch: readonly NewPlacement[], added: readonly number[]): void;
  /** Before a placement gets other terms. */
  moving(placement: Placement, terms: number): void;
  /** Before a placement is removed. */
  removing(placement: Placement): void;
};

/** Told of every change of who sees terms that were there before, in the transaction that makes it. */
export type SightChanges = {
  gained(terms: number, principals: readonly number[]): void;
  lost(terms: number, principals: readonly number[]): void;
  /** Before terms come to say something else, their number staying. */
  replacing(terms: number): () => void;
};

export type Releases = {
  readonly placements: PlacementChanges;
  readonly sight: SightChanges;
  /** Makes one entry for each owner of all that `work` changes; `work` waits for nothing. */
  gather<T>(work: () => T): T;
  /** The same, as this viewer's doing. */
  as<T>(viewer: Viewer, work: () => T): T;
};

type Run = { first: number; last: number; placements: number };
type Past = { readonly placement: Placement; readonly to?: number };

/** What one piece of work has done so far, by owner. */
type Work = {
  /** By owner and terms: the dates added that were placed under them. */
  readonly placed: Map<number, Map<number, Run>>;
  readonly past: Map<string, { readonly version: VersionName; readonly changes: Past[] }>;
  readonly gained: Map<number, Map<number, readonly number[]>>;
  readonly lost: Map<number, Map<number, readonly number[]>>;
  readonly replaced: { readonly terms: number; readonly from: string }[];
};

type VersionName = {
  readonly object: string;
  readonly modified: string;
  readonly stamp: string;
  readonly owner: number;
  readonly createdByOwner: number;
};

/** So many terms are in one entry at most. */
const mostInEntry = 100;

/** Makes entries of what placements and audiences come to: what was released to whom, when, under which terms. */
export function createReleases(
  database: Database,
  recorder: Recorder,
  names: AuditNames,
  released: ReleasedTerms,
  clock: () => number,
): Releases {
  let open: Work | undefined;
  const versionOf = database.prepare(
    'SELECT id AS object, modified, stamp, owner, created_by_owner AS createdByOwner FROM version WHERE version = ?',
  );
  const insertRelease = database.prepare(
    'INSERT OR REPLACE INTO audit_release (terms, last_added, first_added, entry) VALUES (?, ?, ?, ?)',
  );
  const insertPast = database.prepare(
    `INSERT INTO audit_past_placement (added, until, collection, terms, version, object, modified, stamp, owner,
       created_by_owner, object_type, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSight = database.prepare(
    'INSERT OR REPLACE INTO audit_sight (terms, principal, time, gained, entry) VALUES (?, ?, ?, ?, ?)',
  );

  /** Adds to the work that is open; what belongs to none is an entry at once. */
  function during(add: (work: Work) => void): void {
    if (open !== undefined) {
      add(open);
      return;
    }
    const work = newWork();
    add(work);
    record(work);
  }

  function record(work: Work): void {
    // Losses first, as they are made.
    for (const { terms, from } of work.replaced) recordReplaced(terms, from);
    for (const { version, changes } of work.past.values()) recordPast(version, changes);
    for (const [owner, changes] of work.lost) recordSight('withdrawn', owner, changes);
    for (const [owner, changes] of work.gained) recordSight('released', owner, changes);
    for (const [owner, runs] of work.placed) recordPlaced(owner, runs);
  }

  function recordPlaced(owner: number, runs: ReadonlyMap<number, Run>): void {
    for (const chunk of chunks([...runs])) {
      const releases = chunk.map(([terms, { first, last, placements }]) => ({
        collection: names.collection(released.collectionOf(terms)),
        terms: released.terms(terms),
        audience: released.audience(terms),
        from: formatMicroseconds(first),
        until: formatMicroseconds(last),
        placements,
      }));
      const entry = recorder.record({ kind: 'released', members: [owner], detail: { releases } });
      for (const [terms, { first, last }] of chunk) insertRelease.run(terms, last, first, entry);
    }
  }

  function recordPast(version: VersionName, changes: readonly Past[]): void {
    const { object, modified, stamp, owner, createdByOwner } = version;
    for (const [kind, some] of Map.groupBy(changes, ({ to }) => (to === undefined ? 'removed' : 'terms-changed'))) {
      const detail = {
        object,
        version: stamp,
        placements: some.map(({ placement: { added, collection, terms }, to }) => ({
          collection: names.collection(collection),
          added: formatMicroseconds(added),
          terms: released.terms(terms),
          ...(to === undefined ? {} : { to: released.terms(to), audience: released.audience(to) }),
        })),
      };
      const entry = recorder.record({ kind, members: [owner], subjects: [object], detail });
      for (const { placement } of some) {
        const { added, collection, terms, version: row, objectType } = placement;
        const past = [collection, terms, row, object, modified, stamp, owner, createdByOwner, objectType];
        insertPast.run(added, clock(), ...past, entry);
      }
    }
  }

  /** Persons who see by their member or unit are not named: an entry about accounts tells of them. */
  function recordSight(
    kind: 'released' | 'withdrawn',
    owner: number,
    changes: ReadonlyMap<number, readonly number[]>,
  ): void {
    const isGain = kind === 'released';
    const told = [...changes].filter(([terms, principals]) =>
      principals.some((each) => isNamed(terms, principals, each)),
    );
    const silent = [...changes].filter(([terms]) => !told.some(([each]) => each === terms));
    for (const chunk of chunks(told)) {
      const releases = chunk.map(([terms, principals]) => ({
        collection: names.collection(released.collectionOf(terms)),
        terms: released.terms(terms),
        audience: released.audience(terms),
        [isGain ? 'gained' : 'lost']: released.audienceOf(principals),
      }));
      const subjects = [...new Set(releases.map(({ terms }) => terms))];
      noteSight(chunk, isGain, recorder.record({ kind, members: [owner], subjects, detail: { releases } }));
    }
    noteSight(silent, isGain, 0);
  }

  function isNamed(terms: number, changed: readonly number[], principal: number): boolean {
    const through = names.actsFor(principal);
    if (through === undefined) return true;
    return !changed.includes(through) && !isSeen(terms, through);
  }

  function isSeen(terms: number, principal: number): boolean {
    return (
      database.prepare('SELECT 1 FROM visible WHERE principal = ? AND terms = ?').get(principal, terms) !== undefined
    );
  }

  function noteSight(changes: readonly (readonly [number, readonly number[]])[], isGain: boolean, entry: number): void {
    for (const [terms, principals] of changes) {
      for (const principal of principals) insertSight.run(terms, principal, clock(), isGain ? 1 : 0, entry);
    }
  }

  function recordReplaced(terms: number, from: string): void {
    const to = released.terms(terms);
    const detail: JsonObject = {
      collection: names.collection(released.collectionOf(terms)),
      terms: from,
      to,
      audience: released.audience(terms),
    };
    const event: AuditEvent = {
      kind: 'terms-changed',
      members: [released.ownerOf(terms)],
      subjects: [from, to],
      detail,
    };
    recorder.record(event);
  }

  function notePast(work: Work, placement: Placement, to?: number): void {
    const version = versionOf.get(placement.version) as VersionName | undefined;
    if (version === undefined) return;
    const key = `${version.object} ${version.owner} ${version.modified}`;
    const known = work.past.get(key) ?? { version, changes: [] };
    // Narrowed twice in one piece of work: what it was in between nobody saw.
    const earlier = known.changes.findIndex(
      (each) => each.to !== undefined && each.placement.added === placement.added,
    );
    const before = to === undefined ? undefined : known.changes[earlier];
    if (before !== undefined) known.changes.splice(earlier, 1);
    known.changes.push({ placement: before?.placement ?? placement, ...(to === undefined ? {} : { to }) });
    work.past.set(key, known);
  }

  function noteChange(
    changes: Map<number, Map<number, readonly number[]>>,
    terms: number,
    principals: readonly number[],
  ): void {
    if (principals.length === 0) return;
    released.forget(terms);
    const ofOwner = inMap(changes, released.ownerOf(terms), () => new Map<number, readonly number[]>());
    ofOwner.set(terms, [...(ofOwner.get(terms) ?? []), ...principals]);
  }

  function gather<T>(work: () => T): T {
    const before = open;
    const mine = newWork();
    open = mine;
    try {
      return recorder.scope(() => {
        const result = work();
        record(mine);
        return result;
      });
    } finally {
      open = before;
    }
  }

  function as<T>(viewer: Viewer, work: () => T): T {
    if (open === undefined) return gather(() => as(viewer, work));
    recorder.act(viewer);
    return work();
  }

  return {
    gather,
    as,
    placements: {
      placed: (batch, added) =>
        during((work) => {
          for (const [place, { terms }] of batch.entries()) {
            const date = added[place] ?? 0;
            const runs = inMap(work.placed, released.ownerOf(terms), () => new Map<number, Run>());
            const run = inMap(runs, terms, () => ({ first: date, last: date, placements: 0 }));
            run.first = Math.min(run.first, date);
            run.last = Math.max(run.last, date);
            run.placements += 1;
          }
        }),
      moving: (placement, terms) => during((work) => notePast(work, placement, terms)),
      removing: (placement) => during((work) => notePast(work, placement)),
    },
    sight: {
      gained: (terms, principals) => during((work) => noteChange(work.gained, terms, principals)),
      lost: (terms, principals) => during((work) => noteChange(work.lost, terms, principals)),
      replacing(terms) {
        const from = released.terms(terms);
        return () => {
          released.forget(terms);
          during((work) => void work.replaced.push({ terms, from }));
        };
      },
    },
  };
}

function newWork(): Work {
  return { placed: new Map(), past: new Map(), gained: new Map(), lost: new Map(), replaced: [] };
}

function inMap<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += mostInEntry) yield list.slice(start, start + mostInEntry);
}
