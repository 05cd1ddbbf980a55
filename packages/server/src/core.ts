import { type Access, createAccess } from './accounts/access.ts';
import { createMemberRefs } from './accounts/member-refs.ts';
import type { Role, Viewer } from './accounts/viewer.ts';
import { type AlertsOptions, carefulAlerts } from './alerts/alerts-options.ts';
import { createAlerts } from './alerts/create-alerts.ts';
import { createApprovalService } from './approvals/approval-service.ts';
import { createApprovalStore } from './approvals/approval-store.ts';
import { createPolicyStore } from './approvals/policy-store.ts';
import { createSecondPerson } from './approvals/second-person.ts';
import { createAudit } from './audit/audit.ts';
import { createAuditQuestions } from './audit/audit-questions.ts';
import type { PlacementChanges, SightChanges } from './audit/releases.ts';
import { createBriefs } from './briefs/create-briefs.ts';
import { type Coalition, readCoalition } from './coalition/coalition-store.ts';
import { createCollectionService } from './collections/collection-service.ts';
import { createCollectionStore } from './collections/collection-store.ts';
import { createMeetingPlace } from './collections/meeting-place.ts';
import { createLedger } from './commitments/create-ledger.ts';
import type { Database } from './database/open-database.ts';
import { createWriteQueue } from './database/write-queue.ts';
import { createDefaultDates } from './dates/default-dates.ts';
import { createDueDates } from './dates/due-dates.ts';
import { createReviews } from './dates/reviews.ts';
import { createScheduler } from './dates/scheduler.ts';
import { createEventHub } from './events/event-hub.ts';
import type { FeedPolicy } from './feeds/feed-policy.ts';
import { createLeadService } from './leads/lead-service.ts';
import { createLeadStore } from './leads/lead-store.ts';
import { createLeadViews } from './leads/lead-views.ts';
import { createMandateStore } from './mandates/mandate-store.ts';
import { createMandated } from './mandates/mandated.ts';
import { createSpeakFor } from './mandates/speak-for.ts';
import { createChangeRoster } from './members/change-roster.ts';
import { createGroupStore } from './members/group-store.ts';
import { createIdentityObjects } from './members/identity-objects.ts';
import { createMemberService } from './members/member-service.ts';
import { createMemberStore } from './members/member-store.ts';
import { createNoteRead } from './members/reading-principals.ts';
import { createReleaseNames } from './members/release-names.ts';
import { createRosterStore } from './members/roster-store.ts';
import { createBodyObject } from './objects/body-object.ts';
import { createCatalogueQuery } from './objects/catalogue-query.ts';
import { createDeliveredWriter } from './objects/delivered-writer.ts';
import { createDrafts } from './objects/drafts.ts';
import { createNothingNewer } from './objects/nothing-newer.ts';
import { createObjectReader } from './objects/object-reader.ts';
import { createObjectRemover } from './objects/object-remover.ts';
import { createObjectService } from './objects/object-service.ts';
import { createSummaries } from './objects/object-summary.ts';
import { createObjectTypeStore } from './objects/object-type-store.ts';
import { createObjectViews } from './objects/object-views.ts';
import { createObjectWriter } from './objects/object-writer.ts';
import { createPublisher } from './objects/publisher.ts';
import { createReReleaseJobs } from './objects/re-release-jobs.ts';
import { createReferenceStore } from './objects/reference-store.ts';
import { createReissue } from './objects/reissue.ts';
import { createReleaser } from './objects/releaser.ts';
import { createStanding } from './objects/standing.ts';
import { createJobs } from './operator/jobs.ts';
import { createPeers } from './peers/create-peers.ts';
import { createIsElsewhere } from './peers/is-elsewhere.ts';
import type { PeersOptions } from './peers/peers-options.ts';
import { createPlacementStore } from './placements/placement-store.ts';
import { createPositions } from './positions/create-positions.ts';
import { createAudienceNames } from './preview/audience-names.ts';
import { createCoalitionNodes } from './preview/coalition-nodes.ts';
import { createExplainer } from './preview/explainer.ts';
import { createHolders } from './preview/holders.ts';
import { createHoldingNodes } from './preview/holding-nodes.ts';
import { createPreviewer } from './preview/previewer.ts';
import { createAllProjections } from './projections/all-projections.ts';
import { createProjections } from './projections/projections.ts';
import { createForgetters } from './purging/forgetters.ts';
import { createPurger } from './purging/purger.ts';
import { createTombstoneStore } from './purging/tombstone-store.ts';
import { createQuarantine } from './quarantine/quarantine.ts';
import { createRecall } from './recall/create-recall.ts';
import { createLostSightWatch } from './recall/lost-sight.ts';
import { createSignedTestimony } from './recall/signed-testimony.ts';
import { createUnsignedTestimony } from './recall/testimony.ts';
import { createHoldingStore } from './receipts/holding-store.ts';
import { createReports } from './reports/create-reports.ts';
import type { LanguageModelPolicy } from './reports/language-model.ts';
import { createRequestService } from './requests/request-service.ts';
import { createRequestStore } from './requests/request-store.ts';
import { createSigning } from './signing/create-signing.ts';
import { createCurrentKey } from './signing/current-key.ts';
import { createTaxiiFeeds } from './taxii-feeds/create-taxii-feeds.ts';
import { createCatchUpJobs } from './terms/catch-up-jobs.ts';
import { createMarkingStore } from './terms/marking-store.ts';
import { createNodesOnly } from './terms/nodes-only.ts';
import { createReleaseMarkings } from './terms/release-markings.ts';
import { createTermsStore } from './terms/terms-store.ts';
import { createTermsViews } from './terms/terms-view.ts';
import { createUnitService } from './units/unit-service.ts';
import { createUnitStore } from './units/unit-store.ts';
import { createReach } from './wider-release/reach.ts';
import { createReleaseRequestService } from './wider-release/release-request-service.ts';
import { createReleaseRequestStore } from './wider-release/release-request-store.ts';
import { createLeavingTerms } from './withdrawal/leaving-terms.ts';

