import {
  type Clause,
  intersectTerms,
  type ReadContext,
  readTerms,
  releaseExtensionId,
  type Terms,
} from '@entente/release';
import type { StixObject } from '@entente/stix';

/** Terms that the source of an object sets on bringing it in: recorded beside the object, not written into it. */
export type ImportedTerms = NonNullable<ReadContext['imported']>;

/** How the terms of an object are found: by its markings, or by what kind of thing it is. */
export type TermsKind = 'by-markings' | 'coalition-knowledge' | 'distribution-list';

/**
 * Everybody needs markings, extensions and the members' own identities to read anything else (design, Release, rule 5).
 * But a release marking holds the distribution list, which is its author's own business.
 */
export function termsKind(object: StixObject, memberIdentity: string | undefined): TermsKind {
  if (object.type === 'marking-definition') {
    const { extensions } = object;
    const isRelease = typeof extensions === 'object' && extensions !== null && releaseExtensionId in extensions;
    return isRelease ? 'distribution-list' : 'coalition-knowledge';
  }
  if (object.type === 'extension-definition' || object.id === memberIdentity) return 'coalition-knowledge';
  return 'by-markings';
}

/** The terms of an object as a whole; its marked parts have terms besides (see `Releaser`). */
export function termsOfObject(object: StixObject, context: ReadContext, kind: TermsKind): Terms {
  const { owner, readers } = context;
  if (kind === 'distribution-list') return { owner, closed: ['distribution-list'] };
  if (kind === 'coalition-knowledge') return { owner, tlp: 'clear', ...(readers === undefined ? {} : { readers }) };
  return readTerms(object, context);
}

/**
 * What terms say by their markings alone, which is what reaches back to older versions (rule 2): where a version was
 * published limits that version. Narrow levels without a list mean the readers, so there the readers belong to it.
 */
export function markingsOf(terms: Terms): Terms {
  const { and, ...first } = terms;
  return {
    ...withoutReaders(first),
    ...(and === undefined ? {} : { and: and.map(withoutReaders) }),
  };
}

function withoutReaders<T extends Omit<Terms, 'and'>>(clause: T): T {
  const meansReaders =
    clause.to === undefined && clause.tlp !== undefined && clause.tlp !== 'clear' && clause.tlp !== 'green';
  if (meansReaders) return clause;
  const { readers: _, ...markings } = clause;
  return markings as T;
}

/**
 * Terms that were closed because marking `id` was unknown, now that `says` is what it says. Nothing else about them
 * is looked at anew: terms resolve once (rule 8).
 */
export function withMarkingResolved(terms: Terms, id: string, says: Terms): Terms {
  const { and = [], ...first } = terms;
  return [first, ...and].map((clause) => resolveIn(clause, `unresolved:${id}`, says)).reduce(intersectTerms);
}

/** Other clauses say nothing of the marking: a whole stays as unmarked as it was when a part of it is resolved. */
function resolveIn(clause: Clause, waits: string, says: Terms): Terms {
  const { to = [], not = [], closed = [], handling, ...rest } = clause;
  if (!closed.includes(waits)) return clause;
  const lists = [...to, ...(says.to ?? [])];
  const isGranted = clause.tlp !== undefined || lists.length > 0;
  const stillClosed = [
    ...closed.filter((reason) => reason !== waits && !(isGranted && reason === 'unmarked')),
    ...(says.closed ?? []).filter((reason) => reason !== 'unmarked'),
  ];
  const merged: Clause = {
    ...rest,
    ...(lists.length > 0 ? { to: lists } : {}),
    not: [...not, ...(says.not ?? [])],
    closed: stillClosed,
  };
  return intersectTerms(
    { ...merged, ...(handling && { handling }) },
    { ...merged, ...(says.handling && { handling: says.handling }) },
  );
}
