import type { Choices } from '@entente/commitments';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';

/** Whose figures each viewer wants to see used. */
export type ChoiceStore = {
  of(viewer: Viewer): Choices;
  /** Without a source the rule decides again. */
  choose(viewer: Viewer, commitment: string, source: string | undefined): void;
};

export function createChoiceStore(database: Database): ChoiceStore {
  const all = database.prepare('SELECT commitment, source FROM figure_choice WHERE principal = ? ORDER BY commitment');
  const put = database.prepare(
    'INSERT INTO figure_choice (principal, commitment, source) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET source = excluded.source',
  );
  const remove = database.prepare('DELETE FROM figure_choice WHERE principal = ? AND commitment = ?');
  return {
    of: ({ principal }) => new Map(all.all(principal).map((row) => [String(row.commitment), String(row.source)])),
    choose({ principal }, commitment, source) {
      if (source === undefined) remove.run(principal, commitment);
      else put.run(principal, commitment, source);
    },
  };
}
