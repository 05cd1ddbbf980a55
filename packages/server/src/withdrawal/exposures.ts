import type { Tlp } from '@entente/release';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { MemberHad, WhoWasReached } from '../recall/reached.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** An own object that a member had, or could have. */
export type Exposed = {
  readonly object: string;
  /** As its owner has it now. */
  readonly shown: Rendition;
  readonly tlp: Tlp | undefined;
  readonly had: MemberHad;
};

/** What a member holds of what one's own member owns. Who acts for a unit has nothing of his own: `not-found`. */
export type Exposures = {
  member(viewer: Viewer, nameOrIdentity: string): Member;
  /** By id, those after `after` (exclusive). Costs a look into the log for each: ask for pages. */
  page(viewer: Viewer, member: Member, after: string, limit: number): readonly Exposed[];
  /** How many there are, by level. */
  counts(viewer: Viewer, member: Member): ReadonlyMap<Tlp | undefined, number>;
};

type Parts = {
  readonly database: Database;
  readonly members: MemberStore;
  readonly terms: TermsStore;
  readonly reader: ObjectReader;
  readonly ofObject: Pick<WhoWasReached, 'byMember'>;
};

export function createExposures({ database, members, terms, reader, ofObject }: Parts): Exposures {
  // All terms of the owner that somebody of the member ever saw, and what stood, or stands, under them.
  const exposed = `
    WITH principals AS (SELECT principal FROM principal WHERE member = ?1),
      seen AS (SELECT s.terms FROM audit_sight s JOIN terms t ON t.terms = s.terms
               WHERE t.owner = ?2 AND s.principal IN principals
               UNION SELECT v.terms FROM visible v JOIN terms t ON t.terms = v.terms
               WHERE t.owner = ?2 AND v.principal IN principals)
    SELECT v.id FROM seen JOIN placement p ON p.terms = seen.terms JOIN version v ON v.version = p.version
      WHERE v.owner = ?2
    UNION SELECT v.id FROM seen JOIN audit_past_placement a ON a.terms = seen.terms JOIN version v ON v.id = a.object
      WHERE v.owner = ?2 AND a.owner = ?2`;
  // Who the members are and what terms mean is everybody's.
  const shared = `id NOT LIKE 'marking-definition--%' AND id NOT LIKE 'extension-definition--%'
    AND NOT EXISTS (SELECT 1 FROM principal WHERE identity = id)`;
  const some = database.prepare(`SELECT id FROM (${exposed}) WHERE id > ?3 AND ${shared} ORDER BY id LIMIT ?4`);
  const all = database.prepare(`SELECT id FROM (${exposed}) WHERE ${shared}`);

  function shownOf(viewer: Viewer, id: string): Rendition | undefined {
    const current = reader.current(viewer, id);
    return current !== undefined && actsFor(viewer, current.owner) ? current : undefined;
  }

  return {
    member(viewer, named) {
      const found = actsFor(viewer, viewer.member) ? members.find(named) : undefined;
      if (found === undefined) throw new Problem('not-found', 'There is no such member.');
      if (found.member === viewer.member) throw new Problem('conflict', 'That is your own member.');
      return found;
    },
    page(viewer, { member, identity }, after, limit) {
      const found: Exposed[] = [];
      for (let last = after; found.length < limit; ) {
        const rows = some.all(member, viewer.member, last, limit);
        for (const { id } of rows) {
          last = String(id);
          const shown = shownOf(viewer, last);
          const had = ofObject.byMember(viewer.member, last, identity);
          if (shown === undefined || had === undefined) continue;
          found.push({ object: last, shown, tlp: terms.facts(shown.terms).tlp, had });
          if (found.length === limit) break;
        }
        if (rows.length < limit) break;
      }
      return found;
    },
    counts(viewer, { member }) {
      const counts = new Map<Tlp | undefined, number>();
      for (const { id } of all.all(member, viewer.member)) {
        const shown = shownOf(viewer, String(id));
        if (shown === undefined) continue;
        const { tlp } = terms.facts(shown.terms);
        counts.set(tlp, (counts.get(tlp) ?? 0) + 1);
      }
      return counts;
    },
  };
}
