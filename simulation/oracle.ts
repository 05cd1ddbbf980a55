/** Terms as the workload uses them; members are numbers. */
export type ItemTerms =
  | { readonly tlp: 'clear' | 'green' }
  | { readonly tlp: 'amber' | 'amber+strict'; readonly to: readonly number[] }
  /** For persons in sessions of their own: nothing of it leaves the node. */
  | { readonly tlp: 'red'; readonly to: readonly number[] }
  | { readonly tlp: 'unmarked' };

export type Item = {
  readonly id: string;
  readonly author: number;
  /** Oldest first; each holds a text that is nowhere else. */
  readonly versions: { readonly text: string; readonly terms: ItemTerms }[];
  recalled: boolean;
};

export type Expected = {
  /** Texts that the member reads now. */
  readonly reads: ReadonlySet<string>;
  /** Texts that may lie on its node: what it reads, and older versions that it might read. */
  readonly mayHold: ReadonlySet<string>;
};

/** Who may have it, the author apart. Written without a look at how the product decides. */
function isFor(terms: ItemTerms, member: number): boolean {
  if (terms.tlp === 'clear' || terms.tlp === 'green') return true;
  return 'to' in terms && terms.tlp !== 'red' && terms.to.includes(member);
}

/** What one member must and must not have, by what was acknowledged. */
export function expected(items: Iterable<Item>, member: number): Expected {
  const reads = new Set<string>();
  const mayHold = new Set<string>();
  for (const { author, versions, recalled } of items) {
    const newest = versions.at(-1);
    if (recalled || newest === undefined) continue;
    if (author !== member && !isFor(newest.terms, member)) continue;
    reads.add(newest.text);
    for (const { text, terms } of versions) if (author === member || isFor(terms, member)) mayHold.add(text);
  }
  return { reads, mayHold };
}

/** Texts that were never for a member, whatever happened since: to find one on its node is a leak at any time. */
export function neverFor(items: Iterable<Item>, member: number): ReadonlySet<string> {
  const never = new Set<string>();
  for (const { author, versions } of items) {
    if (author === member) continue;
    for (const { text, terms } of versions) if (!isFor(terms, member)) never.add(text);
  }
  return never;
}
