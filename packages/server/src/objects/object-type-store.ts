import type { Database } from '../database/open-database.ts';

/** Object types as small numbers, which index entries hold instead of texts. */
export type ObjectTypeStore = {
  number(name: string): number;
  /** The number of a type that occurs; undefined for one that never did. */
  known(name: string): number | undefined;
  name(number: number): string;
};

export function createObjectTypeStore(database: Database): ObjectTypeStore {
  const numbers = new Map<string, number>();
  const names = new Map<number, string>();
  const load = (): void => {
    numbers.clear();
    names.clear();
    for (const row of database.prepare('SELECT object_type, name FROM object_type').all()) {
      numbers.set(String(row.name), Number(row.object_type));
      names.set(Number(row.object_type), String(row.name));
    }
  };
  database.onRollback(load);
  load();
  return {
    number(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const { lastInsertRowid } = database.prepare('INSERT INTO object_type (name) VALUES (?)').run(name);
      const number = Number(lastInsertRowid);
      numbers.set(name, number);
      names.set(number, name);
      return number;
    },
    known: (name) => numbers.get(name),
    name: (number) => names.get(number) ?? 'unknown',
  };
}
