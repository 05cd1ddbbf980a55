import { formatMicroseconds, type JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { CatalogueFilter } from '../objects/catalogue-query.ts';
import type { AuditNames } from './audit-names.ts';
import type { Recorder } from './recorder.ts';

/** Records that a file of what a viewer may see is being made. In the caller's transaction. */
export type RecordExport = (viewer: Viewer, filter: CatalogueFilter, format: string) => void;

export function createRecordExport(database: Database, recorder: Recorder, names: AuditNames): RecordExport {
  const newest = database.prepare('SELECT max(added) AS added FROM placement');
  const insert = database.prepare(
    'INSERT INTO audit_export (entry, principal, last_added, filter) VALUES (?, ?, ?, ?)',
  );
  return (viewer, filter, format) => {
    const { text, types, owners, tlp, collections, since } = filter;
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
    insert.run(entry, viewer.principal, Number(newest.get()?.added ?? 0), JSON.stringify(narrowed));
  };
}
