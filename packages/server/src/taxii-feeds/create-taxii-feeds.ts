import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { DeliveryNotes } from '../peers/delivery-notes.ts';
import type { PeersOptions } from '../peers/peers-options.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createCopyStore } from './copy-store.ts';
import { createFeedRunner } from './feed-runner.ts';
import { createPullFeed } from './pull-feed.ts';
import { createPushFeed } from './push-feed.ts';
import { createTaxiiFeedService } from './taxii-feed-service.ts';
import { createTaxiiFeedStore } from './taxii-feed-store.ts';

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly members: MemberStore;
  readonly names: ReleaseNames;
  readonly collections: CollectionStore;
  readonly terms: TermsStore;
  readonly reader: ObjectReader;
  readonly service: ObjectService;
  readonly quarantine: Quarantine;
  readonly proofs: ProofStore;
  readonly deliveryNotes: DeliveryNotes;
  readonly record: RecordEvent;
  /** Whom the node speaks to is decided once, for peers and for these. */
  readonly options: PeersOptions;
  readonly clock: () => number;
  readonly now: () => string;
};

/** Plain TAXII servers that members pull from and push to, put together. */
export function createTaxiiFeeds(parts: Parts) {
  const { database, options, now } = parts;
  const rule = { allowsPrivate: options.allowsPrivate, allowsPlain: options.allowsPrivate };
  const feeds = createTaxiiFeedStore(database);
  const copies = createCopyStore(database, now);
  const pull = createPullFeed({ ...parts, feeds });
  const push = createPushFeed({ ...parts, feeds, copies });
  const runner = createFeedRunner({ ...parts, feeds, rule, pull, push });
  return { runner, service: createTaxiiFeedService({ ...parts, feeds, runner, rule }), copies };
}
