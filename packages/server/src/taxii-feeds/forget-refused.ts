import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** Why an object did not come in or go out may repeat what it says, so it goes with it. */
export function createForgetRefused(database: Database): Forget {
  const forget = database.prepare('DELETE FROM taxii_refused WHERE object = ?');
  return ({ going }) => {
    for (const { id } of going) forget.run(id);
  };
}
