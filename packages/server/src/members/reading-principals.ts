import type { Database } from '../database/open-database.ts';

/**
 * Notes, once for each principal, that it reads content. From then on it may hold a cursor, and what it gains sight of
 * is placed before it anew (see `TermsStore`).
 */
export function createNoteRead(database: Database): (principal: number) => void {
  const noted = new Set<number>();
  database.onRollback(() => noted.clear());
  const note = database.prepare('UPDATE principal SET has_read = 1 WHERE principal = ? AND has_read = 0');
  return (principal) => {
    if (noted.has(principal)) return;
    note.run(principal);
    noted.add(principal);
  };
}
