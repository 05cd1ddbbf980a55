import { migrations } from './migrations/index.ts';
import type { Database } from './open-database.ts';

/** Brings the schema up to date: each numbered migration once, in order, each in its own transaction. */
export function migrate(database: Database): void {
  const latest = migrations.length;
  const current = schemaVersion(database);
  if (current > latest) {
    throw new Error(
      `${database.file} was written by a newer Entente (schema ${current}; this one knows ${latest}). Use that version, or restore a backup.`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < current) continue;
    database.transaction(() => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** The number of the last migration that ran. */
function schemaVersion(database: Database): number {
  const row = database.connection.prepare('PRAGMA user_version').get();
  return Number(row?.user_version ?? 0);
}
