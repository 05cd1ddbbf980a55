import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrate } from './migrate.ts';

/** The one connection to a node's data file. Statements are prepared once and kept. */
export type Database = Disposable & {
  readonly file: string;
  readonly connection: DatabaseSync;
  /** The prepared statement for this SQL text; the same text always gives the same statement. */
  prepare(sql: string): StatementSync;
  exec(sql: string): void;
  /** Runs `work` in one transaction; what it throws rolls everything back. Nested calls become savepoints. */
  transaction<T>(work: () => T): T;
  /** Calls back after a rollback, when anything remembered from the transaction may never have been. */
  onRollback(forget: () => void): void;
  /** Calls back where something was deleted for good, of which nothing may stay in memory either, with its STIX type. */
  onPurge(forget: (type: string) => void): void;
  /** Says that it was, in the transaction that deletes it. */
  purged(type: string): void;
  /** Calls back after each commit of a whole transaction, when anything read before may be no longer so. */
  onCommit(forget: () => void): void;
};

/**
 * Opens (and where needed creates and migrates) a data file: WAL, every commit flushed to disk before it counts,
 * deleted content overwritten. `:memory:` gives a private database for tests. Throws UnknownSchema for a file that this
 * Entente cannot read.
 */
export function openDatabase(file: string): Database {
  const connection = new DatabaseSync(file);
  // Pages of 16 KiB hold ten objects of usual size; in smaller ones a quarter would be wasted, and more be read for each.
  connection.exec(`
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 5000;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 1000;
    PRAGMA journal_size_limit = 67108864;
  `);
  const database = wrap(file, connection);
  try {
    migrate(database);
  } catch (error) {
    connection.close();
    throw error;
  }
  return database;
}

function wrap(file: string, connection: DatabaseSync): Database {
  const prepared = new Map<string, StatementSync>();
  const forgetters: (() => void)[] = [];
  const purgeListeners: ((type: string) => void)[] = [];
  const afterCommit: (() => void)[] = [];
  let depth = 0;
  return {
    file,
    connection,
    prepare(sql) {
      let statement = prepared.get(sql);
      if (statement === undefined) {
        statement = connection.prepare(sql);
        prepared.set(sql, statement);
      }
      return statement;
    },
    exec: (sql) => connection.exec(sql),
    transaction(work) {
      const [begin, commit, rollback] =
        depth === 0
          ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
          : [`SAVEPOINT s${depth}`, `RELEASE s${depth}`, `ROLLBACK TO s${depth}; RELEASE s${depth}`];
      connection.exec(begin);
      depth += 1;
      try {
        const result = work();
        connection.exec(commit);
        if (depth === 1) for (const forget of afterCommit) forget();
        return result;
      } catch (error) {
        // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide the first error.
        if (connection.isTransaction) connection.exec(rollback);
        for (const forget of forgetters) forget();
        throw error;
      } finally {
        depth -= 1;
      }
    },
    onRollback: (forget) => {
      forgetters.push(forget);
    },
    onPurge: (forget) => {
      purgeListeners.push(forget);
    },
    purged(type) {
      for (const forget of purgeListeners) forget(type);
    },
    onCommit: (forget) => {
      afterCommit.push(forget);
    },
    [Symbol.dispose]() {
      prepared.clear();
      connection.close();
    },
  };
}
