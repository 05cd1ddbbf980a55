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

/** Of what is given with each object of a batch. */
const texts = new WeakMap<object, string>();

function textOf(given: object | undefined): string {
  if (given === undefined) return '';
  const text = texts.get(given) ?? JSON.stringify(given);
  texts.set(given, text);
  return text;
}

/** So many are remembered at most. */
const mostRemembered = 10_000;

export function createTermsResolver({ database, roster, markings, defaultDates }: Parts): TermsResolver {
  const resolved = new Map<string, Terms>();
  database.onRollback(() => resolved.clear());

  return {
    resolve(object, owner, collection, imported) {
      const kind = termsKind(object, roster.current().principals.get(owner)?.identity);
      const dates = kind === 'by-markings' ? defaultDates.keyFor(owner) : '';
      const said = JSON.stringify([object.object_marking_refs, object.granular_markings, dates]);
      const key = `${owner} ${kind} ${markings.generation} ${textOf(collection)} ${textOf(imported)} ${said}`;
      const known = resolved.get(key);
      if (known !== undefined) return known;
      const context = {
        owner,
        lookupMarking: (id: string) => markings.lookup(owner, id),
        readers: { collection: collection.collection, at: collection.readers },
        ...(collection.unmarked === undefined ? {} : { unmarked: collection.unmarked }),
        ...(imported === undefined ? {} : { imported }),
      };
      const marked = termsOfObject(object, context, kind);
      const terms = kind === 'by-markings' ? defaultDates.add(marked) : marked;
      if (resolved.size > mostRemembered) resolved.clear();
      resolved.set(key, terms);
      return terms;
    },
    forget: () => resolved.clear(),
  };
}
