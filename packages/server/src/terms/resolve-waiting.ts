import { readTerms } from '@entente/release';
import { mapTerms } from './expression.ts';
import type { MarkingStore } from './marking-store.ts';
import { withMarkingResolved } from './object-terms.ts';
import type { Gain, TermsStore } from './terms-store.ts';

/** What became other terms, and who gained by it. */
export type Resolved = { readonly touched: readonly number[]; readonly gains: readonly Gain[] };

/** An owner's marking has become known: what waited for it, closed, gets the terms that it says. */
export function resolveWaiting(owner: number, id: string, terms: TermsStore, markings: MarkingStore): Resolved {
  markings.changed();
  const says = readTerms(
    { object_marking_refs: [id] },
    { owner, lookupMarking: (each) => markings.lookup(owner, each) },
  );
  const touched = terms.containing(owner, `unresolved:${id}`);
  const gains = touched.flatMap((waiting) => {
    const { expression } = terms.read(waiting);
    return terms.replace(
      waiting,
      mapTerms(expression, (each) => withMarkingResolved(each, id, says)),
    );
  });
  return { touched, gains };
}
