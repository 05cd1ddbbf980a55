import type { JsonObject, JsonValue } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { AuditNames } from './audit-names.ts';
import type { EntryQuery, FoundEntry } from './entry-query.ts';
import type { PlacementHistory } from './placement-history.ts';
import { mayAskAboutWorkOf, type Scope } from './policy.ts';

/**
 * What changed in an object's terms, when and by whom: the entries that released it, changed its terms or who sees them,
 * removed or purged it, or decided about it, each with what is about this object alone. In the order of recording.
 * Nothing where the asker may not know, as for what does not exist.
 */
export type TermsHistory = (viewer: Viewer, scope: Scope, object: string) => readonly FoundEntry[];

const aboutObject = ['terms-changed', 'removed', 'recalled', 'purged', 'approval-asked', 'approved', 'sent-back'];

export function createTermsHistory(
  database: Database,
  history: PlacementHistory,
  entries: EntryQuery,
  names: AuditNames,
): TermsHistory {
  const digestsOf = database.prepare('SELECT digest FROM audit_terms WHERE terms = ?');
  const sightsOf = database.prepare('SELECT DISTINCT entry FROM audit_sight WHERE terms = ? AND entry > 0');
  const about = database.prepare(
    `SELECT s.entry FROM audit_subject s JOIN audit_entry e ON e.entry = s.entry
     WHERE s.subject = ? AND e.kind IN (SELECT value FROM json_each(?))`,
  );

  return (viewer, scope, object) => {
    const placements = history.ofObject(object).filter(({ owner }) => mayAskAboutWorkOf(viewer, scope, owner));
    const owners = new Set(placements.map(({ owner }) => names.principal(owner)));
    const rows = new Set<number>();
    const terms = new Set<number>();
    for (const { placed, spans } of placements) {
      if (placed.entry !== undefined) rows.add(placed.entry);
      for (const span of spans) terms.add(span.terms);
    }
    const digests = new Set<string>();
    for (const each of terms) {
      for (const { entry } of sightsOf.all(each)) rows.add(Number(entry));
      for (const { digest } of digestsOf.all(each)) digests.add(String(digest));
    }
    for (const subject of placements.length === 0 ? [] : [object, ...digests]) {
      for (const { entry } of about.all(subject, JSON.stringify(aboutObject))) rows.add(Number(entry));
    }
    return entries
      .byRows(rows)
      .filter(({ content }) => content.members?.some((member) => owners.has(member)) ?? false)
      .map((found) => ({ ...found, content: { ...found.content, ...only(found.content.detail, digests) } }));
  };
}

/** Of an entry about many terms, what is about these. */
function only(detail: JsonObject | undefined, digests: ReadonlySet<string>): { detail?: JsonObject } {
  if (detail === undefined || !Array.isArray(detail.releases)) return {};
  const isMeant = (each: JsonValue): boolean =>
    typeof each === 'object' && each !== null && 'terms' in each && digests.has(String(each.terms));
  return { detail: { ...detail, releases: detail.releases.filter(isMeant) } };
}
