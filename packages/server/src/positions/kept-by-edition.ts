import type { Database } from '../database/open-database.ts';

/** What was made of rows, kept until these change: of the last few keys. */
export type KeptByEdition<T> = {
  /** What was set under that key, of that edition. */
  get(key: string, edition: number): T | undefined;
  set(key: string, edition: number, value: T): void;
};

export function createKeptByEdition<T>(database: Database, most: number): KeptByEdition<T> {
  const kept = new Map<string, { readonly edition: number; readonly value: T }>();
  // Editions are given out again after a rollback, and what was read inside it never was.
  database.onRollback(() => kept.clear());
  // What was purged would stay in memory.
  database.onPurge(() => kept.clear());
  return {
    get(key, edition) {
      const found = kept.get(key);
      return found?.edition === edition ? found.value : undefined;
    },
    set(key, edition, value) {
      kept.delete(key);
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - most + 1))) kept.delete(old);
      kept.set(key, { edition, value });
    },
  };
}
