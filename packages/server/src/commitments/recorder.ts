import type { JsonObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { ApprovalService, HandedIn } from '../approvals/approval-service.ts';
import { Problem } from '../http/problem.ts';
import type { Release } from './messages.ts';

/** Publishes an object of the ledger as any other: by its author's terms and his member's policy. */
export type Recorder = (
  viewer: Viewer,
  release: z.output<typeof Release>,
  /** Asked only of who may write at all, so that nobody else learns what it would refuse. */
  object: () => JsonObject,
) => Promise<HandedIn>;

export function createRecorder(approvals: Pick<ApprovalService, 'publish'>): Recorder {
  return async (viewer, { collection, terms, handling, onBehalfOf }, object) => {
    mustRecord(viewer);
    return approvals.publish(viewer, {
      collection,
      terms,
      ...(handling === undefined ? {} : { handling }),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      object: object(),
    });
  };
}

/** Throws `not-allowed`. */
function mustRecord({ mayWrite, roles }: Viewer): void {
  if (mayWrite && roles.has('analyst')) return;
  throw new Problem(
    'not-allowed',
    'Analysts record what was promised, announced or demanded, with an account or token that may write.',
  );
}

/** What the answer to a recording says. */
export function recordedMessage(handedIn: HandedIn): { id?: string; waiting?: string } {
  return handedIn.state === 'waiting' ? { waiting: handedIn.approval } : { id: handedIn.id };
}
