import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** What was set aside of an object goes with it. */
export function createForgetSetAside(database: Database): Forget {
  const forget = database.prepare('DELETE FROM peer_set_aside WHERE object = ?');
  return ({ going }) => {
    for (const { id } of going) forget.run(id);
  };
}
