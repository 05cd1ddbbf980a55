import { formatMicroseconds, type JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { AuditNames } from './audit-names.ts';
import type { Recorder } from './recorder.ts';
import type { Taken } from './taken.ts';

/** A page that went to a viewer: all that it may see of a collection with dates added in (after, last]. */
export type DeliveredPage = {
  readonly collection: number;
  /** Microseconds. */
  readonly after: number;
  readonly last: number;
  readonly types?: readonly string[] | undefined;
  /** Whether all versions were asked for; else the newest that stood in the collection. */
  readonly allVersions: boolean;
};

/** Pages that went out, merged while they follow each other. */
export type Deliveries = {
  /** Costs a look-up: it is called for every page. */
  note(viewer: Viewer, page: DeliveredPage): void;
  /** What was noted since, to be written down. */
  take(): Taken;
};

type Range = { after: number; last: number };
type Pending = {
  readonly viewer: Viewer;
  readonly collection: number;
  readonly filter: string;
  readonly ranges: Range[];
  readonly time: number;
};

export function createDeliveries(
  database: Database,
  recorder: Recorder,
  names: AuditNames,
  clock: () => number,
): Deliveries {
  let pending = new Map<string, Pending>();
  const covered = database.prepare(
    `SELECT after_added, last_added FROM audit_delivery
     WHERE collection = ? AND principal = ? AND filter = ? AND last_added > ? AND after_added < ? ORDER BY last_added`,
  );
  const cover = database.prepare(
    `INSERT INTO audit_delivery (collection, principal, filter, last_added, after_added, entry) VALUES (?, ?, ?, ?, ?, ?)`,
  );

  function record({ viewer, collection, filter, time }: Pending, range: Range): void {
    const id = names.collection(collection);
    const detail: JsonObject = {
      principal: names.principal(viewer.principal),
      collection: id,
      ...(range.after > 0 ? { after: formatMicroseconds(range.after) } : {}),
      until: formatMicroseconds(range.last),
      // Pages of up to a second are told of together: the entry's own time is when that was written down.
      since: new Date(time).toISOString(),
      ...(filter === '' ? {} : (JSON.parse(filter) as JsonObject)),
    };
    const entry = recorder.record({ kind: 'delivered', subjects: [id], detail }, viewer);
    const known = covered.all(collection, viewer.principal, filter, range.after, range.last).map((row) => ({
      after: Number(row.after_added),
      last: Number(row.last_added),
    }));
    for (const { after, last } of uncovered(range, known)) {
      cover.run(collection, viewer.principal, filter, last, after, entry);
    }
  }

  function wait(key: string, viewer: Viewer, collection: number, filter: string, range: Range): void {
    const known = pending.get(key);
    if (known === undefined) {
      pending.set(key, { viewer, collection, filter, ranges: [range], time: clock() });
      return;
    }
    const next = known.ranges.find((each) => range.after <= each.last && range.last >= each.after);
    if (next === undefined) {
      known.ranges.push(range);
    } else {
      next.after = Math.min(next.after, range.after);
      next.last = Math.max(next.last, range.last);
    }
  }

  return {
    note(viewer, { collection, after, last, types, allVersions }) {
      const filter = types === undefined && !allVersions ? '' : deliveryFilter(types, allVersions);
      const key = `${viewer.credentialId} ${viewer.principal} ${collection} ${filter}`;
      wait(key, viewer, collection, filter, { after: Math.max(after, 0), last });
    },
    take() {
      const taken = pending;
      pending = new Map();
      return {
        write() {
          for (const each of taken.values()) for (const range of united(each.ranges)) record(each, range);
        },
        putBack() {
          for (const [key, { viewer, collection, filter, ranges }] of taken) {
            for (const range of ranges) wait(key, viewer, collection, filter, range);
          }
        },
      };
    },
  };
}

/** What narrowed a page besides the dates, as a text: equal filters have equal texts. */
function deliveryFilter(types: readonly string[] | undefined, allVersions: boolean): string {
  return JSON.stringify({
    ...(types === undefined ? {} : { types: [...types].sort() }),
    ...(allVersions ? { versions: 'all' } : {}),
  });
}

/** Ranges that meet, as one. */
export function united(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.after - b.after)) {
    const last = result.at(-1);
    if (last === undefined || range.after > last.last) result.push({ ...range });
    else last.last = Math.max(last.last, range.last);
  }
  return result;
}

/** The parts of a range that none of the known ones holds; those do not overlap, and come in their order. */
export function uncovered(range: Range, known: readonly Range[]): Range[] {
  const result: Range[] = [];
  let { after } = range;
  for (const each of known) {
    if (each.after > after) result.push({ after, last: Math.min(each.after, range.last) });
    after = Math.max(after, each.last);
  }
  if (after < range.last) result.push({ after, last: range.last });
  return result;
}
