import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';
import type { StatusResource } from './status-store.ts';

/** Why an object was refused may quote it: such words go with it from the status resources that are still kept. */
export function createForgetMessages(database: Database): Forget {
  const all = database.prepare('SELECT id, resource FROM taxii_status');
  const replace = database.prepare('UPDATE taxii_status SET resource = ? WHERE id = ?');

  return ({ going, eraser }) => {
    const gone = new Set(going.map(({ id }) => id));
    for (const { id, resource } of all.all()) {
      const status = JSON.parse(String(resource)) as StatusResource;
      const failures = status.failures?.map((failure) => {
        if (failure.message === undefined) return failure;
        const message = gone.has(failure.id) ? '' : (eraser.erase(failure.message) ?? failure.message);
        return { ...failure, message };
      });
      if (failures === undefined) continue;
      const changed = JSON.stringify({ ...status, failures });
      if (changed !== resource) replace.run(changed, String(id));
    }
  };
}
