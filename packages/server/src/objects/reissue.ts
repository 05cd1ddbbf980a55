import { withModified } from '@entente/release';
import { formatMicroseconds, parseMicroseconds, timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { type Expression, isRendition } from '../terms/expression.ts';

/**
 * Gives a rendition a later `modified` than any rendition of its version had: who held another one must see that it
 * changed (design, Release, rule 6). Undefined where that cannot be, or need not: whole objects, and what has no
 * versions. To be called in the transaction that places it.
 */
export type Reissue = {
  /** The text that says so, and what it says. */
  text(
    version: number,
    text: string,
    expression: Expression,
  ): { readonly text: string; readonly issued: string } | undefined;
  /** The same of a body that is stored, stored as another. */
  body(
    placement: { readonly version: number; readonly body: number },
    expression: Expression,
  ): { readonly body: number; readonly issued: string } | undefined;
};

export function createReissue(database: Database): Reissue {
  const versionOf = database.prepare('SELECT stamp, modified, issued FROM version WHERE version = ?');
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const setIssued = database.prepare('UPDATE version SET issued = ? WHERE version = ?');

  const reissue: Reissue = {
    text(version, text, expression) {
      if (!isRendition(expression)) return undefined;
      const { stamp, modified, issued } = versionOf.get(version) as {
        stamp: string;
        modified: string;
        issued: string | null;
      };
      if (stamp === '') return undefined;
      const later = millisecondAfter(issued ?? modified);
      const changed = withModified(text, later);
      if (changed === undefined) return undefined;
      setIssued.run(timestampKey(later), version);
      return { text: changed, issued: later };
    },
    body({ version, body }, expression) {
      if (!isRendition(expression)) return undefined;
      const text = Buffer.from(bodyOf.get(body)?.bytes as Uint8Array).toString();
      const again = reissue.text(version, text, expression);
      if (again === undefined) return undefined;
      const { lastInsertRowid } = insertBody.run(Buffer.from(again.text));
      return { body: Number(lastInsertRowid), issued: again.issued };
    },
  };
  return reissue;
}

/** The next whole millisecond after a moment given by its sort key. */
function millisecondAfter(key: string): string {
  const moment = parseMicroseconds(`${key}Z`) ?? 0;
  return `${formatMicroseconds((Math.floor(moment / 1000) + 1) * 1000).slice(0, -4)}Z`;
}
