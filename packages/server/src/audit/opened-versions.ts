import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { PlacementHistory } from './placement-history.ts';

/**
 * Sort keys of the versions of an owner’s object that the person behind a viewer has opened, by the log, of those that
 * were ever released to him; none where no person is behind it. The same id may be of several owners.
 */
export type OpenedVersions = (viewer: Viewer, owner: number, object: string) => ReadonlySet<string>;

export function createOpenedVersions(database: Database, history: PlacementHistory): OpenedVersions {
  const opened = database.prepare('SELECT modified FROM audit_first_read WHERE object = ? AND reader = ?');
  return ({ account, principal }, owner, object) => {
    if (account === undefined) return new Set();
    const read = new Set(opened.all(object, `a:${account.id}`).map(({ modified }) => String(modified)));
    if (read.size === 0) return read;
    const released = history
      .ofObject(object)
      .filter((each) => each.owner === owner && history.visibility(each, principal) !== undefined);
    return new Set(released.map(({ modified }) => modified).filter((each) => read.has(each)));
  };
}
