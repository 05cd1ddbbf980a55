import { Audience } from './audience.ts';
import { closingDate } from './handling.ts';
import type { PrincipalId, Roster } from './roster.ts';
import { type Clause, clausesOf, type Terms, type Tlp } from './terms.ts';

/** What terms are evaluated against. */
export type EvaluateContext = {
  roster: Roster;
  /** Who may read a collection now. Absent: the readers at first publication still may. */
  collectionReaders?: (collection: number) => 'all' | readonly PrincipalId[];
  /** The time, as a STIX timestamp. Absent: whatever has an embargo or expiry stays closed. */
  now?: string;
};

/** Who may have what these terms cover: always the owner's side, and whoever all clauses admit. */
export function evaluate(terms: Terms, context: EvaluateContext): Audience {
  const released = clausesOf(terms)
    .map((clause) => evaluateClause(clause, context))
    .reduce((all, one) => all.intersect(one));
  return released.union(context.roster.ownSide.get(terms.owner) ?? Audience.none);
}

function evaluateClause(clause: Clause, context: EvaluateContext): Audience {
  const { roster } = context;
  if (clause.closed !== undefined || closingDate(clause.handling ?? {}, context.now) !== undefined) {
    return Audience.none;
  }
  const excluded = excludedBy(clause.not ?? [], roster);
  if (excluded === undefined) return Audience.none;
  return limits(clause, context)
    .reduce((all, one) => all.intersect(one), grant(clause, roster))
    .subtract(excluded);
}

/** Whom the TLP and the lists let in, before readers and exclusions. */
function grant(clause: Clause, roster: Roster): Audience {
  const { tlp, to, readers } = clause;
  if (to !== undefined) {
    return to.map((list) => admitted(list, tlp ?? 'green', roster)).reduce((all, one) => all.intersect(one));
  }
  if (tlp === 'clear' || tlp === 'green') return roster.everyone[tlp];
  // Without a list the narrow levels mean the readers; readers without a level are a limit alone.
  return readers === undefined ? Audience.none : reachOfReaders(readers.at, tlp ?? 'green', roster);
}

/** Collection readers always intersect: those of the first publication and those of now. */
function limits(clause: Clause, { roster, collectionReaders }: EvaluateContext): Audience[] {
  if (clause.readers === undefined) return [];
  const { collection, at } = clause.readers;
  return [at, collectionReaders?.(collection) ?? at].map((readers) => reachOfReaders(readers, 'green', roster));
}

function reachOfReaders(readers: 'all' | readonly PrincipalId[], tlp: Tlp, roster: Roster): Audience {
  if (readers === 'all') return roster.everyone[tlp];
  return unionOf(readers.map((id) => roster.reach[tlp].get(id) ?? Audience.none));
}

/** Whom one releasable-to list admits at a level. Ids that nobody here has admit nobody. */
export function admitted(list: readonly string[], tlp: Tlp, roster: Roster): Audience {
  const { principals } = resolve(list, roster);
  return reachOfReaders(principals, tlp, roster);
}

/** Whom not-releasable-to names, with all that belong to them; undefined where an id is nobody's: it closes. */
function excludedBy(list: readonly string[], roster: Roster): Audience | undefined {
  const { principals, unknown } = resolve(list, roster);
  return unknown.length > 0 ? undefined : reachOfReaders(principals, 'green', roster);
}

/** The principals that ids name, directly or through groups, and the ids that name neither. */
export function resolve(
  list: readonly string[],
  roster: Roster,
): { principals: readonly PrincipalId[]; unknown: readonly string[] } {
  const seen = new Set(list);
  const principals: PrincipalId[] = [];
  const unknown: string[] = [];
  // A set iterates over what is added while it does, each id once: circular groups end.
  for (const identity of seen) {
    const principal = roster.byIdentity.get(identity);
    if (principal !== undefined) principals.push(principal);
    else {
      const group = roster.groups.get(identity);
      if (group === undefined) unknown.push(identity);
      else for (const member of group.members) seen.add(member);
    }
  }
  return { principals, unknown };
}

function unionOf(audiences: readonly Audience[]): Audience {
  return audiences.reduce((all, one) => all.union(one), Audience.none);
}
