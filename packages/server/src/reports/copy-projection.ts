import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** A row for each relationship by which somebody says that one report is a copy of another. */
export function createCopyProjection(database: Database): Projection {
  const insert = database.prepare('INSERT INTO report_copy (added, one, other) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM report_copy WHERE added = ?');
  return {
    name: 'report copies',
    edition: 1,
    types: ['relationship'],
    tables: ['report_copy'],
    add({ added }, { relationship_type: type, source_ref: one, target_ref: other, revoked }) {
      if (type !== 'duplicate-of' || revoked === true || !isReport(one) || !isReport(other)) return;
      insert.run(added, one, other);
    },
    remove: (added) => void remove.run(added),
  };
}

function isReport(id: unknown): id is string {
  return typeof id === 'string' && id.startsWith('report--');
}
