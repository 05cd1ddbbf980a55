import type { PlacementChanges } from '../audit/releases.ts';
import { createChangeRoster } from '../members/change-roster.ts';
import { createIdentityObjects } from '../members/identity-objects.ts';
import { createBodyObject } from '../objects/body-object.ts';
import { createDeliveredWriter } from '../objects/delivered-writer.ts';
import { createNothingNewer } from '../objects/nothing-newer.ts';
import { createObjectTypeStore } from '../objects/object-type-store.ts';
import { createObjectWriter } from '../objects/object-writer.ts';
import { createReferenceStore } from '../objects/reference-store.ts';
import { createReissue } from '../objects/reissue.ts';
import { createReleaser } from '../objects/releaser.ts';
import { createStanding } from '../objects/standing.ts';
import { createPlacementStore } from '../placements/placement-store.ts';
import { createSearchIndex } from '../placements/search-index.ts';
import { createAllProjections } from '../projections/all-projections.ts';
import { createProjections } from '../projections/projections.ts';
import { createTombstoneStore } from '../purging/tombstone-store.ts';
import { createCatchUpJobs } from '../terms/catch-up-jobs.ts';
import { createLeavingTerms } from '../withdrawal/leaving-terms.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { TermsParts } from './compose-terms.ts';

/** From an object to the rows that its readers see: versions, renditions, placements and what is projected of them. */
export type WritingParts = ReturnType<typeof composeWriting>;

export function composeWriting(
  { database, clock, now, queue, audit, lostSight, withdrawals, announce }: Ground,
  { roster, collections }: MemberParts,
  { terms, markings, defaultDates }: TermsParts,
) {
  const reissue = createReissue(database);
  const nothingNewer = createNothingNewer(database);
  const changes: PlacementChanges = {
    ...audit.placements,
    placed(batch, added) {
      nothingNewer.forget(new Set(batch.map((each) => each.terms)));
      audit.placements.placed(batch, added);
    },
    moving(placement, under) {
      withdrawals.placements.moving(placement, under);
      lostSight.placements.moving(placement, under);
      audit.placements.moving(placement, under);
    },
    removing(placement) {
      withdrawals.placements.removing(placement);
      audit.placements.removing(placement);
    },
  };
  const types = createObjectTypeStore(database);
  const objectOf = createBodyObject(database);
  const projections = createProjections(database, types, objectOf, createAllProjections(database));
  const searchIndex = createSearchIndex(database, queue, objectOf);
  const placements = createPlacementStore(
    database,
    clock,
    changes,
    (placement, under) => reissue.body(placement, terms.read(under)),
    searchIndex,
    projections,
  );
  const releaser = createReleaser(database, roster, markings, terms, collections, now);
  const standing = createStanding(database, terms, placements, objectOf);
  const tombstones = createTombstoneStore(database);
  const references = createReferenceStore(database, queue);
  const leavingTerms = createLeavingTerms(database, now);
  const writing = {
    database,
    isFrozen: leavingTerms.isFrozen,
    roster,
    terms,
    markings,
    placements,
    types,
    standing,
    objectOf,
    tombstones,
    references,
    now,
  };
  const writer = createObjectWriter({ ...writing, releaser, defaultDates });
  const catchUps = createCatchUpJobs(database, queue, placements, objectOf, announce);
  catchUps.resume();
  return {
    reissue,
    nothingNewer,
    types,
    projections,
    searchIndex,
    placements,
    releaser,
    standing,
    tombstones,
    references,
    leavingTerms,
    writer,
    /** Takes in what other nodes deliver. */
    deliveredWriter: createDeliveredWriter(writing),
    catchUps,
    changeRoster: createChangeRoster(roster, terms, queue, catchUps, lostSight),
    identities: createIdentityObjects(collections, writer, now),
  };
}
