import type { Database } from '../database/open-database.ts';
import { type StoredVersion, versionColumns } from './stored-version.ts';

/** What is stored under the ids of a batch, looked up for all at once: one question each costs more than its answer. */
export type VersionsAhead = {
  /** All versions under an id, whoever owns them. */
  of(id: string): readonly StoredVersion[];
  /** Something under this id is being changed: it is looked up anew. */
  forget(id: string): void;
  /** The same of every id. */
  forgetAll(): void;
};

const none: readonly StoredVersion[] = [];

/** Answers what looks up a batch of ids. */
export function createVersionsAhead(database: Database): (ids: readonly string[]) => VersionsAhead {
  const versionsOf = database.prepare(`SELECT ${versionColumns} FROM version v WHERE v.id = ?`);
  const versionsOfAll = database.prepare(
    `SELECT v.id, ${versionColumns} FROM json_each(?) j CROSS JOIN version v ON v.id = j.value`,
  );

  return (ids) => {
    const ahead = new Set(ids);
    const rows = versionsOfAll.all(JSON.stringify([...ahead])) as (StoredVersion & { readonly id: string })[];
    const found = Map.groupBy(rows, ({ id }) => id);
    return {
      of: (id) => (ahead.has(id) ? (found.get(id) ?? none) : (versionsOf.all(id) as StoredVersion[])),
      forget: (id) => ahead.delete(id),
      forgetAll: () => ahead.clear(),
    };
  };
}
