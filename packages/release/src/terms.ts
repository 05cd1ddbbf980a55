import { type Handling, mergeHandling } from './handling.ts';
import type { PrincipalId } from './roster.ts';

/** The levels of TLP 2.0, widest first. TLP 1's WHITE is `clear`. */
export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

/** Who could read a collection when the object was first published to it: a limit for good (rule 8). */
export type Readers = { collection: number; at: 'all' | readonly PrincipalId[] };

/** What one version's markings say, each property narrowing what the others leave. */
export type Clause = {
  /** Keeps its own, whatever the rest says. */
  owner: PrincipalId;
  /** The narrowest of the TLP markings. */
  tlp?: Tlp;
  /** Releasable-to: one list for each marking, all of which must admit a principal. Ids of identities of principals or groups. */
  to?: readonly (readonly string[])[];
  /** Not-releasable-to: whoever any marking names. */
  not?: readonly string[];
  /** Why it is the owner's alone: `unmarked`, `unknown-marking:<id>`, `unresolved:<id>`, `unreadable:<id or property>`. */
  closed?: readonly string[];
  handling?: Handling;
  readers?: Readers;
};

/**
 * Terms: one clause, and perhaps further ones that hold as well. JSON-serialisable, and canonical when made by the
 * functions here: equal terms have equal `termsText`, so a database can intern them.
 */
export type Terms = Clause & { and?: readonly Clause[] };

const tlpOrder: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** The narrower of two levels; what is not stated limits nothing. */
export function narrowerTlp(a: Tlp | undefined, b: Tlp | undefined): Tlp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return tlpOrder.indexOf(a) >= tlpOrder.indexOf(b) ? a : b;
}

const texts = new WeakMap<Terms, string>();

/** The text by which terms are interned. Terms never change, and most objects of a batch share theirs. */
export function termsText(terms: Terms): string {
  let text = texts.get(terms);
  if (text === undefined) {
    text = JSON.stringify(terms);
    texts.set(terms, text);
  }
  return text;
}

/** The clauses of terms, of which each must admit a principal. */
export function clausesOf({ and = [], ...first }: Terms): readonly Clause[] {
  return [first, ...and];
}

/** Canonical form of one clause: known order of properties, sorted lists without repeats, nothing empty. */
export function clause(parts: Clause): Clause {
  const canonical: Clause = { owner: parts.owner };
  if (parts.tlp !== undefined) canonical.tlp = parts.tlp;
  const lists = new Map((parts.to ?? []).map((list) => [JSON.stringify(sorted(list)), sorted(list)]));
  if (lists.size > 0) canonical.to = sorted(lists.keys()).map((text) => lists.get(text) ?? []);
  if (parts.not !== undefined && parts.not.length > 0) canonical.not = sorted(parts.not);
  if (parts.closed !== undefined && parts.closed.length > 0) canonical.closed = sorted(parts.closed);
  const handling = mergeHandling(parts.handling ?? {}, {});
  if (Object.keys(handling).length > 0) canonical.handling = handling;
  if (parts.readers !== undefined) {
    const { collection, at } = parts.readers;
    canonical.readers = { collection, at: at === 'all' ? at : [...new Set(at)].sort((a, b) => a - b) };
  }
  return canonical;
}

/** Terms that say only: whoever could read this collection. For a further collection (rule 8), to intersect with. */
export function readersTerms(owner: PrincipalId, readers: Readers): Terms {
  return clause({ owner, readers });
}

/** Both at once: evaluates to the intersection of what the two evaluate to. Throws for terms of different owners. */
export function intersectTerms(a: Terms, b: Terms): Terms {
  return intersectAllTerms(a, [b]);
}

/** The same for any number. */
export function intersectAllTerms(first: Terms, others: readonly Terms[]): Terms {
  if (others.some(({ owner }) => owner !== first.owner)) throw new Error('Terms of different owners are never mixed');
  const clauses = new Map([first, ...others].flatMap((each) => [...clausesByText(each)]));
  const [one = clause(first), ...rest] = sorted(clauses.keys()).flatMap((text) => clauses.get(text) ?? []);
  return rest.length > 0 ? { ...one, and: rest } : one;
}

const canonicalClauses = new WeakMap<Terms, ReadonlyMap<string, Clause>>();

/** The clauses of terms in canonical form. Kept, since the same terms are narrowed again and again. */
function clausesByText(terms: Terms): ReadonlyMap<string, Clause> {
  let clauses = canonicalClauses.get(terms);
  if (clauses === undefined) {
    clauses = new Map(
      clausesOf(terms)
        .map(clause)
        .map((each) => [JSON.stringify(each), each]),
    );
    canonicalClauses.set(terms, clauses);
  }
  return clauses;
}

/** The narrowest TLP of all clauses, for display. */
export function tlpOf(terms: Terms): Tlp | undefined {
  return clausesOf(terms).reduce<Tlp | undefined>((tlp, each) => narrowerTlp(tlp, each.tlp), undefined);
}

/** The duties of all clauses, for display and enforcement. */
export function handlingOf(terms: Terms): Handling {
  return clausesOf(terms).reduce<Handling>((merged, each) => mergeHandling(merged, each.handling ?? {}), {});
}

function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}
