import type { Viewer } from '../accounts/viewer.ts';
import type { ApprovalService } from '../approvals/approval-service.ts';
import type { Audit } from '../audit/audit.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { type FeedPolicy, noFeeds } from '../feeds/feed-policy.ts';
import { createFeedPuller } from '../feeds/feed-puller.ts';
import { createFeedService } from '../feeds/feed-service.ts';
import { createFeedStore } from '../feeds/feed-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { CatalogueQuery } from '../objects/catalogue-query.ts';
import type { Drafts } from '../objects/drafts.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { ObjectViews } from '../objects/object-views.ts';
import type { Publisher } from '../objects/publisher.ts';
import type { Projections } from '../projections/projections.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createCarriers } from './carriers.ts';
import { createExtractor } from './extractor.ts';
import { createLanguageModel, type LanguageModelPolicy } from './language-model.ts';
import { createProposalStore } from './proposal-store.ts';
import { createReportFinder } from './report-finder.ts';
import { createReportService } from './report-service.ts';
import { createReportViews } from './report-views.ts';
import { createStatementService } from './statement-service.ts';
import { createTextDesk } from './text-desk.ts';

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly clock: () => number;
  readonly now: () => string;
  readonly members: MemberStore;
  readonly terms: Pick<TermsStore, 'read'>;
  readonly collections: CollectionStore;
  readonly objects: ObjectService;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly views: ObjectViews;
  readonly catalogue: CatalogueQuery;
  readonly drafts: Drafts;
  readonly publisher: Publisher;
  readonly approvals: ApprovalService;
  readonly projections: Projections;
  readonly audit: Pick<Audit, 'opened' | 'recordSoon'>;
  readonly feedPolicy?: FeedPolicy | undefined;
  readonly extractor?: LanguageModelPolicy | undefined;
};

/** Everything about texts that come in, put together. */
export function createReports(parts: Parts) {
  const {
    database,
    queue,
    clock,
    members,
    collections,
    objects,
    reader,
    projections,
    feedPolicy: policy = noFeeds,
  } = parts;
  const desk = createTextDesk();
  const { extractor } = parts;
  const model = extractor && { ask: createLanguageModel(extractor), level: extractor.level };
  const extract = createExtractor({ desk, audit: parts.audit, model });
  const proposals = createProposalStore(database);
  const service = createReportService({ ...parts, desk });
  const statements = createStatementService({ ...parts, proposals, service: objects });
  const finder = createReportFinder(database, reader, projections);
  const feedStore = createFeedStore(database);
  const asMember = (member: number): Viewer => ({
    principal: member,
    member,
    memberName: members.get(member).name,
    roles: new Set(['analyst']),
    mayWrite: true,
    credential: 'local',
    credentialId: 'feeds',
  });
  const puller = createFeedPuller({ feeds: feedStore, policy, desk, reports: service, queue, asMember, clock });
  return {
    service,
    statements,
    views: createReportViews({ ...parts, extract, finder, proposals, statements, carriersFor: createCarriers(parts) }),
    feeds: createFeedService({ feeds: feedStore, policy, collections, objects, queue, clock, onAdded: puller.start }),
    puller,
    async close(): Promise<void> {
      await puller.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}
