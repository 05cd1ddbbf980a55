import { Audience, reachBack } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { Draft } from '../objects/drafts.ts';
import { narrowExpression } from '../terms/expression.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { type DraftRelease, reachedBy } from './draft-release.ts';

export type VersionChanges = {
  readonly gain: Audience;
  readonly lose: Audience;
  readonly keepOlder: Audience;
  readonly properties: readonly string[];
};

/** Bookkeeping, and what the audiences tell better. */
const notCompared = new Set(['modified', 'object_marking_refs', 'granular_markings']);

/** What a new version would change for whoever has the object now, `before` being the text that it follows. */
export function versionChanges(
  database: Database,
  terms: TermsStore,
  owner: number,
  { object }: Draft,
  release: DraftRelease,
  before: StixObject,
): VersionChanges {
  const placed = database
    .prepare(
      `SELECT DISTINCT p.terms, v.body FROM version v JOIN placement p ON p.version = v.version
       WHERE v.id = ? AND v.owner = ?`,
    )
    .all(object.id, owner);
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  let had = Audience.none;
  let keep = Audience.none;
  for (const row of placed) {
    const under = Number(row.terms);
    const seen = Audience.of(terms.audienceOf(under));
    const bytes = Buffer.from(bodyOf.get(Number(row.body))?.bytes as Uint8Array);
    had = had.union(seen);
    keep = keep.union(seen.intersect(afterwards(under, JSON.parse(bytes.toString()) as StixObject)));
  }
  const reached = reachedBy(release);
  return {
    gain: reached.subtract(had),
    lose: had.subtract(reached).subtract(keep),
    keepOlder: keep.subtract(reached),
    properties: changedProperties(before, object),
  };

  /** Who would still see an older version: the markings of the newest reach back to it, and so do its parts (rule 2). */
  function afterwards(under: number, older: StixObject): Audience {
    const { expression, collection } = terms.read(under);
    const { parts } = release.version;
    const narrowed = reachBack({ object: older, parts: [] }, { object, parts }).reduce(
      (narrow, part) => narrowExpression(narrow, part.terms),
      narrowExpression(expression, markingsOf(release.terms)),
    );
    return terms.wouldSee(narrowed, collection);
  }
}

function changedProperties(before: StixObject, after: StixObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (property) => !notCompared.has(property) && JSON.stringify(before[property]) !== JSON.stringify(after[property]),
  );
}
