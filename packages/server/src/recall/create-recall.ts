import type { MemberRefs } from '../accounts/member-refs.ts';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { AuditQuestions } from '../audit/audit-questions.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { createBodyObject } from '../objects/body-object.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { ObjectWriter } from '../objects/object-writer.ts';
import type { ReferenceStore } from '../objects/reference-store.ts';
import type { Standing } from '../objects/standing.ts';
import { createForgetLost, createForgetUnseen } from '../peers/forget-unseen.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import type { Purger } from '../purging/purger.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import { createCurrentKey } from '../signing/current-key.ts';
import { createHoldsKeyOf } from '../signing/holds-key-of.ts';
import type { KeyStore } from '../signing/key-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createDepartures, type Departures } from '../withdrawal/departures.ts';
import { createExposures, type Exposures } from '../withdrawal/exposures.ts';
import type { ContributionTerms, LeavingTerms } from '../withdrawal/leaving-terms.ts';
import { createLeavingWords, type LeavingWords } from '../withdrawal/leaving-words.ts';
import { createTakeAway } from '../withdrawal/take-away.ts';
import { createTakeBack, type TakeBack } from '../withdrawal/take-back.ts';
import { createApplyRecall } from './apply-recall.ts';
import { createBlankQuotes } from './blank-quotes.ts';
import { createFinishPurges } from './finish-purges.ts';
import type { LostSightWatch } from './lost-sight.ts';
import { createNarrowing } from './narrowing.ts';
import { createNodeOrders, type NodeOrders } from './node-orders.ts';
import { createNodeReach } from './node-reach.ts';
import { createOrderExchange, type OrderExchange } from './order-exchange.ts';
import { createWhoWasReached } from './reached.ts';
import { createRecallNotices, type RecallNotices } from './recall-notices.ts';
import { createRecallService, type RecallService } from './recall-service.ts';
import { createRecallStore } from './recall-store.ts';
import { createRecallViews, type RecallViews } from './recall-views.ts';
import { createTakeFrom } from './take-from.ts';
import type { Testimony } from './testimony.ts';
import { type UnheldLimits, unheldLimits } from './unheld-orders.ts';

type Parts = {
  readonly database: Database;
  readonly members: MemberStore;
  readonly memberRefs: MemberRefs;
  readonly roster: RosterStore;
  readonly placements: PlacementStore;
  readonly standing: Pick<Standing, 'settle'>;
  readonly references: ReferenceStore;
  readonly collections: CollectionStore;
  readonly writer: ObjectWriter;
  readonly leavingTerms: LeavingTerms;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'keys' | 'hosts' | 'onTaken'>;
  readonly keyStore: Pick<KeyStore, 'privateKey'>;
  readonly announce: (terms: ReadonlySet<number>) => void;
  /** Who acts for a member on the node's own behalf. */
  readonly actingFor: (member: number) => Viewer;
  readonly purger: Purger;
  readonly lostSight: Pick<LostSightWatch, 'onLost'>;
  readonly testimony: Testimony;
  readonly unheldLimits?: UnheldLimits | undefined;
  readonly terms: TermsStore;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly tombstones: TombstoneStore;
  readonly questions: AuditQuestions;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly audit: Audit;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly now: () => string;
};

/** Everything about taking something back. */
export type RecallParts = {
  readonly recallService: RecallService;
  readonly recallViews: RecallViews;
  readonly nodeOrders: Pick<NodeOrders, 'of'>;
  readonly notices: RecallNotices;
  readonly orderExchange: OrderExchange;
  readonly exposures: Exposures;
  readonly takeBack: TakeBack;
  readonly leavingTerms: LeavingTerms;
  readonly departures: Departures;
  readonly leavingWords: LeavingWords;
  /** Throws `not-allowed` for who is no administrator of that member. */
  setLeavingTerms(viewer: Viewer, member: number, contributions: ContributionTerms): Promise<void>;
  /** Begins to look which nodes that are to purge can be heard. */
  start(): void;
  close(): Promise<void>;
};

export function createRecall(parts: Parts): RecallParts {
  const { database, members, memberRefs, questions, placements, purger, tombstones, queue, events, clock, now } = parts;
  const recalls = createRecallStore(database);
  /** To the people who follow what became of their orders. */
  const tellOwners = (owners: ReadonlySet<number>): void =>
    events.wake((viewer) => owners.has(viewer.member) && actsFor(viewer, viewer.member), 'changed');
  const reach = createNodeReach({ database, isListening: events.isListening, changed: tellOwners, clock });
  const nodeOrders = createNodeOrders(database, reach.isSilent);
  const finishing = createFinishPurges(database, queue, () => {
    const pending = recalls.unfinished();
    return () => {
      const purged = now();
      for (const { recall } of pending) recalls.finish(recall, purged);
      tellOwners(new Set(pending.map(({ owner }) => owner)));
    };
  });
  const common = {
    ...parts,
    unheldLimits: parts.unheldLimits ?? unheldLimits,
    recalls,
    nodeOrders,
    reach,
    tellOwners,
    finishing,
    whoWasReached: createWhoWasReached(database, questions, members),
    apply: createApplyRecall(
      database,
      createTakeFrom(database, placements, parts.terms, parts.standing, createBodyObject(database)),
      purger,
      tombstones,
      createForgetUnseen(database, tombstones),
      createForgetLost(database),
      now,
    ),
  };
  purger.alsoForget(createBlankQuotes(common));
  parts.lostSight.onLost(createNarrowing({ ...common, record: parts.audit.record }));
  const exposures = createExposures({ ...parts, ofObject: common.whoWasReached });
  const recallService = createRecallService(common);
  // Before anybody is served: a restored copy may hold what was recalled.
  recallService.resume();
  const { leavingTerms, signedRoster, keyStore } = parts;
  const departures = createDepartures({
    ...common,
    recallService,
    takeAway: createTakeAway({ ...common, record: parts.audit.record }),
    signsFor: createHoldsKeyOf(signedRoster, keyStore, members),
    record: parts.audit.record,
  });
  const leavingWords = createLeavingWords({
    ...parts,
    departures,
    keyOf: createCurrentKey(signedRoster, keyStore, now),
  });
  // With another roster other keys may be the ones that count.
  signedRoster.onTaken(() => void leavingWords.sign().catch(() => {}));
  departures.resume();
  return {
    leavingTerms,
    departures,
    leavingWords,
    async setLeavingTerms(viewer, member, contributions) {
      if (!actsFor(viewer, member) || !viewer.roles.has('member-admin') || !viewer.mayWrite) {
        throw new Problem(
          'not-allowed',
          'Only an administrator of the member says what becomes of what it contributed.',
        );
      }
      await queue.run(() => {
        leavingTerms.set(member, contributions);
        parts.audit.record({ kind: 'policy-changed', detail: { contributions } }, viewer);
      });
      await leavingWords.sign();
      events.rosterChanged();
    },
    recallService,
    nodeOrders,
    notices: createRecallNotices(recalls, questions.openedVersions),
    recallViews: createRecallViews(recallService, nodeOrders, memberRefs),
    orderExchange: createOrderExchange({ ...common, testimony: parts.testimony }),
    exposures,
    takeBack: createTakeBack({ ...common, exposures }),
    start: reach.start,
    async close() {
      reach[Symbol.dispose]();
      await departures.close();
      await finishing[Symbol.asyncDispose]();
    },
  };
}
