import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { ReleaseRequestMessage } from './messages.ts';
import type { SeenReleaseRequest } from './release-request-service.ts';

type Parts = Pick<Core, 'names' | 'memberRefs' | 'summaries' | 'releaseRequests'>;

/** A request for wider release as the API says it to this viewer. */
export function releaseRequestMessage(
  { names, memberRefs, summaries, releaseRequests }: Parts,
  viewer: Viewer,
  seen: SeenReleaseRequest,
): z.infer<typeof ReleaseRequestMessage> {
  const { request, shown } = seen;
  const { id, object, originator, asker, person, recipients, reason, asked, state, answered, answer } = request;
  const named = (identities: readonly string[]) =>
    identities.map((each) => ({ id: each, name: names.nameOf(viewer, each) }));
  const isOurs = actsFor(viewer, originator);
  return {
    id,
    object,
    ...(shown === undefined ? {} : { summary: summaries.of(shown, viewer) }),
    originator: memberRefs.of(originator),
    from: memberRefs.of(asker),
    ...(person === undefined ? {} : { askedBy: person }),
    to: named(recipients),
    reason,
    asked,
    state,
    ...(answered === undefined ? {} : { answered }),
    ...(isOurs && request.answeredBy ? { answeredBy: request.answeredBy } : {}),
    ...(answer === undefined ? {} : { answer }),
    ...(request.reached === undefined ? {} : { reached: named(request.reached) }),
    may: { grant: releaseRequests.mayGrant(viewer, seen), refuse: releaseRequests.mayRefuse(viewer, request) },
  };
}
