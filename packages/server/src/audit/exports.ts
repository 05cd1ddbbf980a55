import { formatMicroseconds, type JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { CatalogueFilter } from '../objects/catalogue-query.ts';
import type { AuditNames } from './audit-names.ts';
import type { Recorder } from './recorder.ts';

/** An export as its entry tells of it. */
export type RecordedExport = {
  /** Row of the entry. */
  readonly entry: number;
  /** Newest date added (microseconds) when it was recorded: what comes later is not part of the file. */
  readonly until: number;
};

/** Between which dates added (microseconds, inclusive) the objects lie that were sent before it broke off. */
export type SentBefore = { readonly from: number; readonly to: number };

/** Tells of files made of what viewers may see. In the caller's transaction. */
export type Exports = {
  /** That one is being made; without a filter of what other entries name already. */
  record(viewer: Viewer, filter: CatalogueFilter | undefined, format: string): RecordedExport;
  /** That its reader went away before its end; `sent` is absent where nothing had left. */
  brokeOff(viewer: Viewer, made: RecordedExport, sent: SentBefore | undefined): void;
};

export function createExports(database: Database, recorder: Recorder, names: AuditNames): Exports {
  const newest = database.prepare('SELECT max(added) AS added FROM placement');
  const insert = database.prepare(
    'INSERT INTO audit_export (entry, principal, last_added, filter) VALUES (?, ?, ?, ?)',
  );
  const cut = database.prepare("UPDATE audit_export SET filter = json_set(filter, '$.sent', json(?)) WHERE entry = ?");
  const idOf = database.prepare('SELECT id FROM audit_entry WHERE entry = ?');
  return {
    record(viewer, filter, format) {
      const { text, types, owners, tlp, collections, since } = filter ?? {};
      // What was searched for is not kept, only that something was.
      const narrowed: JsonObject = {
        ...(text === undefined ? {} : { searched: true }),
        ...(types === undefined ? {} : { types: [...types] }),
        ...(tlp === undefined ? {} : { tlp: [...tlp] }),
        ...(owners === undefined ? {} : { owners: owners.filter((each) => each > 0).map(names.principal) }),
        ...(collections === undefined
          ? {}
          : { collections: collections.filter((each) => each > 0).map(names.collection) }),
        ...(since === undefined ? {} : { since: formatMicroseconds(since) }),
      };
      const detail = { format, principal: names.principal(viewer.principal), ...narrowed };
      const entry = recorder.record({ kind: 'exported', detail }, viewer);
      const until = Number(newest.get()?.added ?? 0);
      if (filter !== undefined) insert.run(entry, viewer.principal, until, JSON.stringify(narrowed));
      return { entry, until };
    },
    brokeOff(viewer, { entry }, sent) {
      // Dates added of others' objects would say how many there are: the entry says that it broke off, and no more.
      recorder.record({ kind: 'export-broke-off', subjects: [String(idOf.get(entry)?.id)] }, viewer);
      cut.run(JSON.stringify(sent ?? { from: 0, to: 0 }), entry);
    },
  };
}
