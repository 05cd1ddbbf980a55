import { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations/index.ts';

/** What is wrong with a schema, as the rest of a sentence about its file, and what to do about it. */
export type SchemaFault = { readonly what: string; readonly advice: string };

/** Thrown for a data file whose schema this Entente does not know: of a newer one, or of none that was released. */
export class UnknownSchema extends Error {
  readonly advice: string;

  constructor(file: string, { what, advice }: SchemaFault) {
    super(`${file} ${what}`);
    this.name = 'UnknownSchema';
    this.advice = advice;
  }
}

/** The number of the last migration that ran on a data file; 0 for an empty one. */
export function schemaVersion(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

/** Why the migrations of this Entente cannot go on from what a data file holds; undefined where they can. */
export function schemaFault(connection: DatabaseSync): SchemaFault | undefined {
  const version = schemaVersion(connection);
  if (version > migrations.length) {
    return {
      what: `was written by a newer Entente (schema ${version}; this one knows ${migrations.length})`,
      advice: 'Use that version, or restore a backup.',
    };
  }
  const unlike = firstDifference(tablesOf(connection), expectedTables(version));
  if (unlike === undefined) return undefined;
  return {
    what: `was written by a version of Entente that was never released (its schema ${version} ${unlike})`,
    advice:
      'Take out with that version what should stay (entente export), make a new folder with entente init, and import it there.',
  };
}

/** The columns of each table. */
type Tables = ReadonlyMap<string, ReadonlySet<string>>;

function tablesOf(connection: DatabaseSync): Tables {
  const rows = connection
    .prepare("SELECT t.name AS t, c.name AS c FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'")
    .all();
  const columns = Map.groupBy(rows, ({ t }) => String(t));
  return new Map([...columns].map(([table, found]) => [table, new Set(found.map(({ c }) => String(c)))]));
}

/** What the first `version` migrations make of nothing: about ten milliseconds. */
function expectedTables(version: number): Tables {
  using fresh = new DatabaseSync(':memory:');
  for (const sql of migrations.slice(0, version)) fresh.exec(sql);
  return tablesOf(fresh);
}

/** Another table does no harm, as the statistics of the planner; another column may refuse what is written. */
function firstDifference(found: Tables, expected: Tables): string | undefined {
  for (const [table, columns] of expected) {
    const has = found.get(table);
    if (has === undefined) return `has no table ${table}`;
    const missing = [...columns].find((column) => !has.has(column));
    if (missing !== undefined) return `has no ${table}.${missing}`;
    const more = [...has].find((column) => !columns.has(column));
    if (more !== undefined) return `has a ${table}.${more}`;
  }
  return undefined;
}
