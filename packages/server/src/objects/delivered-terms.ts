import { type Handling, intersectTerms, type Terms, type Tlp } from '@entente/release';
import { type StixObject, tlpMarkings } from '@entente/stix';

/** What came with an object from another node about who may have it here. */
export type DeliveredTerms = {
  /** Row id of the originator, or of the source. */
  readonly owner: number;
  /** Identity of the member for whom it came; absent where its owner released it to the whole coalition. */
  readonly to?: string | undefined;
  /** Row id of that member, where it came for it as for a reader of the collection that it was published in. */
  readonly among?: number | undefined;
  readonly tlp?: Tlp | undefined;
  readonly handling?: Handling | undefined;
};

const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/**
 * The terms under which a delivered object stands here: never wider than its owner gave them to the one for whom it
 * came. Parts that he may see stay in it, so the narrowest level anywhere in it holds for all of it: his units may get
 * less here than at its originator's, and never more.
 */
export function readDeliveredTerms(object: StixObject, given: DeliveredTerms, collection: number): Terms {
  const { owner, to, among, handling } = given;
  const stated = [...(given.tlp === undefined ? [] : [given.tlp]), ...tlpsIn(object)];
  const tlp = stated.reduce<Tlp | undefined>(
    (narrowest, each) =>
      narrowest === undefined || levels.indexOf(each) > levels.indexOf(narrowest) ? each : narrowest,
    undefined,
  );
  const terms: Terms = {
    owner,
    ...(tlp === undefined ? {} : { tlp }),
    ...(to === undefined || among !== undefined ? {} : { to: [[to]] }),
    ...(handling === undefined ? {} : { handling }),
    readers: { collection, at: among === undefined ? 'all' : [among] },
  };
  return intersectTerms(terms, terms);
}

/** The levels of all TLP markings on the object and on parts of it. */
function tlpsIn({ object_marking_refs: whole, granular_markings: parts }: StixObject): Tlp[] {
  const refs = [
    ...(Array.isArray(whole) ? whole : []),
    ...(Array.isArray(parts) ? parts.map((part) => (part as { marking_ref?: unknown } | null)?.marking_ref) : []),
  ];
  return refs.flatMap((ref) => tlpMarkings.get(String(ref))?.level ?? []);
}
