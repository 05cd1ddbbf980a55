import type { Item, ItemTerms, ItemVersion } from './item.ts';
import type { Layout } from './topology.ts';
import { createWays, type Ways } from './ways.ts';

/** A moment (milliseconds since 1970) as it is judged, by clocks that may be wrong by `skew`. */
export type Moment = { readonly now: number; readonly skew: number; readonly away: ReadonlySet<number> };

export type Expected = {
  /** Texts that the member reads now. */
  readonly reads: ReadonlySet<string>;
  /** The same, those that expire just now, and older versions where the newest cannot come to it. */
  readonly mayRead: ReadonlySet<string>;
  /** Texts that may lie on its node for it: what it reads, and older versions that it might read. */
  readonly mayHold: ReadonlySet<string>;
};

/** What members must and must not have, by what was asked and acknowledged, and by how their nodes are joined. */
export type Oracle = {
  readonly ways: Ways;
  /**
   * So long before and after it expires as clocks are wrong, an object may be there, and need not. What members that are
   * `away` contributed stays where it is, and need not come any further.
   */
  expected(items: Iterable<Item>, member: number, moment: Moment): Expected;
  /** Texts that may lie on the node of a member, for whomever it hosts. */
  mayHoldAt(items: readonly Item[], member: number, moment: Moment): ReadonlySet<string>;
  /** Texts that were never for a member, or not while it is away: that it reads one is a leak at any time. */
  neverFor(items: Iterable<Item>, member: number): ReadonlySet<string>;
  /** Those that were never for anybody whom the node of a member hosts: to find one there is a leak. */
  neverAt(items: readonly Item[], member: number): ReadonlySet<string>;
};

/** Who may have it, the author apart. Written without a look at how the product decides. */
function isFor(terms: ItemTerms, member: number): boolean {
  if (terms.tlp === 'clear' || terms.tlp === 'green') return true;
  return 'to' in terms && terms.tlp !== 'red' && terms.to.includes(member);
}

export function createOracle(layout: Layout): Oracle {
  const ways = createWays(layout, isFor);

  function comes({ terms }: ItemVersion, author: number, member: number): boolean {
    return author === member || (isFor(terms, member) && ways.canCome(terms, author, member));
  }

  const oracle: Oracle = {
    ways,
    expected(items, member, { now, skew, away }) {
      const reads = new Set<string>();
      const mayRead = new Set<string>();
      const mayHold = new Set<string>();
      for (const { author, versions, recalled } of items) {
        const newest = versions.at(-1);
        if (recalled || newest === undefined) continue;
        // What it said last may not have come before it left.
        const isSilent = away.has(author);
        if (!isSilent && author !== member && !isFor(newest.terms, member)) continue;
        // Its terms leave it to the member, but no way leads there: then what came before may stay.
        const isStuck = isSilent || !comes(newest, author, member);
        // What a newer version says of its end holds for the older ones.
        const ends = versions.map((_, place) =>
          Math.min(...versions.slice(place).map(({ expires = Infinity }) => expires)),
        );
        if (now < (ends.at(-1) ?? Infinity) - skew && !isStuck) reads.add(newest.text);
        for (const [place, version] of versions.entries()) {
          const isOver = now >= (ends[place] ?? Infinity) + skew;
          if (isOver || version.withheldFrom.has(member) || !comes(version, author, member)) continue;
          if (version === newest || isStuck) mayRead.add(version.text);
          mayHold.add(version.text);
        }
      }
      return { reads, mayRead, mayHold };
    },
    mayHoldAt(items, member, moment) {
      return new Set(ways.atNodeOf(member).flatMap((each) => [...oracle.expected(items, each, moment).mayHold]));
    },
    neverFor(items, member) {
      const never = new Set<string>();
      for (const { author, versions } of items) {
        if (author === member) continue;
        for (const version of versions) {
          if (!comes(version, author, member) || version.withheldFrom.has(member)) never.add(version.text);
        }
      }
      return never;
    },
    neverAt(items, member) {
      const [first = new Set<string>(), ...others] = ways.atNodeOf(member).map((each) => oracle.neverFor(items, each));
      return new Set([...first].filter((text) => others.every((other) => other.has(text))));
    },
  };
  return oracle;
}

/** When nothing can expire any more. */
export function lastExpiry(items: Iterable<Item>): number {
  const all = [...items].flatMap(({ versions }) => versions.flatMap(({ expires }) => expires ?? []));
  return Math.max(0, ...all);
}
