import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** Takes alerts on what goes out of lists and out of what waits to be sent. Others that rest on it vanish when read. */
export function createForgetAlerts(database: Database): Forget {
  const forget = database.prepare("DELETE FROM alert WHERE key = ?1 OR (key >= ?1 || ' ' AND key < ?1 || '!')");

  return ({ going }) => {
    for (const { id, isLast } of going) if (isLast) forget.run(id);
  };
}
