import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** What was set aside of an object goes with it, and so does the way by which it came. */
export function createForgetSetAside(database: Database): Forget {
  const forgetObject = database.prepare('DELETE FROM peer_set_aside WHERE object = ?');
  const forgetWay = database.prepare('DELETE FROM peer_delivery WHERE version = ?');
  return ({ going }) => {
    for (const { id, version } of going) {
      forgetObject.run(id);
      forgetWay.run(version);
    }
  };
}
