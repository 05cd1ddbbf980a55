import { parseMicroseconds } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { ObjectTypeStore } from '../objects/object-type-store.ts';
import type { AuditNames } from './audit-names.ts';
import type { SentBefore } from './exports.ts';
import type { PlacementHistory, PlacementThen } from './placement-history.ts';

/** A range of pages that went to a principal. */
export type Delivery = {
  readonly entry: number;
  readonly principal: number;
  readonly collection: number;
  readonly filter: string;
  /** Microseconds, exclusive and inclusive. */
  readonly after: number;
  readonly last: number;
  /** Milliseconds: the first page, and when it was written down. */
  readonly since: number;
  readonly until: number;
};

/** Whether a principal could have what stands under these terms in a file. */
export type MayLeave = (principal: number, terms: number) => boolean;

/** What went to somebody, as far as entries say it. */
export type Received = {
  /** How a version first came to any of these principals, by rows of entries. `all`: every placement of the object. */
  first(
    principals: readonly number[],
    placements: readonly PlacementThen[],
    all: readonly PlacementThen[],
  ): {
    readonly delivered?: number;
    readonly exported?: { readonly entry: number; readonly isCertain: boolean };
    readonly opened?: { readonly entry: number; readonly reader: string };
  };
  /** The ranges that an entry tells of, as far as they were new to the principal. */
  deliveriesOf(entry: number): readonly Delivery[];
  /** Whether a placement was in a range of pages. */
  isIn(delivery: Delivery, placement: PlacementThen, all: () => readonly PlacementThen[]): boolean;
};

type ExportFilter = {
  readonly searched?: true;
  readonly types?: readonly string[];
  readonly tlp?: readonly string[];
  readonly owners?: readonly string[];
  readonly collections?: readonly string[];
  readonly since?: string;
  /** Only what was added between these dates (microseconds, inclusive) left before it broke off. */
  readonly sent?: SentBefore;
};