export type CoreOptions = {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly secureCookies?: boolean;
  /** Length of an epoch of the audit log; shorter in tests only. */
  readonly epochMilliseconds?: number;
  /** Whom the node speaks to, and how often it asks. */
  readonly peers?: PeersOptions;
  /** Where feeds may be fetched from; absent: nowhere. */
  readonly feeds?: FeedPolicy | undefined;
  /** A language model that proposes statements; absent: rules do. */
  readonly extractor?: LanguageModelPolicy | undefined;
  /** How alerts leave the node; absent: by webhook to public addresses, without content. */
  readonly alerts?: AlertsOptions | undefined;
};

/** Everything of a node that is not HTTP: what the server and, while none runs, the command line work on. */
export type Core = ReturnType<typeof createCore>;

/** Puts the parts together over an open data file. Throws where it holds no coalition yet. */
export function createCore(
  database: Database,
  {
    clock = Date.now,
    secureCookies = false,
    epochMilliseconds,
    peers: peersOptions = carefulPeers,
    feeds,
    extractor,
    alerts: alertsOptions = carefulAlerts,
  }: CoreOptions = {},
) {
  const coalition = readCoalition(database);
  if (coalition === undefined) {
    throw new Error(
      `${database.file} holds no coalition yet: make one with "entente init --data DIR --coalition NAME …"`,
    );
  }
  // Asked for with every object that is written: the text of a millisecond is made once.
  let moment = { at: Number.NaN, text: '', day: '' };
  function atMoment(): typeof moment {
    const at = clock();
    if (at !== moment.at) {
      const text = new Date(at).toISOString();
      moment = { at, text, day: text.slice(0, 10) };
    }
    return moment;
  }
  const now = (): string => atMoment().text;
  const today = (): string => atMoment().day;

  const queue = createWriteQueue(database, (work) => audit.gather(() => lostSight.around(work)));
  const lostSight = createLostSightWatch(database);
  const audit = createAudit(database, queue, clock, { epochMilliseconds });
  const events = createEventHub(database);
  const announce = (terms: ReadonlySet<number>): void => {
    events.announce(terms);
    signing.signer.poke();
  };

  const members = createMemberStore(database);
  const groups = createGroupStore(database);
  const units = createUnitStore(database);
  const names = createReleaseNames(database, members, groups, units);
  const roster = createRosterStore(database, today);
  const collections = createCollectionStore(database, now);
  const dates = createDueDates(database);
  const defaultDates = createDefaultDates(database, now);
  const sight: SightChanges = {
    ...audit.sight,
    lost(under, principals) {
      lostSight.sight.lost(under, principals);
      audit.sight.lost(under, principals);
    },
  };
  const terms = createTermsStore(database, roster, collections, now, sight, dates);
  const markings = createMarkingStore(database);
  const reissue = createReissue(database);
  const nothingNewer = createNothingNewer(database);
  const changes: PlacementChanges = {
    ...audit.placements,
    placed(batch, added) {
      nothingNewer.forget(new Set(batch.map((each) => each.terms)));
      audit.placements.placed(batch, added);
    },
    moving(placement, under) {
      lostSight.placements.moving(placement, under);
      audit.placements.moving(placement, under);
    },
  };
  const types = createObjectTypeStore(database);
  const objectOf = createBodyObject(database);
  const projections = createProjections(database, types, objectOf, createAllProjections(database));
  const placements = createPlacementStore(
    database,
    clock,
    changes,
    (placement, under) => reissue(placement, terms.read(under).expression),
    projections,
  );
  const releaser = createReleaser(database, roster, markings, terms, collections, now);
  const standing = createStanding(database, terms, placements, objectOf);
  const tombstones = createTombstoneStore(database);
  const references = createReferenceStore(database, queue);
  const leavingTerms = createLeavingTerms(database, now);
  const writer = createObjectWriter({
    database,
    isFrozen: leavingTerms.isFrozen,
    roster,
    terms,
    markings,
    placements,
    types,
    standing,
    releaser,
    objectOf,
    tombstones,
    defaultDates,
    references,
    now,
  });
  const catchUps = createCatchUpJobs(database, queue, placements, objectOf, announce);
  catchUps.resume();
  const changeRoster = createChangeRoster(roster, terms, queue, catchUps);
  const access: Access = createAccess({
    database,
    clock,
    secret: coalition.secret,
    secureCookies,
    changeRoster,
    audit,
  });
  access.onCredentialEnded((end) => events.credentialEnded(end));
  const forgetMember = (member: number): void => {
    access.forgetMember(member);
    recall.departures.follow(member);
  };
  const jobs = createJobs(now);
  projections.start(queue, jobs);
  const forgetters = createForgetters(database);
  const purger = createPurger({
    database,
    placements,
    standing,
    terms,
    tombstones,
    references,
    forgetters,
    record: audit.record,
    now,
  });
  const reReleases = createReReleaseJobs({ database, queue, jobs, placements, terms, releaser, reissue, announce });
  roster.onChange(() => reReleases.start());
  const scheduler = createScheduler({
    database,
    queue,
    jobs,
    dates,
    terms,
    purger,
    members,
    changeRoster,
    catchUps,
    reReleases,
    events,
    record: audit.record,
    forgetMember,
    clock,
  });
  const mandates = createMandateStore(database);
  const policies = createPolicyStore(database);
  const secondPerson = createSecondPerson(database, policies, members, markings, terms);
  const mandated = createMandated(members, mandates);
  const service = createObjectService(writer, queue, catchUps, announce, audit, mandated, secondPerson);
  const remover = createObjectRemover(queue, placements, standing, audit);
  const reader = createObjectReader(database, terms, types, nothingNewer);
  const memberRefs = createMemberRefs(database);
  const catalogue = createCatalogueQuery(database, terms, types, reader);
  const summaries = createSummaries(reader, terms, memberRefs);
  const nodesOnly = createNodesOnly(database, terms);
  const termsViews = createTermsViews(terms, members, names, collections);
  const views = createObjectViews(
    database,
    reader,
    summaries,
    termsViews,
    collections,
    audit,
    terms,
    releaser,
    references,
  );
  const releaseMarkings = createReleaseMarkings(database, markings);
  const drafts = createDrafts(collections, members, names, reader, service, releaseMarkings, clock);
  const publisher = createPublisher(drafts, service);
  const audiences = createAudienceNames(roster, members, names);
  const previewParts = {
    database,
    roster,
    names,
    markings,
    terms,
    collections,
    reader,
    summaries,
    audiences,
    defaultDates,
    now,
  };
  const speakFor = createSpeakFor(members, mandates);
  const explainer = createExplainer({ ...previewParts, releaser });
  const identities = createIdentityObjects(collections, writer, now);
  const signing = createSigning({
    database,
    queue,
    terms,
    collections,
    now,
    coalitionName: coalition.name,
    members,
    identities,
    roster,
    changeRoster,
    record: audit.record,
    forgetMember,
    views,
    reader,
  });
  const { signedRoster } = signing;
  const isElsewhere = createIsElsewhere(database, signedRoster, members);
  const holdings = createHoldingStore(database);
  const holders = createHolders({ ...previewParts, releaser, members, holdings, signedRoster, isElsewhere });
  const memberService = createMemberService({
    signedRoster,
    members,
    groups,
    names,
    roster,
    identities,
    changeRoster,
    queue,
    record: audit.record,
    now,
    forgetMember,
  });
  const unitService = createUnitService({
    units,
    members,
    groups,
    roster,
    identities,
    changeRoster,
    record: audit.record,
    now,
    forgetUnit: (unit) => access.forgetUnit(unit),
  });
  const collectionService = createCollectionService(collections, members, names, terms, queue, catchUps, audit);

  const meetingPlace = createMeetingPlace(collections, service);
  const requests = createRequestStore(database);
  const requestService = createRequestService({
    requests,
    reader,
    members,
    units,
    names,
    publisher,
    meetingPlace,
    queue,
    events,
    now,
  });
  const releaseRequests = createReleaseRequestService({
    requests: createReleaseRequestStore(database),
    reach: createReach(members, groups, units, reader),
    isElsewhere,
    reader,
    names,
    units,
    queue,
    events,
    record: audit.record,
    now,
  });
  const approvalService = createApprovalService({
    database,
    approvals: createApprovalStore(database),
    secondPerson,
    speakFor,
    drafts,
    publisher,
    service,
    releaseRequests,
    collections,
    queue,
    events,
    record: audit.record,
    now,
  });
  const positions = createPositions({
    database,
    reader,
    summaries,
    members,
    memberRefs,
    collections,
    terms,
    projections,
    service,
    approvalService,
    lapses: (...asked) => ledger.lapses(...asked),
    clock,
  });
  const reports = createReports({
    database,
    queue,
    clock,
    now,
    members,
    collections,
    objects: service,
    reader,
    summaries,
    views,
    catalogue,
    drafts,
    publisher,
    approvals: approvalService,
    projections,
    audit,
    feedPolicy: feeds,
    extractor,
  });
  const ledger = createLedger({ database, projections, reader, summaries, names, approvalService, now });
  const briefs = createBriefs({
    database,
    projections,
    reader,
    summaries,
    members,
    groups,
    names,
    terms,
    audiences,
    audit,
    positions,
    ledger,
    now,
  });
  const leads = createLeadStore(database);
  const leadService = createLeadService({
    leads,
    units,
    members,
    names,
    reader,
    terms,
    publisher,
    meetingPlace,
    queue,
    events,
    record: audit.record,
    now,
  });
  const questions = createAuditQuestions(database, audit, collections, types);
  /** Whoever sits at the machine and works on the data folder, acting for a member. */
  function localViewer(member: number, roles: readonly Role[] = localRoles): Viewer {
    return {
      principal: member,
      member,
      memberName: members.get(member).name,
      roles: new Set(roles),
      mayWrite: true,
      credential: 'local',
      credentialId: 'local',
    };
  }
  const recall = createRecall({
    database,
    members,
    memberRefs,
    roster,
    placements,
    references,
    collections,
    writer,
    leavingTerms,
    announce,
    actingFor: localViewer,
    purger,
    terms,
    reader,
    summaries,
    tombstones,
    questions,
    queue,
    events,
    audit,
    lostSight,
    testimony: createSignedTestimony(
      signedRoster,
      createCurrentKey(signedRoster, signing.keyStore, now),
      signing.keyStore,
      createUnsignedTestimony(database),
      now,
    ),
    clock,
    now,
  });
  const leadViews = createLeadViews({ leads, members, names, reader, summaries, termsViews, now });
  const quarantine = createQuarantine(database, queue, audit.record, now);
  const alerts = createAlerts({
    database,
    queue,
    events,
    secret: coalition.secret,
    reader,
    summaries,
    catalogue,
    collections,
    members,
    names,
    terms,
    projections,
    positions,
    ledger,
    leadService,
    leadViews,
    requestService,
    requests,
    recallService: recall.recallService,
    record: audit.record,
    options: alertsOptions,
    isQuarantined: () => quarantine.since() !== undefined,
    clock,
  });
  const peers = createPeers({
    database,
    queue,
    coalition: coalition.name,
    members,
    signing,
    collections,
    roster,
    terms,
    catchUps,
    writer: createDeliveredWriter({
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
    }),
    tombstones,
    access,
    announce,
    events,
    record: audit.record,
    holdings,
    orders: recall.orderExchange,
    quarantine,
    options: peersOptions,
    clock,
    now,
  });
  const taxiiFeeds = createTaxiiFeeds({
    database,
    queue,
    members,
    names,
    collections,
    terms,
    reader,
    service,
    quarantine,
    record: audit.record,
    options: peersOptions,
    clock,
    now,
  });

  const nodes = createCoalitionNodes({ database, own: peers.own, peers: peers.store, signedRoster, now });
  const holdingNodes = createHoldingNodes({ nodes, members, roster, audiences });
  const previewer = createPreviewer({ ...previewParts, drafts, service, speakFor, secondPerson, holdingNodes });

  return {
    coalition: coalition as Coalition,
    database,
    clock,
    now,
    queue,
    events,
    audit,
    access,
    members,
    memberRefs,
    groups,
    units,
    names,
    roster,
    collections,
    terms,
    markings,
    nodesOnly,
    types,
    service,
    remover,
    reader,
    catalogue,
    ledger,
    briefs,
    summaries,
    termsViews,
    views,
    publisher,
    audiences,
    previewer,
    explainer,
    holders,
    jobs,
    projections,
    releaser,
    catchUps,
    dates,
    scheduler,
    reviews: createReviews(database, dates, terms, reader, now),
    mandates,
    policies,
    defaultDates,
    approvalService,
    reports,
    releaseRequests,
    positions,
    leadService,
    peers,
    taxiiFeeds,
    requests,
    requestService,
    leadViews,
    alerts,
    ...signing,
    memberService,
    unitService,
    collectionService,
    questions,
    recall,
    quarantine,
    noteRead: createNoteRead(database, roster),
    localViewer,
    /** Lets running work end, then closes the data file. */
    async close(): Promise<void> {
      await peers.close();
      await alerts.close();
      await taxiiFeeds.runner.close();
      events.closeAll();
      await recall.close();
      await scheduler.close();
      await reports.close();
      await signing.signer.close();
      await reReleases.idle();
      await catchUps.idle();
      await projections.idle();
      await references.idle();
      await audit.close();
      await queue.idle();
      access[Symbol.dispose]();
      database[Symbol.dispose]();
    },
  };
}

/** Without anybody's word: public addresses, over TLS. */
const carefulPeers: PeersOptions = { allowsPrivate: false, pollMilliseconds: 30_000 };
const localRoles: readonly Role[] = ['analyst', 'release-officer', 'member-admin', 'coalition-admin', 'auditor'];
