import { components } from '../graph/components.ts';

/** Commitments that are the same thing, by number. */
export type Group = number;
type Edges = ReadonlyMap<Group, readonly Group[]>;
/** Groups that have a figure. */
type Standing = Pick<ReadonlySet<Group>, 'has' | 'keys'>;

/** By which group another one is covered, and how. */
export type Covering = { readonly because: 'replaced' | 'part-of'; readonly by: Group };

export type Coverings = {
  /** The wholes of each group, also of what takes the place of a part. */
  readonly wholes: Edges;
  /**
   * Which of the groups that have a figure are covered by another of them: through any chain of wholes and successors,
   * also through those without a figure. The nearest is told, a successor before a whole. None is covered in a circle,
   * and no part by a whole that is `over`.
   */
  among(standing: Standing, over: ReadonlySet<Group>): ReadonlyMap<Group, Covering>;
};

/** Of groups numbered from 0 to `count`: the wholes above each, and what takes its place and whose place it takes. */
export function coverings(count: number, above: Edges, successors: Edges, predecessors: Edges): Coverings {
  const wholes = inherited(count, above, successors, predecessors);
  const covered = (group: Group): readonly Group[] => [...(successors.get(group) ?? []), ...(wholes.get(group) ?? [])];
  const isBelow = Array.from({ length: count }, (_, group) => successors.has(group) || wholes.has(group));
  const mayBeCovered = (group: Group): boolean => isBelow[group] === true;
  /** Each after all that may cover it, so that one pass answers for all, however long the chains. */
  const place = new Map(
    ordered(count, covered)
      .flat()
      .map((group, at) => [group, at]),
  );

  type Found = Covering & { readonly steps: number };
  /** Those that stand and all that may cover them, in order: in a line of a total that is little of the whole. */
  function reached(standing: Iterable<Group>): readonly Group[] {
    const found = new Set(standing);
    for (const group of found) for (const by of covered(group)) found.add(by);
    return [...found].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }

  function pass(
    order: readonly Group[],
    standing: Standing,
    over: ReadonlySet<Group>,
    isOnlySuccessors: boolean,
  ): ReadonlyMap<Group, Found> {
    const found = new Map<Group, Found>();
    const consider = (group: Group, by: Group, because: Covering['because']): void => {
      const beyond = found.get(by);
      const isCounted = standing.has(by) && !(because === 'part-of' && over.has(by));
      const next: Found | undefined = isCounted
        ? { because, by, steps: 1 }
        : beyond && { ...beyond, because: because === 'part-of' ? because : beyond.because, steps: beyond.steps + 1 };
      const best = found.get(group);
      if (next !== undefined && (best === undefined || next.steps < best.steps)) found.set(group, next);
    };
    for (const group of order) {
      for (const by of successors.get(group) ?? []) consider(group, by, 'replaced');
      if (!isOnlySuccessors) for (const by of wholes.get(group) ?? []) consider(group, by, 'part-of');
    }
    return found;
  }

  return {
    wholes,
    among(standing, over) {
      // Most are neither part of anything nor replaced.
      const open = [...standing.keys()].filter(mayBeCovered);
      const order = reached(open);
      const [succeeded, covered] = [pass(order, standing, over, true), pass(order, standing, over, false)];
      const found = new Map<Group, Covering>();
      for (const group of open) {
        const by = succeeded.get(group) ?? covered.get(group);
        if (by !== undefined) found.set(group, by);
      }
      return found;
    },
  };
}

/**
 * What takes the place of a part is part of the same wholes, unless one of these would then be covered by itself:
 * what replaces a whole along with its part is no part of it.
 */
function inherited(count: number, above: Edges, successors: Edges, predecessors: Edges): Edges {
  if (predecessors.size === 0 || above.size === 0) return above;
  const all = new Map<Group, ReadonlySet<Group>>([...above].map(([group, list]) => [group, new Set(list)]));
  // Predecessors first: what they inherit is handed on. (Groups are free of circles along successors.)
  for (const [at = 0] of ordered(count, (group) => predecessors.get(group) ?? [])) {
    const before = (predecessors.get(at) ?? []).flatMap((each) => [...(all.get(each) ?? [])]);
    const others = before.filter((whole) => whole !== at);
    if (others.length > 0) all.set(at, new Set([...(all.get(at) ?? []), ...others]));
  }
  const next = (group: Group): readonly Group[] => [...(all.get(group) ?? []), ...(successors.get(group) ?? [])];
  const circles = ordered(count, next);
  const circleOf = new Map(circles.flatMap((circle, index) => circle.map((group) => [group, index] as const)));
  return new Map(
    [...all].map(([group, list]) => {
      const own = new Set(above.get(group));
      const kept = [...list].filter((whole) => own.has(whole) || circleOf.get(whole) !== circleOf.get(group));
      return [group, kept.sort((a, b) => a - b)];
    }),
  );
}

/** Groups in circles, each after all that it leads to. */
function ordered(count: number, targets: (group: Group) => readonly Group[]): readonly (readonly Group[])[] {
  const nodes = Array.from({ length: count }, (_, group) => String(group));
  return components(nodes, (group) => targets(Number(group)).map(String)).map((circle) => circle.map(Number));
}
