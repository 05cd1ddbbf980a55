import { reachBack, type Terms } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { Releaser } from './releaser.ts';
import { parse, type StoredVersion } from './stored-version.ts';
import type { UnplacedVersions } from './unplaced-versions.ts';

type Parts = {
  readonly database: Database;
  readonly terms: TermsStore;
  readonly placements: PlacementStore;
  readonly releaser: Releaser;
  readonly objectOf: (body: number) => StixObject;
};

/** The newest version of an owner's object, and the terms of its whole. */
type Newest = { readonly owner: number; readonly object: StixObject; readonly terms: Terms };

/** A newer version's terms hold for all older ones, placed or not (rule 2), and its marked parts where these have them. */
export type NarrowOlder = (older: readonly StoredVersion[], newest: Newest, unplaced: UnplacedVersions) => void;

export function createNarrowOlder({ database, terms, placements, releaser, objectOf }: Parts): NarrowOlder {
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');

  return (older, newest, unplaced) => {
    if (older.length === 0) return;
    const limit = markingsOf(newest.terms);
    const parts = releaser.partsOf(newest.object, newest.owner, newest.terms);
    for (const { version, body } of older) {
      const narrow = (under: number): number => {
        let narrowed = terms.narrow(under, limit);
        // Who may not see all that is marked now has no older text of it either: it may stand there unmarked.
        if (parts.length === 0) return narrowed;
        const object = parse(bodyOf.get(body)?.bytes);
        for (const part of reachBack({ object, parts: [] }, { object: newest.object, parts })) {
          narrowed = terms.narrow(narrowed, part.terms);
        }
        return narrowed;
      };
      unplaced.narrow(version, narrow);
      placements.catchUpVersion(version, objectOf);
      for (const placement of placements.ofVersion(version)) {
        placements.setTerms(placement, narrow(placement.terms));
      }
    }
  };
}
