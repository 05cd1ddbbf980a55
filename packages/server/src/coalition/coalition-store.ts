import { randomBytes } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** The coalition that this node belongs to. */
export type Coalition = { readonly name: string; readonly created: string; readonly secret: Uint8Array };

/** Undefined before `entente init`. */
export function readCoalition(database: Database): Coalition | undefined {
  const row = database.prepare('SELECT name, created, secret FROM coalition').get();
  if (row === undefined) return undefined;
  return { name: String(row.name), created: String(row.created), secret: row.secret as Uint8Array };
}

export function createCoalition(database: Database, name: string, now: string): void {
  database
    .prepare('INSERT INTO coalition (coalition, name, created, secret) VALUES (1, ?, ?, ?)')
    .run(name, now, randomBytes(32));
}
