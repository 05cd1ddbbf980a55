import { withModified } from '@entente/release';
import { formatMicroseconds, parseMicroseconds, timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { type Expression, isRendition } from '../terms/expression.ts';

/** A body that says it is newer than what its readers had, and what it says. */
export type Reissued = { readonly body: number; readonly issued: string };

/**
 * Gives a rendition a later `modified` than any rendition of its version had: who held another one must see that it
 * changed (design, Release, rule 6). Undefined where that cannot be, or need not: whole objects, and what has no
 * versions. To be called in the transaction that places it.
 */
export type Reissue = (placement: { version: number; body: number }, expression: Expression) => Reissued | undefined;

export function createReissue(database: Database): Reissue {
  const versionOf = database.prepare('SELECT stamp, modified, issued FROM version WHERE version = ?');
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  return ({ version, body }, expression) => {
    if (!isRendition(expression)) return undefined;
    const { stamp, modified, issued } = versionOf.get(version) as {
      stamp: string;
      modified: string;
      issued: string | null;
    };
    const text = Buffer.from(bodyOf.get(body)?.bytes as Uint8Array).toString();
    if (stamp === '' || !('modified' in JSON.parse(text))) return undefined;
    const later = millisecondAfter(issued ?? modified);
    const { lastInsertRowid } = database
      .prepare('INSERT INTO body (bytes) VALUES (?)')
      .run(Buffer.from(withModified(text, later)));
    database.prepare('UPDATE version SET issued = ? WHERE version = ?').run(timestampKey(later), version);
    return { body: Number(lastInsertRowid), issued: later };
  };
}

/** The next whole millisecond after a moment given by its sort key. */
function millisecondAfter(key: string): string {
  const moment = parseMicroseconds(`${key}Z`) ?? 0;
  return `${formatMicroseconds((Math.floor(moment / 1000) + 1) * 1000).slice(0, -4)}Z`;
}
