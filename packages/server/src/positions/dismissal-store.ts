import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';

/** Why a signal was put aside for everybody who acts for the same member or unit. */
export type Dismissal = {
  readonly key: string;
  /** What the signal rested on: with anything else it is another signal, which nobody has put aside. */
  readonly state: string;
  readonly reason: string;
  readonly author?: string;
  readonly time: string;
};

export type DismissalStore = {
  all(viewer: Viewer): ReadonlyMap<string, Dismissal>;
  put(viewer: Viewer, dismissal: Dismissal): void;
  remove(viewer: Viewer, key: string): void;
};

export function createDismissalStore(database: Database): DismissalStore {
  const select = database.prepare('SELECT key, state, reason, author, time FROM signal_dismissal WHERE reader = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO signal_dismissal (reader, key, state, reason, author, time) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM signal_dismissal WHERE reader = ? AND key = ?');
  const readerOf = ({ unit, member }: Viewer): number => unit ?? member;
  return {
    all: (viewer) =>
      new Map(
        select.all(readerOf(viewer)).map((row) => [
          String(row.key),
          {
            key: String(row.key),
            state: String(row.state),
            reason: String(row.reason),
            ...(row.author === null ? {} : { author: String(row.author) }),
            time: String(row.time),
          },
        ]),
      ),
    put(viewer, { key, state, reason, author = null, time }) {
      insert.run(readerOf(viewer), key, state, reason, author, time);
    },
    remove: (viewer, key) => void remove.run(readerOf(viewer), key),
  };
}
