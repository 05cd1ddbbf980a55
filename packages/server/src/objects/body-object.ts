import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';

/** What a stored body says. */
export function createBodyObject(database: Database): (body: number) => StixObject {
  const bytesOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  return (body) => JSON.parse(Buffer.from(bytesOf.get(body)?.bytes as Uint8Array).toString()) as StixObject;
}
