import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import { ObjectSummary } from '../objects/messages.ts';

export const ReviewMessage = z
  .object({ summary: ObjectSummary, due: z.string().describe('since when, as the marking says it') })
  .openapi('Review');

/** What a member should look at again. To be mounted at `/api`. */
export function createReviewRoutes({ reviews, summaries }: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'get',
      path: '/reviews',
      tags: ['Objects'],
      summary: 'Own objects that are due for review, longest due first',
      description: 'By the review date in their handling. Publishing a new version with a later date ends it.',
      policy: 'any account or token: over what its own member owns',
      middleware,
      responses: { 200: json(z.object({ reviews: z.array(ReviewMessage) }), 'What is due') },
    }),
    (context) => {
      const due = reviews(context.get('viewer'));
      return context.json({ reviews: due.map(({ shown, due }) => ({ summary: summaries.of(shown), due })) }, 200);
    },
  );
}
