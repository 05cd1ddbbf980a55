import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { byName } from '../members/name-order.ts';
import type { AuditNames } from './audit-names.ts';
import type { Legends } from './legend.ts';
import type { AuditHolding } from './messages.ts';
import type { PlacementHistory, PlacementThen, Told } from './placement-history.ts';
import { mayAskAboutWorkOf, type Scope } from './policy.ts';
import type { Received } from './received.ts';

export type Holding = z.infer<typeof AuditHolding>;

/**
 * Who has an object: everybody to whom a version was ever released, whether and when it reached him, and whether he may
 * still have it. Newest version first. Nothing where the asker may not know, as for what does not exist.
 */
export type Holdings = (viewer: Viewer, scope: Scope, object: string) => readonly Holding[];

export function createHoldings(
  database: Database,
  history: PlacementHistory,
  received: Received,
  names: AuditNames,
  legends: Legends,
): Holdings {
  const entryOf = database.prepare('SELECT id, time FROM audit_entry WHERE entry = ?');
  const principalOf = database.prepare('SELECT kind, member FROM principal WHERE principal = ?');

  /** What an entry says of when; the moment alone where none tells of it. */
  function told({ time, entry = 0 }: Partial<Told>): { time: string; entry?: string } {
    const row = entryOf.get(entry);
    if (row === undefined) return { time: new Date(time ?? 0).toISOString() };
    return { time: new Date(time ?? Number(row.time)).toISOString(), entry: String(row.id) };
  }

  function describe(viewer: Viewer, scope: Scope, principal: number): Pick<Holding, 'holder' | 'member'> {
    const { kind, member } = principalOf.get(principal) as { kind: Holding['holder']['kind']; member: number };
    const owner = { id: names.principal(member), name: legends.name(viewer, scope, names.principal(member)) ?? '' };
    const name = legends.name(viewer, scope, names.principal(principal));
    // Of units and persons that one may not know, it is only said whose they are.
    const holder =
      name === undefined
        ? { id: owner.id, name: `${owner.name} (a ${kind})`, kind }
        : { id: names.principal(principal), name, kind };
    return { holder, member: owner };
  }

  function by(viewer: Viewer, scope: Scope, reader: string): { by?: string } {
    const name = reader.startsWith('a:') ? legends.name(viewer, scope, reader.slice(2)) : undefined;
    return name === undefined ? {} : { by: name };
  }

  /**
   * Persons beside the member or unit through which they see something. Of what others own one is told what is one's own
   * business: the member's for its admin, else oneself.
   */
  function groups(
    viewer: Viewer,
    scope: Scope,
    seers: ReadonlySet<number>,
    isAsked: boolean,
  ): (readonly [number, readonly number[]])[] {
    if (!isAsked && !scope.isAll && !scope.subject.startsWith('m:')) {
      return seers.has(viewer.principal) ? [[viewer.principal, [viewer.principal]]] : [];
    }
    const holders = Map.groupBy(seers, (each) => {
      const through = names.actsFor(each);
      return through !== undefined && seers.has(through) ? through : each;
    });
    return [...holders].filter(([holder]) => isAsked || Number(principalOf.get(holder)?.member) === viewer.member);
  }

  return (viewer, scope, object) => {
    const all = history.ofObject(object);

    /** What somebody, himself or through his persons, has or had of one version. */
    function holding(group: readonly number[], holder: number, placements: readonly PlacementThen[]): Holding[] {
      const seen = placements.flatMap((placement) =>
        group.flatMap((principal) => history.visibility(placement, principal) ?? []),
      );
      const from = seen.map((each) => each.from).sort((a, b) => a.time - b.time)[0];
      if (from === undefined) return [];
      const ends = seen.flatMap(({ until }) => until ?? []);
      const last = ends.length === seen.length ? ends.toSorted((a, b) => b.time - a.time)[0] : undefined;
      const { delivered, exported, opened } = received.first(group, placements, all);
      return [
        {
          version: placements[0]?.stamp ?? '',
          ...describe(viewer, scope, holder),
          released: told(from),
          ...(last === undefined ? {} : { until: told(last) }),
          ...(delivered === undefined ? {} : { delivered: told({ entry: delivered }) }),
          ...(exported && { exported: { ...told({ entry: exported.entry }), isCertain: exported.isCertain } }),
          ...(opened && { opened: { ...told({ entry: opened.entry }), ...by(viewer, scope, opened.reader) } }),
        },
      ];
    }

    const versions = Map.groupBy(all, ({ owner, modified }) => `${modified} ${owner}`);
    return [...versions]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .flatMap(([, placements]) => {
        const isAsked = mayAskAboutWorkOf(viewer, scope, placements[0]?.owner ?? 0);
        const terms = new Set(placements.flatMap(({ spans }) => spans.map((span) => span.terms)));
        const seers = new Set([...terms].flatMap(history.everSeenBy));
        return groups(viewer, scope, seers, isAsked)
          .flatMap(([holder, group]) => holding(group, holder, placements))
          .sort((a, b) => byName(a.holder, b.holder));
      });
  };
}
