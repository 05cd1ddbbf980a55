import type { JsonObject } from '@entente/stix';
import fc from 'fast-check';
import { type ReadContext, readPartTerms, readTerms } from '../src/read-terms.ts';
import type { ReleaseMarking } from '../src/release-marking.ts';
import type { ReleasedVersion } from '../src/renditions.ts';
import type { Readers, Terms } from '../src/terms.ts';
import { arbitraryReport, selectorsOf, targets, type Written, write } from './arbitrary-object.ts';
import { arbitraryList, memberIds } from './arbitrary-roster.ts';
import { arbitraryClause, arbitraryHandling } from './arbitrary-terms.ts';
import { MarkingShelf, tlp } from './sample-markings.ts';

/** A marking before it has an id. */
export type Marking =
  | { tlp: keyof typeof tlp }
  | { release: ReleaseMarking }
  | { statement: string }
  | { unknown: true };
export type Granular = { marking: Marking; selectors: readonly string[] };

/** An object, and all that is marked on it. */
export type MarkedObject = {
  object: { readonly [key: string]: Written };
  gaps: readonly string[];
  markings: readonly Marking[];
  granular: readonly Granular[];
  readers: Readers;
  targetTerms: ReadonlyMap<string, readonly Terms[]>;
};

export const owner = 1;

export const arbitraryMarking: fc.Arbitrary<Marking> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ tlp: fc.constantFrom(...(Object.keys(tlp) as (keyof typeof tlp)[])) }) },
  { weight: 5, arbitrary: fc.record({ release: fc.record({ to: arbitraryList }) }) },
  { weight: 1, arbitrary: fc.record({ release: fc.record({ not: arbitraryList }) }) },
  { weight: 1, arbitrary: fc.record({ release: fc.record({ handling: arbitraryHandling }) }) },
  { weight: 1, arbitrary: fc.record({ statement: fc.constant('Copyright') }) },
  { weight: 1, arbitrary: fc.record({ unknown: fc.constant(true as const) }) },
);

const arbitraryReaders: fc.Arbitrary<Readers> = fc.record({
  collection: fc.constant(1),
  at: fc.oneof(fc.constant('all' as const), fc.subarray([...memberIds], { minLength: 2 })),
});

/** What the targets of references say, of which the owner may see some. */
const arbitraryTargets = fc
  .tuple(...targets.map(() => fc.option(fc.array(arbitraryClause(2), { minLength: 1, maxLength: 2 }))))
  .map((terms) => new Map(targets.flatMap((id, index) => (terms[index] ? [[id, terms[index]] as const] : []))));

/** Objects with wide markings as a whole and any on their parts. */
export const arbitraryMarkedObject: fc.Arbitrary<MarkedObject> = fc
  .record({
    report: arbitraryReport,
    markings: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Marking[]>([{ tlp: 'green' }]) },
      { weight: 2, arbitrary: fc.array(arbitraryMarking, { maxLength: 3 }) },
    ),
    granular: fc.array(
      fc.record({ marking: arbitraryMarking, places: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }) }),
      { maxLength: 4 },
    ),
    readers: arbitraryReaders,
    targetTerms: arbitraryTargets,
  })
  .map(({ report: { object, gaps }, granular, ...rest }) => {
    const all = selectorsOf(object);
    const pick = (places: readonly number[]) => places.map((place) => all[place % all.length] ?? 'name');
    return {
      object,
      gaps,
      ...rest,
      granular: granular.map(({ marking, places }) => ({ marking, selectors: pick(places) })),
    };
  });

export type BuiltVersion = { version: ReleasedVersion; context: ReadContext };

/** Writes the object with its markings, and reads its terms. */
export function build(marked: MarkedObject, options: Partial<ReleasedVersion> = {}): BuiltVersion {
  const shelf = new MarkingShelf();
  const written: { [key: string]: Written } = { ...marked.object };
  const refs = marked.markings.map((marking) => JSON.stringify(place(marking, shelf)));
  if (refs.length > 0) written.object_marking_refs = refs;
  if (marked.granular.length > 0) {
    written.granular_markings = marked.granular.map(({ marking, selectors }) => ({
      selectors: selectors.map((selector) => JSON.stringify(selector)),
      marking_ref: JSON.stringify(place(marking, shelf)),
    }));
  }
  const text = write(written, marked.gaps);
  const object: JsonObject = JSON.parse(text);
  const context: ReadContext = { owner, lookupMarking: shelf.lookup, readers: marked.readers };
  const terms = readTerms(object, context);
  const parts = readPartTerms(object, terms, context);
  const targetTerms = (id: string) => marked.targetTerms.get(id);
  const version = { text, object, terms, parts, targetTerms, thirdParty: false, sayWithheld: false, ...options };
  return { version, context };
}

function place(marking: Marking, shelf: MarkingShelf): string {
  if ('tlp' in marking) return tlp[marking.tlp];
  if ('release' in marking) return shelf.release(marking.release);
  if ('statement' in marking) return shelf.statement(marking.statement);
  return shelf.add({ type: 'marking-definition', definition_type: 'pap', definition: { pap: 'amber' } });
}
