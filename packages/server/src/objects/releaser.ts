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
} from '@entente/release';
import { referencesOf, type StixObject } from '@entente/stix';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { isExpressionWithin, wholeOf } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { isBookkeeping } from './writing-order.ts';

/** A version that is to be released. */
export type ToRelease = {
  readonly owner: number;
  readonly object: StixObject;
  readonly bytes: Uint8Array;
  /** The terms of the whole under which it is to be placed. */
  readonly terms: Terms;
  readonly createdByOwner: boolean;
  /** Whether renditions say that something is withheld. */
  readonly sayWithheld?: boolean | undefined;
  /** The owner's newest version, where it is another that has marked parts: they reach back (rule 2). */
  readonly newest?: StixObject | undefined;
  /** What was evaluated already in the same transaction, for the versions of a batch to share. */
  readonly evaluated?: Map<Terms, Audience> | undefined;
};

/** Makes the renditions of a version, and writes nothing. */
export type Releaser = {
  /** Undefined where everybody who may have it may have all of it. */
  release(version: ToRelease): Renditions | undefined;
  /** What the renditions are made from: also for explaining them. */
  prepare(version: ToRelease): ReleasedVersion;
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
  const targets = database.prepare(
    `SELECT owner, terms, max(modified) FROM version WHERE id = ?1
       AND (owner = ?2 OR EXISTS (SELECT 1 FROM visible WHERE principal = ?2 AND visible.terms = version.terms))
     GROUP BY owner`,
  );

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

  /** The terms of each row of a target that the author may see, unless one of them lets everybody see it anyway. */
  function restrictingTerms(id: string, owner: number, own: Terms): readonly Terms[] {
    const found = targets.all(id, owner).map((row) => wholeOf(terms.read(Number(row.terms)).expression));
    return found.some((each) => isWithin(own, each)) ? [] : found;
  }

  function partsOf(object: StixObject, owner: number, whole: Terms): readonly Part[] {
    if (object.granular_markings === undefined) return [];
    const at: Readers | undefined = whole.readers;
    return readPartTerms(object, whole, {
      owner,
      lookupMarking: (id) => markings.lookup(owner, id),
      ...(at === undefined ? {} : { readers: at }),
    });
  }

  /** The version with its parts and the terms of what it names; `isWhole` where these divide nobody from the rest. */
  function read({
    owner,
    object,
    bytes,
    terms: whole,
    createdByOwner,
    sayWithheld = true,
    newest,
  }: ToRelease): ReleasedVersion & { readonly isWhole: boolean } {
    const own = partsOf(object, owner, whole);
    const parts =
      newest === undefined
        ? own
        : reachBack({ object, parts: own }, { object: newest, parts: partsOf(newest, owner, whole) });
    const restricting = new Map<string, readonly Terms[]>();
    for (const { property, target } of referencesOf(object)) {
      // Who created it and how it is marked is never withheld.
      if (isBookkeeping(property) || restricting.has(target)) continue;
      const found = restrictingTerms(target, owner, whole);
      if (found.length > 0) restricting.set(target, found);
    }
    return {
      // Most versions are released whole, and nobody needs their text.
      get text() {
        return Buffer.from(bytes).toString();
      },
      object,
      terms: whole,
      parts,
      targetTerms: (id) => restricting.get(id),
      thirdParty: !createdByOwner,
      sayWithheld,
      isWhole: parts.length === 0 && restricting.size === 0,
    };
  }

  return {
    partsOf,
    prepare: read,
    release(toRelease) {
      const version = read(toRelease);
      if (version.isWhole) return undefined;

      const context = { roster: roster.current(), collectionReaders: readers.of, now: now() };
      const { evaluated: audiences = new Map<Terms, Audience>() } = toRelease;
      return makeRenditions(version, {
        roster: context.roster,
        audienceOf(each) {
          const audience = audiences.get(each) ?? evaluate(each, context);
          audiences.set(each, audience);
          return audience;
        },
      });
    },
  };
}
