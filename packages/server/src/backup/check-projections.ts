import { createHash } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { createBodyObject } from '../objects/body-object.ts';
import { createObjectTypeStore } from '../objects/object-type-store.ts';
import { createAllProjections } from '../projections/all-projections.ts';
import { createProjections } from '../projections/projections.ts';
import type { CheckResult } from './check-database.ts';

/**
 * Makes the rows of every picture anew from the objects, compares, and takes it back. What is not whole yet, or was made
 * by another release, is not compared: the server makes it anew when it starts.
 */
export function checkProjections(database: Database): CheckResult {
  const check = 'pictures';
  const all = createAllProjections(database);
  const unlike: string[] = [];
  const nothing = new Error('taken back');
  try {
    database.transaction(() => {
      const isWhole = database.prepare('SELECT 1 FROM projection WHERE name = ? AND edition = ? AND made_to IS NULL');
      const whole = all.filter(({ name, edition }) => isWhole.get(name, edition) !== undefined);
      const rebuilt = createProjections(database, createObjectTypeStore(database), createBodyObject(database), whole);
      for (const { name, tables } of whole) {
        const before = tables.map((table) => digestOf(database, table)).join();
        rebuilt.rebuild(name);
        if (tables.map((table) => digestOf(database, table)).join() !== before) unlike.push(name);
      }
      throw nothing;
    });
  } catch (error) {
    if (error !== nothing) throw error;
  }
  if (unlike.length === 0) return { check, state: 'ok', message: 'hold what the objects say' };
  return {
    check,
    state: 'failed',
    message: `${unlike.join(', ')}: not what the objects say`,
    advice: 'Keep a copy of the data folder for analysis, and restore the last good backup with entente restore.',
  };
}

/** Of all rows, in the order of their keys. */
function digestOf(database: Database, table: string): string {
  const digest = createHash('sha256');
  for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).iterate())
    digest.update(JSON.stringify(row));
  return digest.digest('hex');
}
