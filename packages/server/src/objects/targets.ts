import type { Terms } from '@entente/release';
import type { Database } from '../database/open-database.ts';
import { wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** The terms of what objects name. */
export type Targets = {
  /** Those of each owner's newest version of it that is known to who names it; none where it is stored nowhere. */
  of(id: string): readonly Terms[];
  /** It stands under these alone from now on. */
  put(id: string, terms: Terms): void;
  /** It is being changed: looked up anew. */
  forget(id: string): void;
  /** The same of all. */
  forgetAll(): void;
};

/** Answers what looks up all these ids at once, as far as the owner may see them, and who writes for him. */
export type LookUpTargets = (ids: Iterable<string>, owner: number, writtenBy: number | null) => Targets;

type TargetVersion = { readonly id: string; readonly owner: number; readonly modified: string; readonly terms: number };

const none: readonly Terms[] = [];

export function createLookUpTargets(database: Database, terms: TermsStore): LookUpTargets {
  const isKnownTo = (principal: string): string =>
    `(owner = ${principal} OR EXISTS (SELECT 1 FROM visible s WHERE s.principal = ${principal} AND s.terms = version.terms)
      OR EXISTS (SELECT 1 FROM placement p JOIN visible s ON s.terms = p.terms
                 WHERE p.version = version.version AND s.principal = ${principal}))`;
  // In one question: most are stored nowhere, and to be told so of each would take longer than to look.
  const versionsOf = database.prepare(
    `SELECT version.id, owner, modified, terms FROM json_each(?1) j CROSS JOIN version ON version.id = j.value
     WHERE ${isKnownTo('?2')} AND (?3 IS NULL OR ${isKnownTo('?3')})`,
  );

  return (ids, owner, writtenBy) => {
    const known = new Map<string, readonly Terms[]>();

    function lookUp(wanted: readonly string[]): void {
      for (const id of wanted) known.set(id, none);
      const rows = versionsOf.all(JSON.stringify(wanted), owner, writtenBy) as TargetVersion[];
      for (const [id, versions] of Map.groupBy(rows, (row) => row.id)) {
        known.set(
          id,
          newestOfEach(versions).map((row) => wholeOf(terms.read(row.terms).expression)),
        );
      }
    }

    lookUp([...ids]);
    return {
      of(id) {
        if (!known.has(id)) lookUp([id]);
        return known.get(id) ?? none;
      },
      put(id, only) {
        known.set(id, [only]);
      },
      forget: (id) => known.delete(id),
      forgetAll: () => known.clear(),
    };
  };
}

/** The newest version of each owner. */
function newestOfEach(versions: readonly TargetVersion[]): readonly TargetVersion[] {
  if (versions.length === 1) return versions;
  const newest = new Map<number, TargetVersion>();
  for (const each of versions) {
    const before = newest.get(each.owner);
    if (before === undefined || each.modified > before.modified) newest.set(each.owner, each);
  }
  return [...newest.values()];
}
