/** Terms as the workload uses them; members are numbers. */
export type ItemTerms =
  | { readonly tlp: 'clear' | 'green' }
  | { readonly tlp: 'amber' | 'amber+strict'; readonly to: readonly number[] }
  /** For persons in sessions of their own: nothing of it leaves the node. */
  | { readonly tlp: 'red'; readonly to: readonly number[] }
  | { readonly tlp: 'unmarked' };

export type ItemVersion = {
  readonly text: string;
  readonly terms: ItemTerms;
  /** When it is to be purged everywhere, in milliseconds since 1970. */
  readonly expires?: number;
  /** Members that were away when it was published, at a node that knew so; emptied as they come back. */
  readonly withheldFrom: Set<number>;
  /** Nobody was away when it was published. */
  readonly isForAllThere: boolean;
};

export type Item = {
  readonly id: string;
  readonly author: number;
  /** Oldest first; each holds a text that is nowhere else. */
  readonly versions: ItemVersion[];
  recalled: boolean;
};

export type Expected = {
  /** Texts that the member reads now. */
  readonly reads: ReadonlySet<string>;
  /** The same, and those that expire just now. */
  readonly mayRead: ReadonlySet<string>;
  /** Texts that may lie on its node: what it reads, and older versions that it might read. */
  readonly mayHold: ReadonlySet<string>;
};

/** Who may have it, the author apart. Written without a look at how the product decides. */
function isFor(terms: ItemTerms, member: number): boolean {
  if (terms.tlp === 'clear' || terms.tlp === 'green') return true;
  return 'to' in terms && terms.tlp !== 'red' && terms.to.includes(member);
}

/**
 * What one member must and must not have, by what was acknowledged, at a moment (milliseconds since 1970). Clocks may be
 * wrong by `skew`: so long before and after it expires an object may be there, and need not. What members that are `away`
 * contributed stays where it is, and need not come any further.
 */
export function expected(
  items: Iterable<Item>,
  member: number,
  { now, skew, away }: { readonly now: number; readonly skew: number; readonly away: ReadonlySet<number> },
): Expected {
  const reads = new Set<string>();
  const mayRead = new Set<string>();
  const mayHold = new Set<string>();
  for (const { author, versions, recalled } of items) {
    const newest = versions.at(-1);
    if (recalled || newest === undefined) continue;
    if (author !== member && !isFor(newest.terms, member)) continue;
    // What a newer version says of its end holds for the older ones.
    const ends = versions.map((_, place) =>
      Math.min(...versions.slice(place).map(({ expires = Infinity }) => expires)),
    );
    if (now < (ends.at(-1) ?? Infinity) - skew && !away.has(author)) reads.add(newest.text);
    for (const [place, { text, terms, withheldFrom }] of versions.entries()) {
      const isOver = now >= (ends[place] ?? Infinity) + skew;
      if (isOver || withheldFrom.has(member)) continue;
      if (text === newest.text) mayRead.add(text);
      if (author === member || isFor(terms, member)) mayHold.add(text);
    }
  }
  return { reads, mayRead, mayHold };
}

/** When nothing can expire any more. */
export function lastExpiry(items: Iterable<Item>): number {
  const all = [...items].flatMap(({ versions }) => versions.flatMap(({ expires }) => expires ?? []));
  return Math.max(0, ...all);
}

/** Texts that were never for a member, or not while it is away: to find one on its node is a leak at any time. */
export function neverFor(items: Iterable<Item>, member: number): ReadonlySet<string> {
  const never = new Set<string>();
  for (const { author, versions } of items) {
    if (author === member) continue;
    for (const { text, terms, withheldFrom } of versions) {
      if (!isFor(terms, member) || withheldFrom.has(member)) never.add(text);
    }
  }
  return never;
}
