import type { Database } from '../database/open-database.ts';

/** What changed among the rows of claims, positions and statements since an edition of them. */
export type RowChanges = {
  /** Grows with each change; after a rollback it is what it was. */
  readonly edition: number;
  /** Claims whose own row or positions changed since, and voices (see `statement-projection`) whose statements did. */
  since(edition: number): { readonly claims: readonly string[]; readonly voices: readonly number[] };
};

/**
 * Follows the rows by triggers of this connection alone, the only one that writes: nothing of it lies in the file, and
 * what is rolled back takes its changes with it. One entry for each claim and voice, however often it changes.
 */
export function createRowChanges(database: Database): RowChanges {
  database.exec(`
    CREATE TEMP TABLE IF NOT EXISTS row_edition (edition INTEGER NOT NULL);
    CREATE TEMP TABLE IF NOT EXISTS claim_change (claim TEXT PRIMARY KEY, edition INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS temp.claim_change_by_edition ON claim_change (edition);
    CREATE TEMP TABLE IF NOT EXISTS voice_change (voice INTEGER PRIMARY KEY, edition INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS temp.voice_change_by_edition ON voice_change (edition);
    INSERT INTO row_edition SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM row_edition);
  `);
  for (const [table, column] of [
    ['claim_row', 'claim'],
    ['position_row', 'claim'],
    ['statement_row', 'voice'],
  ] as const) {
    for (const [event, row] of [
      ['INSERT', 'NEW'],
      ['DELETE', 'OLD'],
    ] as const) {
      database.exec(`CREATE TEMP TRIGGER IF NOT EXISTS ${table}_${event} AFTER ${event} ON main.${table}
        WHEN ${row}.${column} IS NOT NULL BEGIN
          UPDATE row_edition SET edition = edition + 1;
          INSERT OR REPLACE INTO ${column}_change SELECT ${row}.${column}, edition FROM row_edition;
        END`);
    }
  }
  const edition = database.prepare('SELECT edition FROM row_edition');
  const claims = database.prepare('SELECT claim FROM claim_change WHERE edition > ?');
  const voices = database.prepare('SELECT voice FROM voice_change WHERE edition > ?');
  return {
    get edition() {
      return Number(edition.get()?.edition);
    },
    since: (before) => ({
      claims: claims.all(before).map(({ claim }) => String(claim)),
      voices: voices.all(before).map(({ voice }) => Number(voice)),
    }),
  };
}
