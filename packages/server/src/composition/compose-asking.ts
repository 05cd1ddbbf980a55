import { createApprovalService } from '../approvals/approval-service.ts';
import { createApprovalStore } from '../approvals/approval-store.ts';
import { createMeetingPlace } from '../collections/meeting-place.ts';
import { createLeadService } from '../leads/lead-service.ts';
import { createLeadStore } from '../leads/lead-store.ts';
import { createLeadViews } from '../leads/lead-views.ts';
import { createLeadsAtStake } from '../leads/leads-at-stake.ts';
import { createRequestService } from '../requests/request-service.ts';
import { createRequestStore } from '../requests/request-store.ts';
import { createReach } from '../wider-release/reach.ts';
import { createReleaseRequestService } from '../wider-release/release-request-service.ts';
import { createReleaseRequestStore } from '../wider-release/release-request-store.ts';
import type { ExchangeParts } from './compose-exchange.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { ObjectParts } from './compose-objects.ts';
import type { TermsParts } from './compose-terms.ts';

/** What one asks of another and is answered: approval, wider release, information, action on a lead. */
export type AskingParts = ReturnType<typeof composeAsking>;

export function composeAsking(
  { database, now, queue, audit, events }: Ground,
  { members, groups, units, names, collections }: MemberParts,
  { terms, termsViews }: TermsParts,
  { reader, summaries, drafts, publisher, service, secondPerson, speakFor }: ObjectParts,
  { isElsewhere, peers }: ExchangeParts,
) {
  const { record } = audit;
  const desk = { reader, units, names, queue, events, now };
  const meetingPlace = createMeetingPlace(collections, service);
  const requests = createRequestStore(database);
  const releaseRequests = createReleaseRequestService({
    ...desk,
    requests: createReleaseRequestStore(database),
    reach: createReach(members, groups, units, reader),
    isElsewhere,
    exchange: peers.requestExchange,
    members,
    record,
  });
  const leads = createLeadStore(database);
  const leadService = createLeadService({ ...desk, leads, members, terms, publisher, meetingPlace, record });
  return {
    requests,
    requestService: createRequestService({ ...desk, requests, members, publisher, meetingPlace }),
    releaseRequests,
    approvalService: createApprovalService({
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
      record,
      now,
    }),
    leadService,
    leadsAtStake: createLeadsAtStake({ leadService, units, names, reader, summaries }),
    leadViews: createLeadViews({ leads, members, names, reader, summaries, termsViews, now }),
  };
}