export function createReceived(
  database: Database,
  history: PlacementHistory,
  names: AuditNames,
  types: ObjectTypeStore,
  mayLeave: MayLeave,
): Received {
  const columns = `d.collection, d.principal, d.filter, d.after_added, d.last_added, d.entry, e.time,
    e.content ->> '$.detail.since' AS since FROM audit_delivery d JOIN audit_entry e ON e.entry = d.entry`;
  const nextFilter = database.prepare(
    'SELECT min(filter) AS filter FROM audit_delivery WHERE collection = ? AND principal = ? AND filter > ?',
  );
  const covering = database.prepare(
    `SELECT ${columns} WHERE d.collection = ? AND d.principal = ? AND d.filter = ? AND d.last_added >= ?
     ORDER BY d.last_added LIMIT 1`,
  );
  const ofEntry = database.prepare(`SELECT ${columns} WHERE d.entry = ? ORDER BY d.last_added DESC`);
  const exportsOf = database.prepare(
    `SELECT x.entry, x.filter, e.time FROM audit_export x JOIN audit_entry e ON e.entry = x.entry
     WHERE x.principal = ? AND x.last_added >= ? ORDER BY x.entry`,
  );
  const openedBy = database.prepare(
    `SELECT entry, reader FROM audit_first_read
     WHERE object = ? AND modified = ? AND principal IN (SELECT value FROM json_each(?)) ORDER BY entry LIMIT 1`,
  );
  const tlpOf = database.prepare('SELECT tlp FROM terms WHERE terms = ?');

  function* filtersOf(collection: number, principal: number): Generator<string> {
    // The filter of an ordinary page is the empty text.
    yield '';
    for (let filter: unknown = ''; ; ) {
      filter = nextFilter.get(collection, principal, String(filter))?.filter;
      if (typeof filter !== 'string') return;
      yield filter;
    }
  }

  function* deliveriesWith({ collection, added }: PlacementThen, principal: number): Generator<Delivery> {
    for (const filter of filtersOf(collection, principal)) {
      const row = covering.get(collection, principal, filter, added);
      if (row !== undefined && Number(row.after_added) < added) yield toDelivery(row);
    }
  }

  function isIn(delivery: Delivery, placement: PlacementThen, all: () => readonly PlacementThen[]): boolean {
    const { collection, principal, filter, after, last, since, until } = delivery;
    if (placement.collection !== collection || placement.added <= after || placement.added > last) return false;
    const { types: only, versions } = JSON.parse(filter || '{}') as { types?: string[]; versions?: string };
    if (only !== undefined && !only.includes(types.name(placement.objectType))) return false;
    const seen = history.visibility(placement, principal);
    if (seen === undefined || seen.from.time > until || (seen.until?.time ?? Infinity) <= since) return false;
    if (versions === 'all') return true;
    // It may have been replaced between the first page and the last: then it was there at one of these moments.
    const moments = [since, until, Math.max(since, seen.from.time)];
    return moments.some((time) => history.shownAt(all(), collection, principal, time)?.added === placement.added);
  }

  function exported(principal: number, placement: PlacementThen, all: readonly PlacementThen[]) {
    for (const row of exportsOf.all(principal, placement.added)) {
      const time = Number(row.time);
      const filter = JSON.parse(String(row.filter)) as ExportFilter;
      const shown = history.shownAt(all, placement.collection, principal, time);
      if (shown?.added !== placement.added) continue;
      const under = placement.spans.find(({ until }) => until === undefined || until.time > time)?.terms;
      if (under === undefined || !mayLeave(principal, under) || !isMeant(filter, placement, under)) continue;
      return { entry: Number(row.entry), isCertain: filter.searched === undefined };
    }
    return undefined;
  }

  /** Whether the filter let it through, as its terms were then. */
  function isMeant(
    filter: ExportFilter,
    { objectType, owner, collection, added }: PlacementThen,
    under: number,
  ): boolean {
    const { since, sent } = filter;
    const tlp = String(tlpOf.get(under)?.tlp ?? 'none');
    return (
      (filter.types?.includes(types.name(objectType)) ?? true) &&
      (filter.owners?.includes(names.principal(owner)) ?? true) &&
      (filter.collections?.includes(names.collection(collection)) ?? true) &&
      (filter.tlp?.includes(tlp) ?? true) &&
      (since === undefined || added > (parseMicroseconds(since) ?? 0)) &&
      (sent === undefined || (added >= sent.from && added <= sent.to))
    );
  }

  return {
    isIn,
    deliveriesOf: (entry) => ofEntry.all(entry).map(toDelivery),
    first(principals, placements, all) {
      const pairs = placements.flatMap((placement) => principals.map((principal) => ({ placement, principal })));
      const delivered = pairs
        .flatMap(({ placement, principal }) =>
          [...deliveriesWith(placement, principal)].filter((each) => isIn(each, placement, () => all)),
        )
        .map(({ entry }) => entry);
      const files = pairs.flatMap(({ placement, principal }) => exported(principal, placement, all) ?? []);
      const [file] = files.toSorted((a, b) => a.entry - b.entry);
      const version = placements[0];
      const opened = version && openedBy.get(version.object, version.modified, JSON.stringify(principals));
      return {
        ...(delivered.length === 0 ? {} : { delivered: Math.min(...delivered) }),
        ...(file === undefined ? {} : { exported: file }),
        ...(opened === undefined ? {} : { opened: { entry: Number(opened.entry), reader: String(opened.reader) } }),
      };
    },
  };
}

function toDelivery(row: Record<string, unknown>): Delivery {
  return {
    entry: Number(row.entry),
    principal: Number(row.principal),
    collection: Number(row.collection),
    filter: String(row.filter),
    after: Number(row.after_added),
    last: Number(row.last_added),
    since: Date.parse(String(row.since)),
    until: Number(row.time),
  };
}
