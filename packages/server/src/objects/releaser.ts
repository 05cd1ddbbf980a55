import {
  type Audience,
  evaluate,
  makeRenditions,
  type Part,
  type Readers,
  type ReleasedVersion,
  type Renditions,
  reachBack,
  readPartTerms,
  type Terms,
  termsText,
} from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { isExpressionWithin } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createLookUpTargets, type LookUpTargets, type Targets } from './targets.ts';
import { namedBy } from './writing-order.ts';

/** A version that is to be released. */
export type ToRelease = {
  readonly owner: number;
  readonly object: StixObject;
  readonly bytes: Uint8Array;
  /** The terms of the whole under which it is to be placed. */
  readonly terms: Terms;
  readonly createdByOwner: boolean;
  /** Who wrote it for its owner and sees less than it: a unit, or who holds a mandate. What he does not see he named unknowing. */
  readonly writtenBy?: number | null | undefined;
  /** Whether renditions say that something is withheld. */
  readonly sayWithheld?: boolean | undefined;
  /** The owner's newest version, where it is another that has marked parts: they reach back (rule 2). */
  readonly newest?: StixObject | undefined;
  /** What was evaluated already in the same transaction, for the versions of a batch to share. */
  readonly evaluated?: Map<Terms, Audience> | undefined;
  /** For whom renditions are wanted, where that is not everybody. */
  readonly among?: Audience | undefined;
  /** What the object names, where that is known. */
  readonly names?: readonly string[] | undefined;
  /** Those of what it names, where they were looked up for a batch. */
  readonly targets?: Targets | undefined;
};

/** Makes the renditions of a version, and writes nothing. */
export type Releaser = {
  /** Undefined where everybody who may have it may have all of it. */
  release(version: ToRelease): Renditions | undefined;
  /** Who may have something under these terms, remembered in `evaluated`. */
  audienceOf(terms: Terms, evaluated: Map<Terms, Audience>): Audience;
  /** What the renditions are made from: also for explaining them. */
  prepare(version: ToRelease): ReleasedVersion;
  readonly lookUpTargets: LookUpTargets;
  /** The parts that an object's own granular markings mark. */
  partsOf(object: StixObject, owner: number, terms: Terms): readonly Part[];
};

export function createReleaser(
  database: Database,
  roster: RosterStore,
  markings: MarkingStore,
  terms: TermsStore,
  readers: CollectionReaders,
  now: () => string,
): Releaser {
  const lookUpTargets = createLookUpTargets(database, terms);

  /** By the terms themselves, which stay the same objects as long as they say the same: most of a batch share theirs. */
  const within = new WeakMap<Terms, WeakMap<Terms, boolean>>();
  function isWithin(narrow: Terms, wide: Terms): boolean {
    let known = within.get(narrow);
    if (known === undefined) {
      known = new WeakMap();
      within.set(narrow, known);
    }
    const answer = known.get(wide) ?? isExpressionWithin(narrow, wide);
    known.set(wide, answer);
    return answer;
  }

  function partsOf(object: StixObject, owner: number, whole: Terms): readonly Part[] {
    if (object.granular_markings === undefined) return [];
    const at: Readers | undefined = whole.readers;
    const parts = readPartTerms(object, whole, {
      owner,
      lookupMarking: (id) => markings.lookup(owner, id),
      ...(at === undefined ? {} : { readers: at }),
    });
    return parts.map((part) => ({ ...part, terms: same(part.terms) }));
  }

  /** Equal terms of parts as one object, so that they are evaluated once a batch. */
  const partTerms = new Map<string, Terms>();
  function same(each: Terms): Terms {
    const text = termsText(each);
    const known = partTerms.get(text) ?? each;
    if (partTerms.size > 10_000) partTerms.clear();
    partTerms.set(text, known);
    return known;
  }

  /** The parts of a version, its own and those that reach back to it. */
  function allParts({ owner, object, terms: whole, newest }: ToRelease): readonly Part[] {
    const own = partsOf(object, owner, whole);
    return newest === undefined
      ? own
      : reachBack({ object, parts: own }, { object: newest, parts: partsOf(newest, owner, whole) });
  }

  /** The terms of what a version names, where they divide somebody who may have it from the rest. */
  function restrictingTargets({
    owner,
    object,
    terms: whole,
    writtenBy = null,
    names = namedBy(object),
    targets = lookUpTargets(names, owner, writtenBy),
  }: ToRelease): ReadonlyMap<string, readonly Terms[]> {
    const restricting = new Map<string, readonly Terms[]>();
    for (const target of names) {
      const found = targets.of(target);
      // Where one of them lets everybody see it anyway, it restricts nobody.
      if (found.length > 0 && !found.some((each) => isWithin(whole, each))) restricting.set(target, found);
    }
    return restricting;
  }

  function prepared(
    { object, bytes, terms: whole, createdByOwner, sayWithheld = true }: ToRelease,
    parts: readonly Part[],
    restricting: ReadonlyMap<string, readonly Terms[]>,
  ): ReleasedVersion {
    return {
      text: Buffer.from(bytes).toString(),
      object,
      terms: whole,
      parts,
      targetTerms: (id) => restricting.get(id),
      thirdParty: !createdByOwner,
      sayWithheld,
    };
  }

  function audienceOf(each: Terms, evaluated: Map<Terms, Audience>): Audience {
    const known = evaluated.get(each);
    if (known !== undefined) return known;
    const audience = evaluate(each, { roster: roster.current(), collectionReaders: readers.of, now: now() });
    evaluated.set(each, audience);
    return audience;
  }

  return {
    lookUpTargets,
    partsOf,
    audienceOf,
    prepare: (version) => prepared(version, allParts(version), restrictingTargets(version)),
    release(version) {
      const parts = allParts(version);
      const restricting = restrictingTargets(version);
      // Most are released whole, and nobody needs their text.
      if (parts.length === 0 && restricting.size === 0) return undefined;

      const { evaluated = new Map<Terms, Audience>(), among } = version;
      const context = { roster: roster.current(), audienceOf: (each: Terms) => audienceOf(each, evaluated) };
      return makeRenditions(prepared(version, parts, restricting), context, among);
    },
  };
}
