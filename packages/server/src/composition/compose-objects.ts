import { createPolicyStore } from '../approvals/policy-store.ts';
import { createSecondPerson } from '../approvals/second-person.ts';
import { createReviews } from '../dates/reviews.ts';
import { createMandateStore } from '../mandates/mandate-store.ts';
import { createMandated } from '../mandates/mandated.ts';
import { createSpeakFor } from '../mandates/speak-for.ts';
import { createCatalogueQuery } from '../objects/catalogue-query.ts';
import { createDrafts } from '../objects/drafts.ts';
import { createObjectReader } from '../objects/object-reader.ts';
import { createObjectRemover } from '../objects/object-remover.ts';
import { createObjectService } from '../objects/object-service.ts';
import { createSummaries } from '../objects/object-summary.ts';
import { createObjectViews } from '../objects/object-views.ts';
import { createPublisher } from '../objects/publisher.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { TermsParts } from './compose-terms.ts';
import type { WritingParts } from './compose-writing.ts';

/** Objects as people have them: published by those who may, read by those who see them. */
export type ObjectParts = ReturnType<typeof composeObjects>;

export function composeObjects(
  { database, clock, now, queue, audit, announce }: Ground,
  { members, memberRefs, names, collections, roster }: MemberParts,
  { terms, markings, dates, nodesOnly, releaseMarkings, termsViews }: TermsParts,
  { types, nothingNewer, searchIndex, placements, standing, references, releaser, writer, catchUps }: WritingParts,
) {
  const mandates = createMandateStore(database);
  const policies = createPolicyStore(database);
  const secondPerson = createSecondPerson(database, policies, members, roster, markings, terms);
  const mandated = createMandated(members, mandates);
  const service = createObjectService(writer, queue, catchUps, announce, audit, mandated, secondPerson);
  const reader = createObjectReader(database, terms, types, nothingNewer, nodesOnly);
  const summaries = createSummaries(reader, terms, memberRefs);
  const drafts = createDrafts(collections, members, names, reader, service, releaseMarkings, clock);
  return {
    mandates,
    speakFor: createSpeakFor(members, mandates),
    policies,
    secondPerson,
    service,
    remover: createObjectRemover(queue, placements, standing, audit),
    reader,
    catalogue: createCatalogueQuery(database, terms, types, searchIndex, reader, nodesOnly),
    summaries,
    views: createObjectViews(
      database,
      reader,
      summaries,
      termsViews,
      collections,
      audit,
      terms,
      releaser,
      references,
      clock,
    ),
    drafts,
    publisher: createPublisher(drafts, service),
    reviews: createReviews(database, dates, terms, reader, now),
  };
}
