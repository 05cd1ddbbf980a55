import type { Database } from '../database/open-database.ts';
import { byName } from './name-order.ts';

/** A named list in releases: identities of members, or of other groups. */
export type ReleaseGroup = { readonly name: string; readonly identity: string; readonly members: readonly string[] };

export type GroupStore = {
  all(): readonly ReleaseGroup[];
  /** By name (any case) or identity id. */
  find(nameOrIdentity: string): ReleaseGroup | undefined;
  /** Makes the group, or gives the one of that identity other members. */
  put(group: ReleaseGroup): void;
};

export function createGroupStore(database: Database): GroupStore {
  const store: GroupStore = {
    all: () =>
      database
        .prepare('SELECT release_group, name, identity FROM release_group')
        .all()
        .map((row) => ({
          name: String(row.name),
          identity: String(row.identity),
          members: database
            .prepare('SELECT identity FROM release_group_member WHERE release_group = ?')
            .all(Number(row.release_group))
            .map((each) => String(each.identity)),
        }))
        .sort(byName),
    find: (nameOrIdentity) =>
      store
        .all()
        .find(
          ({ name, identity }) => identity === nameOrIdentity || name.toLowerCase() === nameOrIdentity.toLowerCase(),
        ),
    put({ name, identity, members }) {
      database
        .prepare(
          'INSERT INTO release_group (name, identity) VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET name = excluded.name',
        )
        .run(name, identity);
      const group = Number(
        database.prepare('SELECT release_group AS g FROM release_group WHERE identity = ?').get(identity)?.g,
      );
      database.prepare('DELETE FROM release_group_member WHERE release_group = ?').run(group);
      const insert = database.prepare(
        'INSERT OR IGNORE INTO release_group_member (release_group, identity) VALUES (?, ?)',
      );
      for (const member of members) insert.run(group, member);
    },
  };
  return store;
}
