import { Audience } from './audience.ts';
import { type ClosingDate, closingDate } from './handling.ts';
import type { PrincipalId, Roster } from './roster.ts';
import type { Clause, Tlp } from './terms.ts';

/** What terms are evaluated against. */
export type EvaluateContext = {
  roster: Roster;
  /** Who may read a collection now. Absent: the readers at first publication still may. */
  collectionReaders?: (collection: number) => 'all' | readonly PrincipalId[];
  /** The time, as a STIX timestamp. Absent: whatever has an embargo or expiry stays closed. */
  now?: string;
};

/** One condition of terms, and whom it admits. Whoever is to have the object must pass every gate. */
export type Gate = { rule: GateRule; admits: Audience };

export type GateRule =
  /** Closed to all but the owner: `reason` as in `Clause.closed`, or `nothing-granted`. */
  | { kind: 'closed'; reason: string }
  | ({ kind: 'date' } & ClosingDate)
  /** A level that needs no list: CLEAR and GREEN. */
  | { kind: 'level'; tlp: Tlp }
  /** A releasable-to list, at a level; without one it reaches as far as GREEN does. */
  | { kind: 'list'; list: readonly string[]; tlp: Tlp }
  /** AMBER and narrower without a list: for the readers of the collection, or for nobody before publication. */
  | { kind: 'readers-as-list'; tlp: Tlp; collection?: number }
  /** Collection readers always intersect: those of the first publication and those of now. */
  | { kind: 'readers'; collection: number; when: 'first-publication' | 'now' }
  | { kind: 'exclusion'; list: readonly string[] }
  /** A not-releasable-to list with ids that are nobody's here: whom it means cannot be known, so it closes. */
  | { kind: 'unknown-exclusion'; ids: readonly string[] };

/** The gates of one clause. */
export function gatesOf(clause: Clause, context: EvaluateContext): readonly Gate[] {
  return [...closures(clause, context), ...grants(clause, context.roster), ...limits(clause, context)];
}

function closures({ closed = [], handling = {} }: Clause, { now }: EvaluateContext): Gate[] {
  const gates = closed.map((reason): Gate => ({ rule: { kind: 'closed', reason }, admits: Audience.none }));
  const date = closingDate(handling, now);
  return date === undefined ? gates : [...gates, { rule: { kind: 'date', ...date }, admits: Audience.none }];
}

/** Whom the TLP and the lists let in. */
function grants({ tlp, to, readers }: Clause, roster: Roster): Gate[] {
  if (to !== undefined) {
    const level = tlp ?? 'green';
    return to.map((list) => ({ rule: { kind: 'list', list, tlp: level }, admits: admitted(list, level, roster) }));
  }
  if (tlp === 'clear' || tlp === 'green') return [{ rule: { kind: 'level', tlp }, admits: roster.everyone[tlp] }];
  if (tlp !== undefined) {
    const rule: GateRule = { kind: 'readers-as-list', tlp, ...(readers && { collection: readers.collection }) };
    return [{ rule, admits: readers === undefined ? Audience.none : reachOf(readers.at, tlp, roster) }];
  }
  // Readers alone are a limit to intersect with; terms that say nothing at all grant nothing.
  return readers === undefined ? [{ rule: { kind: 'closed', reason: 'nothing-granted' }, admits: Audience.none }] : [];
}

/** Whom collection readers and not-releasable-to leave in. */
function limits({ readers, not }: Clause, { roster, collectionReaders }: EvaluateContext): Gate[] {
  const gates: Gate[] = [];
  if (readers !== undefined) {
    const { collection, at } = readers;
    const now = collectionReaders?.(collection) ?? at;
    gates.push(
      { rule: { kind: 'readers', collection, when: 'first-publication' }, admits: reachOf(at, 'green', roster) },
      { rule: { kind: 'readers', collection, when: 'now' }, admits: reachOf(now, 'green', roster) },
    );
  }
  if (not !== undefined) {
    const { principals, unknown: ids } = resolve(not, roster);
    if (ids.length > 0) gates.push({ rule: { kind: 'unknown-exclusion', ids }, admits: Audience.none });
    const admits = roster.everyone.clear.subtract(reachOf(principals, 'green', roster));
    gates.push({ rule: { kind: 'exclusion', list: not }, admits });
  }
  return gates;
}

/** Whom one releasable-to list admits at a level. Ids that are nobody's here admit nobody. */
function admitted(list: readonly string[], tlp: Tlp, roster: Roster): Audience {
  return reachOf(resolve(list, roster).principals, tlp, roster);
}

function reachOf(named: 'all' | readonly PrincipalId[], tlp: Tlp, roster: Roster): Audience {
  if (named === 'all') return roster.everyone[tlp];
  return named.reduce((all, id) => all.union(roster.reach[tlp].get(id) ?? Audience.none), Audience.none);
}

/** The principals that ids name, directly or through groups, and the ids that name neither. */
function resolve(list: readonly string[], roster: Roster): { principals: PrincipalId[]; unknown: string[] } {
  const seen = new Set(list);
  const principals: PrincipalId[] = [];
  const unknown: string[] = [];
  // A set goes on to what is added meanwhile, and has each id once: circular groups end.
  for (const identity of seen) {
    const principal = roster.byIdentity.get(identity);
    const group = roster.groups.get(identity);
    if (principal !== undefined) principals.push(principal);
    else if (group === undefined) unknown.push(identity);
    else for (const member of group.members) seen.add(member);
  }
  return { principals, unknown };
}
