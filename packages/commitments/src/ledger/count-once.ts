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

/** So many are looked at below one commitment: more than anybody divides one into, and no more work than that. */
const mostTakenIn = 2000;

/** How commitments hang together, worked out once for any number of totals. */
export type Ties = {
  /** The rows of `figures` that count. What is not among them counts for nobody, whoever is linked to it. */
  countOnce(figures: ReadonlyMap<string, Figure>): CountedOnce;
  /** Those that are the same thing, itself included. */
  sameAs(id: string): readonly string[];
  /** What is directly part of it, or of what is the same. */
  partsOf(id: string): readonly string[];
  /**
   * The nearest that it takes in and that `isFound`: the same, its parts and theirs and, where wanted, what any of these
   * replaces. Without itself.
   */
  takesIn(id: string, isFound: (id: string) => boolean, isWithPredecessors: boolean): readonly string[];
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
  const groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
  const above = edges('part-of', 'from', 'to');
  const successors = edges('replaces', 'to', 'from');
  const predecessors = edges('replaces', 'from', 'to');
  const covering = coverings(groups.length, above, successors, predecessors);
  const below = reversed(covering.wholes);

  function edges(wanted: Link['kind'], start: 'from' | 'to', end: 'from' | 'to'): ReadonlyMap<Group, readonly Group[]> {
    const found = new Map<Group, Set<Group>>();
    for (const link of visible) {
      const [a, b] = [groupOf.get(link[start]), groupOf.get(link[end])];
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

  function insideOf(id: string): readonly string[] {
    return groups[groupOf.get(id) ?? -1] ?? [id];
  }

  return {
    tied,
    isTied: (id) => groupOf.has(id),
    countOnce(figures) {
      const not = new Map<string, NotCounted>();
      const inMeasure = ([id, { measure }]: [string, Figure]): string => (groupOf.has(id) ? measureKey(measure) : '');
      for (const [measure, alike] of Map.groupBy(figures, inMeasure)) {
        if (measure === '') continue;
        const standing = new Map<Group, string>();
        const over = new Set<Group>();
        for (const [group, members] of Map.groupBy(alike, ([id]) => groupOf.get(id) ?? -1)) {
          const [best, ...others] = members.map(([id]) => id).sort(first);
          if (best === undefined) continue;
          standing.set(group, best);
          if (figures.get(best)?.isOver) over.add(group);
          for (const other of others) not.set(other, { because: 'same-as', by: best });
        }
        for (const [group, { because, by }] of covering.among(new Set(standing.keys()), over)) {
          const [own, its] = [standing.get(group), standing.get(by)];
          if (own !== undefined && its !== undefined) not.set(own, { because, by: its });
        }
      }
      return { counted: [...figures.keys()].filter((id) => byId.has(id) && !not.has(id)).sort(compare), not };
    },
    sameAs: insideOf,
    partsOf: (id) => (below.get(groupOf.get(id) ?? -1) ?? []).flatMap((group) => groups[group] ?? []),
    takesIn(id, isFound, isWithPredecessors) {
      const start = groupOf.get(id);
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
