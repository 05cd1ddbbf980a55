import type { ItemTerms } from './item.ts';
import type { Layout } from './topology.ts';

/** Over which ways something can come from a member to another: by the links alone, whoever is in the coalition. */
export type Ways = {
  /** Members whose people work at the node of this one. */
  readonly atNodeOf: (member: number) => readonly number[];
  /** Whether the nodes of two members are the same, or joined. */
  readonly areNear: (one: number, other: number) => boolean;
  /** Whether something under these terms can come from its author to a member that may have it. */
  readonly canCome: (terms: ItemTerms, author: number, member: number) => boolean;
};

/** Written from what the design says of passing on and of operators, without a look at how the product decides. */
export function createWays(
  { nodes, nodeOf, links }: Layout,
  isFor: (terms: ItemTerms, member: number) => boolean,
): Ways {
  const joined = Array.from({ length: nodes }, () => new Set<number>());
  /** The nodes that take from each, as from a hub, what others released. */
  const served = Array.from({ length: nodes }, () => new Set<number>());
  for (const { host, guest, hostIsHub, guestIsHub } of links) {
    joined[host]?.add(guest);
    joined[guest]?.add(host);
    if (hostIsHub) served[host]?.add(guest);
    if (guestIsHub) served[guest]?.add(host);
  }
  const reached = joined.map((near, from) => {
    const found = new Set([from, ...near]);
    for (const node of found) if (node !== from) for (const next of served[node] ?? []) found.add(next);
    return found;
  });
  const node = (member: number): number => nodeOf[member] ?? -1;
  const areNear = (one: number, other: number): boolean =>
    node(one) === node(other) || joined[node(one)]?.has(node(other)) === true;

  return {
    atNodeOf: (member) => nodeOf.flatMap((at, each) => (at === node(member) ? [each] : [])),
    areNear,
    canCome(terms, author, member) {
      if (node(author) === node(member)) return true;
      const isBound = 'isBound' in terms && terms.isBound === true;
      // Who operates the node sees what lies there: only GREEN and AMBER are carried past it (rule 11).
      const mayCarry = isFor(terms, node(member)) || (terms.tlp !== 'amber+strict' && !isBound);
      if (areNear(author, member)) return mayCarry;
      // Past others' nodes goes what is for everybody, and no more.
      return !isBound && !('to' in terms) && reached[node(author)]?.has(node(member)) === true;
    },
  };
}
