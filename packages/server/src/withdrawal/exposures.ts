import type { Tlp } from '@entente/release';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import { inSlices } from '../projections/in-slices.ts';
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
  /** How many there are, by level: counted in slices, as each is looked at. */
  counts(viewer: Viewer, member: Member): Promise<ReadonlyMap<Tlp | undefined, number>>;
};

type Parts = {
  readonly database: Database;
  readonly members: MemberStore;
  readonly terms: TermsStore;
  readonly reader: ObjectReader;
  readonly ofObject: Pick<WhoWasReached, 'byMember'>;
};

/** Of fewer placements all are read and put in order; among more, the ids of everything are walked through in order. */
const many = 5000;
/** So many are counted in one step. */
const countedAtOnce = 200;

// All terms of the owner that somebody of the member ever saw. Who the members are and what terms mean is everybody's.
const seen = `WITH principals AS (SELECT principal FROM principal WHERE member = ?1),
    seen AS MATERIALIZED (
      SELECT s.terms FROM audit_sight s JOIN terms t ON t.terms = s.terms WHERE t.owner = ?2 AND s.principal IN principals
      UNION SELECT v.terms FROM visible v JOIN terms t ON t.terms = v.terms
      WHERE t.owner = ?2 AND v.principal IN principals)`;
const isOwn = `v.owner = ?2 AND v.id > ?3 AND v.id NOT LIKE 'marking-definition--%'
    AND v.id NOT LIKE 'extension-definition--%' AND NOT EXISTS (SELECT 1 FROM principal WHERE identity = v.id)`;

/**
 * Exported for the test of their plans. Ids of what stands, or stood, under what the member `?1` saw of the owner `?2`,
 * in order, after `?3`, at most `?4`.
 */
export const exposureQueries = {
  areMany: `${seen} SELECT count(*) = ${many} AS many FROM (
    SELECT 1 FROM seen CROSS JOIN placement p ON p.terms = seen.terms LIMIT ${many})`,
  few: `${seen} SELECT v.id FROM seen JOIN placement p ON p.terms = seen.terms JOIN version v ON v.version = p.version
      WHERE ${isOwn}
    UNION SELECT v.id FROM seen JOIN audit_past_placement a ON a.terms = seen.terms JOIN version v ON v.id = a.object
      WHERE a.owner = ?2 AND ${isOwn} ORDER BY id LIMIT ?4`,
  some: `${seen} SELECT DISTINCT v.id FROM version v INDEXED BY version_by_id WHERE ${isOwn} AND (
      EXISTS (SELECT 1 FROM placement p WHERE p.version = v.version AND p.terms IN seen)
      OR EXISTS (SELECT 1 FROM audit_past_placement a WHERE a.object = v.id AND a.owner = ?2 AND a.terms IN seen))
    ORDER BY v.id LIMIT ?4`,
};

export function createExposures({ database, members, terms, reader, ofObject }: Parts): Exposures {
  const areMany = database.prepare(exposureQueries.areMany);
  const [few, some] = [exposureQueries.few, exposureQueries.some].map((sql) => database.prepare(sql));

  /** In order, after one, at most so many. */
  function idsAfter(viewer: Viewer, { member }: Member, after: string, limit: number): readonly string[] {
    const query = areMany.get(member, viewer.member)?.many === 1 ? some : few;
    return query?.all(member, viewer.member, after, limit).map(({ id }) => String(id)) ?? [];
  }

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
    page(viewer, member, after, limit) {
      const found: Exposed[] = [];
      for (let last = after; found.length < limit; ) {
        const ids = idsAfter(viewer, member, last, limit);
        for (const id of ids) {
          last = id;
          const shown = shownOf(viewer, id);
          const had = ofObject.byMember(viewer.member, id, member.identity);
          if (shown === undefined || had === undefined) continue;
          found.push({ object: id, shown, tlp: terms.facts(shown.terms).tlp, had });
          if (found.length === limit) break;
        }
        if (ids.length < limit) break;
      }
      return found;
    },
    async counts(viewer, member) {
      const counts = new Map<Tlp | undefined, number>();
      function* counting(): Generator<void, void> {
        for (let ids: readonly string[] = [], after = ''; ; ) {
          ids = idsAfter(viewer, member, after, countedAtOnce);
          for (const id of ids) {
            const shown = shownOf(viewer, id);
            if (shown === undefined) continue;
            const { tlp } = terms.facts(shown.terms);
            counts.set(tlp, (counts.get(tlp) ?? 0) + 1);
          }
          after = ids.at(-1) ?? after;
          if (ids.length < countedAtOnce) return;
          yield;
        }
      }
      await inSlices(counting(), () => !database.connection.isOpen);
      return counts;
    },
  };
}
