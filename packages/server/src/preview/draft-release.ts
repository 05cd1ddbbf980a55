import type { LookupMarking, ReleasedVersion, Terms, Warning } from '@entente/release';
import { Audience } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { DefaultDates } from '../dates/default-dates.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { Draft } from '../objects/drafts.ts';
import { createReleaser } from '../objects/releaser.ts';
import { statedIn } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { termsKind, termsOfObject } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** A draft as it would be released now, by the same rules and code as writing it; nothing of it is stored. */
export type DraftRelease = {
  readonly terms: Terms;
  readonly version: ReleasedVersion;
  readonly lookupMarking: LookupMarking;
  /** Disjoint; the author's own first. */
  readonly renditions: readonly {
    readonly text: string;
    readonly audience: Audience;
    readonly withheld: readonly string[];
    /** All terms that hold for something in it. */
    readonly stated: Terms;
  }[];
  readonly warnings: readonly Warning[];
};

export type DraftReleaseParts = {
  readonly database: Database;
  readonly roster: RosterStore;
  readonly markings: MarkingStore;
  readonly terms: TermsStore;
  readonly collections: CollectionStore;
  readonly defaultDates: DefaultDates;
  readonly now: () => string;
};

/** Works out the release of what `owner` drafted, or who writes for it. */
export function releaseDraft(
  { database, roster, markings, terms, collections, defaultDates, now }: DraftReleaseParts,
  owner: number,
  { collection, object, definitions, sayWithheld }: Draft,
  writtenBy?: number,
): DraftRelease {
  const drafted = new Map(definitions.map((each): [string, StixObject] => [each.id, each]));
  const lookup = (of: number, id: string): StixObject | undefined =>
    (of === owner ? drafted.get(id) : undefined) ?? markings.lookup(of, id);
  const releaser = createReleaser(database, roster, { ...markings, lookup }, terms, collections, now);
  const lookupMarking: LookupMarking = (id) => lookup(owner, id);
  const kind = termsKind(object, roster.current().principals.get(owner)?.identity);
  const marked = termsOfObject(
    object,
    {
      owner,
      lookupMarking,
      readers: { collection: collection.collection, at: collection.readers },
      ...(collection.unmarked === undefined ? {} : { unmarked: collection.unmarked }),
    },
    kind,
  );
  const whole = kind === 'by-markings' ? defaultDates.add(marked) : marked;
  const text = JSON.stringify(object);
  const toRelease = {
    owner,
    object,
    bytes: Buffer.from(text),
    terms: whole,
    // Who drafts something with a creator is that creator; observables have none.
    createdByOwner: object.created_by_ref !== undefined,
    writtenBy,
    sayWithheld,
  };
  const released = releaser.release(toRelease);
  const at = collection.collection;
  return {
    terms: whole,
    version: releaser.prepare(toRelease),
    lookupMarking,
    renditions:
      released === undefined
        ? [{ text, audience: terms.wouldSee(whole, at), withheld: [], stated: whole }]
        : released.renditions.map((each) => ({
            text: each.text,
            audience: terms.wouldSee({ ...each.terms, whole }, at),
            withheld: each.withheld,
            stated: statedIn({ ...each.terms, whole }),
          })),
    warnings: released?.warnings ?? [],
  };
}

/** Everybody who gets some rendition. */
export function reachedBy({ renditions }: DraftRelease): Audience {
  return renditions.reduce((all, { audience }) => all.union(audience), Audience.none);
}
