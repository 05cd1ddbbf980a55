import { randomUUID } from 'node:crypto';
import type { Tlp } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';

/** Who may do something with a collection: every member, or these. */
export type Access = 'all' | readonly number[];

export type Collection = {
  readonly collection: number;
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly alias?: string;
  readonly owner: number;
  readonly readers: Access;
  readonly writers: Access;
  /** What its owner says that no marking means here; absent: private to the originator. */
  readonly unmarked?: Tlp;
};

/** Who may read a collection now, by its row id. */
export type CollectionReaders = { of(collection: number): Access };

export type CollectionStore = CollectionReaders & {
  all(): readonly Collection[];
  /** By id or alias; undefined where there is none. */
  find(idOrAlias: string): Collection | undefined;
  get(collection: number): Collection;
  /** With an id of its own where it has none yet. */
  add(collection: Omit<Collection, 'collection' | 'id'> & { readonly id?: string }): Collection;
  setAccess(collection: number, access: { readers?: Access; writers?: Access }): void;
  describe(collection: number, text: { title?: string; description?: string }): void;
};

export function createCollectionStore(database: Database, now: () => string): CollectionStore {
  let cache: Map<number, Collection> | undefined;
  database.onRollback(() => {
    cache = undefined;
  });

  function read(): Map<number, Collection> {
    if (cache !== undefined) return cache;
    const principals = (table: 'collection_reader' | 'collection_writer', collection: number): number[] =>
      database
        .prepare(`SELECT principal FROM ${table} WHERE collection = ? ORDER BY principal`)
        .all(collection)
        .map((row) => Number(row.principal));
    cache = new Map(
      database
        .prepare('SELECT * FROM collection ORDER BY collection')
        .all()
        .map((row): [number, Collection] => {
          const collection = Number(row.collection);
          return [
            collection,
            {
              collection,
              id: String(row.id),
              title: String(row.title),
              ...(row.description === null ? {} : { description: String(row.description) }),
              ...(row.alias === null ? {} : { alias: String(row.alias) }),
              owner: Number(row.owner),
              readers: row.readers_all === 1 ? 'all' : principals('collection_reader', collection),
              writers: row.writers_all === 1 ? 'all' : principals('collection_writer', collection),
              ...(row.unmarked === null ? {} : { unmarked: String(row.unmarked) as Tlp }),
            },
          ];
        }),
    );
    return cache;
  }

  function grant(table: 'collection_reader' | 'collection_writer', collection: number, access: Access): void {
    const column = table === 'collection_reader' ? 'readers_all' : 'writers_all';
    database
      .prepare(`UPDATE collection SET ${column} = ? WHERE collection = ?`)
      .run(access === 'all' ? 1 : 0, collection);
    database.prepare(`DELETE FROM ${table} WHERE collection = ?`).run(collection);
    if (access === 'all') return;
    const insert = database.prepare(`INSERT OR IGNORE INTO ${table} (collection, principal) VALUES (?, ?)`);
    for (const principal of access) insert.run(collection, principal);
  }

  const store: CollectionStore = {
    all: () => [...read().values()],
    find: (idOrAlias) => store.all().find((each) => each.id === idOrAlias || each.alias === idOrAlias),
    get(collection) {
      const found = read().get(collection);
      if (found === undefined) throw new Error(`No collection ${collection}`);
      return found;
    },
    of: (collection) => store.get(collection).readers,
    add(added) {
      const { lastInsertRowid } = database
        .prepare(
          `INSERT INTO collection (id, title, description, alias, owner, readers_all, writers_all, unmarked, created)
           VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)`,
        )
        .run(
          added.id ?? randomUUID(),
          added.title,
          added.description ?? null,
          added.alias ?? null,
          added.owner,
          added.unmarked ?? null,
          now(),
        );
      const collection = Number(lastInsertRowid);
      store.setAccess(collection, added);
      return store.get(collection);
    },
    setAccess(collection, { readers, writers }) {
      if (readers !== undefined) grant('collection_reader', collection, readers);
      if (writers !== undefined) grant('collection_writer', collection, writers);
      cache = undefined;
    },
    describe(collection, { title, description }) {
      database
        .prepare(
          'UPDATE collection SET title = coalesce(?, title), description = coalesce(?, description) WHERE collection = ?',
        )
        .run(title ?? null, description ?? null, collection);
      cache = undefined;
    },
  };
  return store;
}

/** Whether an access list admits whoever acts for a member, one of its units or himself: by naming any of them. */
export function admits(access: Access, { member, unit = member, principal }: Acting): boolean {
  return access === 'all' || [member, unit, principal].some((each) => access.includes(each));
}
type Acting = Pick<Viewer, 'member' | 'unit' | 'principal'>;
