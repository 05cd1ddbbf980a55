import { readStatement } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** A row for each statement. */
export function createStatementProjection(database: Database): Projection {
  const insert = database.prepare(
    `INSERT INTO statement_row (added, statement, claim, report, speaker, speaks_for, said, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM statement_row WHERE added = ?');
  return {
    name: 'statements',
    edition: 1,
    types: ['statement'],
    tables: ['statement_row'],
    add({ added }, object) {
      const statement = readStatement(object);
      if (!statement.ok || object.revoked === true) return;
      const { claim = null, report = null, speaker = null, spokenFor = null, said } = statement.value;
      insert.run(added, object.id, claim, report, speaker, spokenFor, said, JSON.stringify(statement.value));
    },
    remove: (added) => void remove.run(added),
  };
}
