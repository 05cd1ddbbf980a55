import type { Database } from '../database/open-database.ts';

/** What tells of entries besides their text: gone with it. */
const tables = ['audit_salt', 'audit_subject', 'audit_first_read', 'audit_delivery', 'audit_export'] as const;

/**
 * Deletes text and salt of all entries sealed by then (milliseconds since 1970), and what they are found by. Their
 * commitments stay, so the log stays verifiable; that they were forgotten is to be recorded in the same transaction.
 */
export function forgetEntries(database: Pick<Database, 'prepare'>, until: number): void {
  const row = database.prepare('SELECT max(last_entry) AS entry FROM audit_epoch WHERE ended <= ?').get(until);
  if (row?.entry == null) return;
  database.prepare("UPDATE audit_entry SET content = '' WHERE entry <= ?").run(row.entry);
  for (const table of tables) database.prepare(`DELETE FROM ${table} WHERE entry <= ?`).run(row.entry);
}

/** Until when entries were forgotten by the rule, as the log itself says; 0 for never. */
export function forgottenUntil(database: Pick<Database, 'prepare'>): number {
  const row = database
    .prepare(
      "SELECT max(content ->> '$.detail.until') AS until FROM audit_entry WHERE kind = 'forgotten' AND content <> ''",
    )
    .get();
  return row?.until == null ? 0 : Date.parse(String(row.until));
}
