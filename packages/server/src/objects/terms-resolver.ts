import type { Terms } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { DefaultDates } from '../dates/default-dates.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { type ImportedTerms, termsKind, termsOfObject } from '../terms/object-terms.ts';

/** Terms of new versions; the same markings in the same collection are resolved once. */
export type TermsResolver = {
  resolve(object: StixObject, owner: number, collection: Collection, imported?: ImportedTerms): Terms;
  /** A marking has become known: what was resolved without it may be others. */
  forget(): void;
};

type Parts = {
  readonly database: Database;
  readonly roster: RosterStore;
  readonly markings: MarkingStore;
  readonly defaultDates: DefaultDates;
};

/** So many are remembered at most. */
const mostRemembered = 10_000;

/** What decides about terms beside the object itself: mostly the same for all of a batch. */
type Place = {
  readonly owner: number;
  readonly collection: Collection;
  readonly imported: ImportedTerms | undefined;
  readonly generation: number;
};

export function createTermsResolver({ database, roster, markings, defaultDates }: Parts): TermsResolver {
  const resolved = new Map<string, Map<string, Terms>>();
  let remembered = 0;
  let last: { readonly place: Place; readonly known: Map<string, Terms> } | undefined;
  const forget = (): void => {
    resolved.clear();
    remembered = 0;
    last = undefined;
  };
  database.onRollback(forget);

  /** By what the objects say of themselves. */
  function knownAt(place: Place): Map<string, Terms> {
    if (last !== undefined && isSamePlace(last.place, place)) return last.known;
    const key = JSON.stringify(place);
    const known = resolved.get(key) ?? new Map<string, Terms>();
    resolved.set(key, known);
    last = { place, known };
    return known;
  }

  return {
    resolve(object, owner, collection, imported) {
      if (remembered > mostRemembered) forget();
      const known = knownAt({ owner, collection, imported, generation: markings.generation });
      const kind = termsKind(object, roster.current().principals.get(owner)?.identity);
      const dates = kind === 'by-markings' ? defaultDates.keyFor(owner) : '';
      const key = `${kind} ${dates} ${markingsText(object)}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const context = {
        owner,
        lookupMarking: (id: string) => markings.lookup(owner, id),
        readers: { collection: collection.collection, at: collection.readers },
        ...(collection.unmarked === undefined ? {} : { unmarked: collection.unmarked }),
        ...(imported === undefined ? {} : { imported }),
      };
      const marked = termsOfObject(object, context, kind);
      const terms = kind === 'by-markings' ? defaultDates.add(marked) : marked;
      known.set(key, terms);
      remembered += 1;
      return terms;
    },
    forget,
  };
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.owner === other.owner &&
    one.collection === other.collection &&
    one.imported === other.imported &&
    one.generation === other.generation
  );
}

function markingsText({ object_marking_refs: refs, granular_markings: parts }: StixObject): string {
  const isOneMarking = parts === undefined && Array.isArray(refs) && refs.length === 1;
  return isOneMarking ? String(refs[0]) : JSON.stringify([refs, parts]);
}
