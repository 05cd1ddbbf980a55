import type { AlertsOptions } from '../alerts/alerts-options.ts';
import { createAlerts } from '../alerts/create-alerts.ts';
import { createBriefs } from '../briefs/create-briefs.ts';
import { createLedger } from '../commitments/create-ledger.ts';
import type { FeedPolicy } from '../feeds/feed-policy.ts';
import { createPositions } from '../positions/create-positions.ts';
import { createReports } from '../reports/create-reports.ts';
import type { LanguageModelPolicy } from '../reports/language-model.ts';
import type { AskingParts } from './compose-asking.ts';
import type { ExchangeParts } from './compose-exchange.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { ObjectParts } from './compose-objects.ts';
import type { PreviewParts } from './compose-preview.ts';
import type { TermsParts } from './compose-terms.ts';
import type { WritingParts } from './compose-writing.ts';

type Options = {
  readonly feeds: FeedPolicy | undefined;
  readonly extractor: LanguageModelPolicy | undefined;
  readonly alerts: AlertsOptions;
};

/** The shared picture: what was reported, where everybody stands, what was promised, and word of what changed in it. */
export function composePicture(
  { coalition, database, clock, now, queue, audit, events }: Ground,
  { members, memberRefs, groups, units, names, collections, localViewer }: MemberParts,
  { terms }: TermsParts,
  { projections }: WritingParts,
  { reader, summaries, catalogue, service, views, drafts, publisher }: ObjectParts,
  { quarantine, recall: { recallService, nodeOrders } }: ExchangeParts,
  { audiences }: PreviewParts,
  { approvalService, leadService, leadViews, leadsAtStake, requests, requestService }: AskingParts,
  options: Options,
) {
  const seen = { database, projections, reader, summaries };
  const positions = createPositions({
    ...seen,
    members,
    memberRefs,
    collections,
    terms,
    service,
    approvalService,
    lapses: (...asked) => ledger.lapses(...asked),
    clock,
  });
  const reports = createReports({
    ...seen,
    terms,
    queue,
    clock,
    now,
    members,
    collections,
    objects: service,
    views,
    catalogue,
    drafts,
    publisher,
    approvals: approvalService,
    audit,
    feedPolicy: options.feeds,
    extractor: options.extractor,
  });
  const ledger = createLedger({ ...seen, names, approvalService, leadsAtStake, localViewer, now });
  const briefs = createBriefs({
    ...seen,
    members,
    groups,
    units,
    names,
    terms,
    audiences,
    audit,
    positions,
    ledger,
    now,
  });
  const alerts = createAlerts({
    ...seen,
    queue,
    events,
    secret: coalition.secret,
    catalogue,
    collections,
    members,
    names,
    terms,
    positions,
    ledger,
    leadService,
    leadViews,
    requestService,
    requests,
    recallService,
    nodeOrders,
    record: audit.record,
    options: options.alerts,
    isQuarantined: () => quarantine.since() !== undefined,
    clock,
  });
  return { positions, reports, ledger, briefs, alerts };
}
