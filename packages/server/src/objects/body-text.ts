import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { type SearchText, searchText } from '../placements/search-text.ts';

/** What a stored body is found by. */
export function createBodyText(database: Database): (body: number) => SearchText {
  const bytesOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  return (body) => {
    const bytes = bytesOf.get(body)?.bytes as Uint8Array;
    return searchText(JSON.parse(Buffer.from(bytes).toString()) as StixObject);
  };
}
