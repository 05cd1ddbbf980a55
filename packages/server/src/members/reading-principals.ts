import type { Roster } from '@entente/release';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from './roster-store.ts';

/**
 * Notes, once for each principal, that it reads content. From then on it may hold a cursor, and what it gains sight of
 * is placed before it anew (see `TermsStore`).
 */
export function createNoteRead(database: Database, roster: RosterStore): (principal: number) => void {
  const noted = new Set<number>();
  let notedIn: Roster | undefined;
  database.onRollback(() => noted.clear());
  const note = database.prepare('UPDATE principal SET has_read = 1 WHERE principal = ? AND has_read = 0');
  return (principal) => {
    // A change of the roster may have taken a note back: who was disabled begins anew.
    const current = roster.current();
    if (current !== notedIn) noted.clear();
    notedIn = current;
    if (noted.has(principal)) return;
    note.run(principal);
    noted.add(principal);
  };
}
