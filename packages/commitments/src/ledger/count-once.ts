import { components } from '../graph/components.ts';
import { measureKey } from '../quantity/quantity.ts';
import type { Commitment, Link } from './commitment.ts';
import { coverings, type Group } from './coverings.ts';
import { compare } from './order-of-events.ts';
import type { Figure } from './state.ts';

/** Why a row is not counted, and which one is instead. */
export type NotCounted = { readonly because: 'same-as' | 'replaced' | 'part-of'; readonly by: string };

/** Rows that may be counted, and those that are the same, part of, or replaced by one that is. */
export type CountedOnce = {
  readonly counted: readonly string[];
  readonly not: ReadonlyMap<string, NotCounted>;
};

/** A commitment that is tied to others: what it shares with the same, and which of these it comes before. */
export type Tied = { readonly id: string; readonly group: Group; readonly rank: number };
export type TiedRow = { readonly tied: Tied; readonly figure: Pick<Figure, 'isOver'> };

/** So many are looked at below one commitment: more than anybody divides one into, and no more work than that. */
const mostTakenIn = 2000;

/** How commitments hang together, worked out once for any number of totals. */
export type Ties = {
  /** The rows of `figures` that count. What is not among them counts for nobody, whoever is linked to it. */
  countOnce(figures: ReadonlyMap<string, Figure>): CountedOnce;
  /** Of rows that are tied and have a figure in one measure, those that do not count. */
  notCounted(alike: readonly TiedRow[]): ReadonlyMap<string, NotCounted>;
  /** Undefined where it is tied to nothing. */
  tiedOf(id: string): Tied | undefined;
  /** Those that are the same thing, itself included. */
  sameAs(id: string): readonly string[];
  /** What is directly part of it, or of what is the same. */
  partsOf(id: string): readonly string[];
  /**
   * The nearest that it takes in and that `isFound`: the same, its parts and theirs and, where wanted, what any of these
   * replaces. Without itself.
   */
  takesIn(id: string, isFound: (id: string) => boolean, isWithPredecessors: boolean): readonly string[];
  /** Whatever hangs together with any of these, in whichever direction, these included. */
  hangingTogether(ids: readonly string[]): readonly string[];
  /** All that are tied to another. */
  readonly tied: readonly string[];
  isTied(id: string): boolean;
};

/**
 * Links may go in circles: what is part of itself, or replaces what replaces it, is taken as the same thing. Of what is
 * the same one row counts: that recorded by the committing member itself, else the one recorded first. What takes the
 * place of a part is a part of the same whole.
 */
