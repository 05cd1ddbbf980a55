import { components } from '../graph/components.ts';
import { measureKey } from '../quantity/quantity.ts';
import type { Commitment, Link } from './commitment.ts';
import { compare } from './order-of-events.ts';
import type { Figure } from './state.ts';

/** Why a row is not counted, and which one is instead. */
export type NotCounted = { readonly because: 'same-as' | 'replaced' | 'part-of'; readonly by: string };

/** Rows that may be counted, and those that are the same, part of, or replaced by one that is. */
export type CountedOnce = {
  readonly counted: readonly string[];
  readonly not: ReadonlyMap<string, NotCounted>;
};

/** How commitments hang together, worked out once for any number of totals. */
export type Ties = {
  /** The rows of `figures` that count. What is not among them counts for nobody, whoever is linked to it. */
  countOnce(figures: ReadonlyMap<string, Figure>): CountedOnce;
  /** Those that are the same thing, itself included. */
  sameAs(id: string): readonly string[];
  /** What is directly part of it, or of what is the same. */
  partsOf(id: string): readonly string[];
};

/**
 * Links may go in circles: what is part of itself, or replaces what replaces it, is taken as the same thing. Of what is
 * the same one row counts: that recorded by the committing member itself, else the one recorded first.
 */
export function createTies(commitments: readonly Commitment[], links: readonly Link[]): Ties {
  const byId = new Map(commitments.map((each) => [each.id, each]));
  const visible = links.filter(({ from, to }) => from !== to && byId.has(from) && byId.has(to));
  const targets = new Map<string, string[]>();
  const lead = (from: string, to: string): void => {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  };
  for (const { kind, from, to } of visible) {
    lead(from, to);
    if (kind === 'same-as') lead(to, from);
  }
  const tied = new Set(visible.flatMap(({ from, to }) => [from, to]));
  const groups = components([...tied].sort(compare), (id) => targets.get(id) ?? []);
  const groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
  const above = edges('part-of', 'from', 'to');
  const below = edges('part-of', 'to', 'from');
  const successors = edges('replaces', 'to', 'from');

  function edges(
    wanted: Link['kind'],
    start: 'from' | 'to',
    end: 'from' | 'to',
  ): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, Set<number>>();
    for (const link of visible) {
      const [a, b] = [groupOf.get(link[start]), groupOf.get(link[end])];
      if (link.kind !== wanted || a === undefined || b === undefined || a === b) continue;
      found.set(a, (found.get(a) ?? new Set()).add(b));
    }
    return new Map([...found].map(([key, set]) => [key, [...set].sort((a, b) => a - b)]));
  }

  /** The nearest group along edges for which there is an answer. */
  function nearest<Answer>(
    start: number,
    along: ReadonlyMap<number, readonly number[]>,
    answer: (group: number) => Answer | undefined,
  ): Answer | undefined {
    const seen = new Set([start]);
    const queue = [...(along.get(start) ?? [])];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const found = answer(at);
      if (found !== undefined) return found;
      queue.push(...(along.get(at) ?? []));
    }
    return undefined;
  }

  function first(a: string, b: string): number {
    const [one, other] = [byId.get(a), byId.get(b)];
    if (one === undefined || other === undefined) return compare(a, b);
    const isOwn = (each: Commitment): number => Number(each.owner === each.by);
    return isOwn(other) - isOwn(one) || compare(one.recorded, other.recorded) || compare(a, b);
  }

  return {
    countOnce(figures) {
      const not = new Map<string, NotCounted>();
      const standing = new Map<number, string>();
      for (const [group, members] of Map.groupBy(
        [...figures.keys()].filter((id) => tied.has(id)),
        (id) => groupOf.get(id) ?? -1,
      )) {
        const [best, ...others] = members.toSorted(first);
        if (best === undefined) continue;
        standing.set(group, best);
        for (const other of others) not.set(other, { because: 'same-as', by: best });
      }
      for (const [group, id] of [...standing].sort(([a], [b]) => a - b)) {
        const alike = (other: number): string | undefined => {
          const found = standing.get(other);
          const [own, its] = [figures.get(id), found === undefined ? undefined : figures.get(found)];
          return own && its && measureKey(own.measure) === measureKey(its.measure) ? found : undefined;
        };
        const successor = nearest(group, successors, alike);
        const whole = successor === undefined ? nearest(group, above, alike) : undefined;
        if (successor !== undefined) not.set(id, { because: 'replaced', by: successor });
        else if (whole !== undefined) not.set(id, { because: 'part-of', by: whole });
      }
      const free = [...figures.keys()].filter((id) => byId.has(id) && !tied.has(id));
      return { counted: [...free, ...standing.values()].filter((id) => !not.has(id)).sort(compare), not };
    },
    sameAs: (id) => groups[groupOf.get(id) ?? -1] ?? [id],
    partsOf: (id) => (below.get(groupOf.get(id) ?? -1) ?? []).flatMap((group) => groups[group] ?? []),
  };
}
