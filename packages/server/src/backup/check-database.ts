import type { DatabaseSync } from 'node:sqlite';
import { migrations } from '../database/migrations/index.ts';
import { schemaFault, schemaVersion } from '../database/unknown-schema.ts';
import { flag } from '../placements/placement-store.ts';

/** What one check found, and what to do about it. */
export type CheckResult = {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly message: string;
  readonly advice?: string;
};

const restoreAdvice = 'Restore the last good backup with entente restore; keep the damaged folder for analysis.';

/**
 * Looks through an open data file, changing nothing: its structure, its references, and whether what is counted is what
 * is there. `isThorough` also compares every index with its table, which takes several times as long. Ends after the
 * first result where the schema is none that this Entente knows.
 */
export function* checkDatabase(
  connection: DatabaseSync,
  { isThorough }: { readonly isThorough: boolean },
): Generator<CheckResult> {
  const found = schema(connection);
  yield found;
  // The rest asks tables that are not there, and would call damaged what is only of another version.
  if (found.state === 'failed') return;
  yield structure(connection, isThorough);
  const dangling = connection.prepare('PRAGMA foreign_key_check').all().length;
  yield result('references between tables', dangling, 'rows refer to something that is not there', restoreAdvice);
  if (found.state !== 'ok') return;
  for (const { check, sql, what } of consistency) {
    yield result(check, Number(connection.prepare(sql).get()?.n), what, restoreAdvice);
  }
}

/**
 * Compares the full-text index with what it was made from. Needs a connection that may write (and rolls back), so
 * nothing else can write meanwhile.
 */
export function checkTextIndex(connection: DatabaseSync): CheckResult {
  const check = 'full-text index';
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
    return { check, state: 'ok', message: 'agrees with its text' };
  } catch (error) {
    return {
      check,
      state: 'failed',
      message: error instanceof Error ? error.message : String(error),
      advice: restoreAdvice,
    };
  } finally {
    connection.exec('ROLLBACK');
  }
}

function schema(connection: DatabaseSync): CheckResult {
  const check = 'schema';
  const fault = schemaFault(connection);
  if (fault !== undefined) return { check, state: 'failed', message: `it ${fault.what}`, advice: fault.advice };
  const version = schemaVersion(connection);
  return version < migrations.length
    ? {
        check,
        state: 'warning',
        message: `version ${version} of ${migrations.length}; what is counted was not checked`,
        advice: 'The next start brings it up to date; make a backup before.',
      }
    : { check, state: 'ok', message: `version ${version}` };
}

function structure(connection: DatabaseSync, isThorough: boolean): CheckResult {
  const check = isThorough ? 'structure and indexes' : 'structure';
  const rows = connection.prepare(isThorough ? 'PRAGMA integrity_check(5)' : 'PRAGMA quick_check(5)').all();
  const found = rows.map((row) => String(Object.values(row)[0]));
  return found.length === 1 && found[0] === 'ok'
    ? { check, state: 'ok', message: 'sound' }
    : { check, state: 'failed', message: found.join('; '), advice: restoreAdvice };
}

function result(check: string, found: number, what: string, advice: string): CheckResult {
  return found === 0
    ? { check, state: 'ok', message: 'agree' }
    : { check, state: 'failed', message: `${found} ${what}`, advice };
}

/** What still waits to be indexed is not missing. */
function isSettled(added: string): string {
  return `NOT EXISTS (SELECT 1 FROM search_waiting WHERE ${added} BETWEEN first AND last)`;
}

/** What must be so between tables; each query counts what is not. */
const consistency: readonly { readonly check: string; readonly sql: string; readonly what: string }[] = [
  {
    check: 'bodies of placements',
    sql: `SELECT count(*) AS n FROM placement p WHERE NOT EXISTS (SELECT 1 FROM body b WHERE b.body = p.body)
            OR NOT EXISTS (SELECT 1 FROM version v WHERE v.version = p.version)
            OR NOT EXISTS (SELECT 1 FROM terms t WHERE t.terms = p.terms)`,
    what: 'placements lack their body, version or terms',
  },
  {
    check: 'placements counted',
    sql: `SELECT count(*) AS n FROM terms t WHERE t.placements <>
            (SELECT count(*) FROM placement p INDEXED BY placement_by_terms WHERE p.terms = t.terms)`,
    what: 'terms have other placements than were counted',
  },
  {
    check: 'catalogue by type',
    sql: `SELECT count(*) AS n FROM (
            SELECT terms, object_type, sum(objects) AS objects FROM (
              SELECT terms, object_type, objects FROM catalogue_count UNION ALL
              SELECT terms, object_type, -1 FROM placement WHERE flags & ${flag.catalogued | flag.contested} = ${flag.catalogued}
            ) GROUP BY terms, object_type) WHERE objects <> 0`,
    what: 'counters by type are wrong',
  },
  {
    check: 'catalogue by day',
    sql: `SELECT count(*) AS n FROM (
            SELECT terms, day, sum(objects) AS objects FROM (
              SELECT terms, day, objects FROM catalogue_day UNION ALL
              SELECT terms, added / 86400000000, -1 FROM placement
              WHERE flags & ${flag.catalogued | flag.contested} = ${flag.catalogued}
            ) GROUP BY terms, day) WHERE objects <> 0`,
    what: 'counters by day are wrong',
  },
  {
    check: 'texts searched',
    sql: `SELECT abs(
            (SELECT count(*) FROM search_content WHERE ${isSettled('id')}) -
            (SELECT count(*) FROM placement WHERE flags & ${flag.catalogued} AND ${isSettled('added')})) AS n`,
    what: 'texts too many or too few are searched',
  },
];