export function createTies(commitments: readonly Commitment[], links: readonly Link[]): Ties {
  const byId = new Map(commitments.map((each) => [each.id, each]));
  // In one order, whichever they came in: which of two equally near ones is named depends on it.
  const visible = links
    .filter(({ from, to }) => from !== to && byId.has(from) && byId.has(to))
    .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.kind, b.kind));
  const targets = new Map<string, string[]>();
  const lead = (from: string, to: string): void => {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  };
  for (const { kind, from, to } of visible) {
    // Along what covers it: a part leads to its whole, what is replaced to its successor.
    if (kind === 'replaces') lead(to, from);
    else lead(from, to);
    if (kind === 'same-as') lead(to, from);
  }
  const tied = [...new Set(visible.flatMap(({ from, to }) => [from, to]))].sort(compare);
  const groups = components(tied, (id) => targets.get(id) ?? []);
  const byTied = new Map(
    groups.flatMap((ids, group) => ids.toSorted(first).map((id, rank): [string, Tied] => [id, { id, group, rank }])),
  );
  const groupOf = (id: string): Group | undefined => byTied.get(id)?.group;
  const above = edges('part-of', 'from', 'to');
  const successors = edges('replaces', 'to', 'from');
  const predecessors = edges('replaces', 'from', 'to');
  const covering = coverings(groups.length, above, successors, predecessors);
  const below = reversed(covering.wholes);

  function edges(wanted: Link['kind'], start: 'from' | 'to', end: 'from' | 'to'): ReadonlyMap<Group, readonly Group[]> {
    const found = new Map<Group, Set<Group>>();
    for (const link of visible) {
      const [a, b] = [groupOf(link[start]), groupOf(link[end])];
      if (link.kind !== wanted || a === undefined || b === undefined || a === b) continue;
      found.set(a, (found.get(a) ?? new Set()).add(b));
    }
    return new Map([...found].map(([key, set]) => [key, [...set].sort((a, b) => a - b)]));
  }

  function first(a: string, b: string): number {
    const [one, other] = [byId.get(a), byId.get(b)];
    if (one === undefined || other === undefined) return compare(a, b);
    const isOwn = (each: Commitment): number => Number(each.owner === each.by);
    return isOwn(other) - isOwn(one) || compare(one.recorded, other.recorded) || compare(a, b);
  }

  let neighbours: ReadonlyMap<string, readonly string[]> | undefined;

  function insideOf(id: string): readonly string[] {
    return groups[groupOf(id) ?? -1] ?? [id];
  }

  /** By group, which of it stands: of one question at a time, since a ledger asks many of thousands of rows. */
  const standing: (Tied | undefined)[] = groups.map(() => undefined);

  function notCounted(alike: readonly TiedRow[]): ReadonlyMap<string, NotCounted> {
    if (alike.length === 0) return new Map();
    const found: Group[] = [];
    const over = new Set<Group>();
    const others: Tied[] = [];
    for (const { tied: each, figure } of alike) {
      const { group } = each;
      const same = standing[group];
      if (same === undefined) found.push(group);
      const isFirst = same === undefined || each.rank < same.rank;
      if (same !== undefined) others.push(isFirst ? same : each);
      if (!isFirst) continue;
      standing[group] = each;
      if (figure.isOver) over.add(group);
      else if (same !== undefined) over.delete(group);
    }
    const not = new Map<string, NotCounted>();
    for (const { id, group } of others) not.set(id, { because: 'same-as', by: standing[group]?.id ?? id });
    const standingNow = { has: (group: Group) => standing[group] !== undefined, keys: () => found.values() };
    for (const [group, { because, by }] of covering.among(standingNow, over)) {
      const [own, its] = [standing[group], standing[by]];
      if (own !== undefined && its !== undefined) not.set(own.id, { because, by: its.id });
    }
    for (const group of found) standing[group] = undefined;
    return not;
  }

  return {
    tied,
    isTied: (id) => byTied.has(id),
    tiedOf: (id) => byTied.get(id),
    notCounted,
    countOnce(figures) {
      const byMeasure = new Map<string, TiedRow[]>();
      for (const [id, figure] of figures) {
        const own = byTied.get(id);
        if (own === undefined) continue;
        const key = measureKey(figure.measure);
        const alike = byMeasure.get(key);
        if (alike === undefined) byMeasure.set(key, [{ tied: own, figure }]);
        else alike.push({ tied: own, figure });
      }
      const not = new Map([...byMeasure.values()].flatMap((alike) => [...notCounted(alike)]));
      return { counted: [...figures.keys()].filter((id) => byId.has(id) && !not.has(id)).sort(compare), not };
    },
    hangingTogether(ids) {
      neighbours ??= neighboursIn(visible);
      const found = new Set(ids);
      for (const id of found) for (const other of neighbours.get(id) ?? []) found.add(other);
      return [...found];
    },
    sameAs: insideOf,
    partsOf: (id) => (below.get(groupOf(id) ?? -1) ?? []).flatMap((group) => groups[group] ?? []),
    takesIn(id, isFound, isWithPredecessors) {
      const start = groupOf(id);
      const seen = new Set(start === undefined ? [] : [start]);
      const found: string[] = [];
      for (const group of seen) {
        const here = (groups[group] ?? []).filter((each) => each !== id && isFound(each));
        found.push(...here);
        if (here.length > 0 || seen.size > mostTakenIn) continue;
        for (const part of below.get(group) ?? []) seen.add(part);
        if (isWithPredecessors) for (const before of predecessors.get(group) ?? []) seen.add(before);
      }
      return found;
    },
  };
}

function neighboursIn(links: readonly Link[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { from, to } of links) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = found.get(one);
      if (known === undefined) found.set(one, [other]);
      else known.push(other);
    }
  }
  return found;
}

function reversed(edges: ReadonlyMap<Group, readonly Group[]>): ReadonlyMap<Group, readonly Group[]> {
  const found = new Map<Group, Group[]>();
  for (const [from, list] of edges) {
    for (const to of list) {
      const known = found.get(to);
      if (known === undefined) found.set(to, [from]);
      else known.push(from);
    }
  }
  return found;
}
