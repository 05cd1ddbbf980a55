import { isTimestamp, timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';
import { mayPass } from './set-aside-again.ts';

/**
 * What was set aside of an object goes with it, whatever version it says to be: but for newer ones that only wait for a
 * later roster.
 */
export function createForgetSetAside(database: Database): Forget {
  const waiting = database.prepare(
    'SELECT set_aside, version FROM peer_set_aside WHERE object = ? AND rule IN (SELECT value FROM json_each(?))',
  );
  const forget = database.prepare(
    'DELETE FROM peer_set_aside WHERE object = ? AND set_aside NOT IN (SELECT value FROM json_each(?))',
  );
  const rules = JSON.stringify(mayPass);
  const isNewer = (version: string, than: string): boolean => isTimestamp(version) && timestampKey(version) > than;

  return ({ going }) => {
    for (const [id, gone] of Map.groupBy(going, (each) => each.id)) {
      const newest =
        gone
          .map(({ modified }) => modified)
          .sort()
          .at(-1) ?? '';
      const kept = waiting.all(id, rules).filter(({ version }) => isNewer(String(version), newest));
      forget.run(id, JSON.stringify(kept.map(({ set_aside: row }) => row)));
    }
  };
}
