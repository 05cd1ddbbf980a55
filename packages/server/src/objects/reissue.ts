import { withModified } from '@entente/release';
import { formatMicroseconds, parseMicroseconds, timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { type Expression, isRendition } from '../terms/expression.ts';

/**
 * Gives a rendition a later `modified` than any rendition of its version that somebody had who gets this one: he must see
 * that it changed (design, Release, rule 6). What others had counts nothing, or it would tell how many they were.
 * Undefined where that cannot be, or need not: whole objects, and what has no versions. To be called in the transaction
 * that places it, under terms that those who get it see already.
 */
export type Reissue = {
  /** The text that says so, and what it says. */
  text(version: number, text: string, under: Under): { readonly text: string; readonly issued: string } | undefined;
  /** The same of a body that is stored, stored as another. */
  body(
    placement: { readonly version: number; readonly body: number },
    under: Under,
  ): { readonly body: number; readonly issued: string } | undefined;
};

/** The terms under which it is placed. */
type Under = { readonly terms: number; readonly expression: Expression };

export function createReissue(database: Database): Reissue {
  const versionOf = database.prepare('SELECT stamp, modified FROM version WHERE version = ?');
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const setIssued = database.prepare("UPDATE version SET issued = max(coalesce(issued, ''), ?) WHERE version = ?");
  const hadBefore = database.prepare(
    `SELECT max(p.issued) AS issued FROM placement p WHERE p.version = ?1 AND p.issued IS NOT NULL AND EXISTS (
       SELECT 1 FROM (SELECT p.terms AS terms UNION SELECT a.terms FROM audit_past_placement a WHERE a.added = p.added) had
       CROSS JOIN visible g ON g.terms = ?2
       WHERE EXISTS (SELECT 1 FROM visible s WHERE s.principal = g.principal AND s.terms = had.terms)
         OR EXISTS (SELECT 1 FROM audit_sight s WHERE s.terms = had.terms AND s.principal = g.principal))`,
  );

  const reissue: Reissue = {
    text(version, text, { terms, expression }) {
      if (!isRendition(expression)) return undefined;
      const { stamp, modified } = versionOf.get(version) as { stamp: string; modified: string };
      if (stamp === '') return undefined;
      const had = hadBefore.get(version, terms)?.issued;
      const later = millisecondAfter(typeof had === 'string' ? timestampKey(had) : modified);
      const changed = withModified(text, later);
      if (changed === undefined) return undefined;
      setIssued.run(timestampKey(later), version);
      return { text: changed, issued: later };
    },
    body({ version, body }, under) {
      if (!isRendition(under.expression)) return undefined;
      const text = Buffer.from(bodyOf.get(body)?.bytes as Uint8Array).toString();
      const again = reissue.text(version, text, under);
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
