import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { wordsAtOnce } from './request-exchange.ts';

const RequestWords = z
  .object({ words: z.array(z.string().max(40_000)).min(1).max(wordsAtOnce) })
  .openapi('ReleaseRequestWords');

/** What nodes tell each other of requests for wider release. To be mounted at `/api`. */
export function createRequestExchangeRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'post',
      path: '/exchange/release-requests',
      tags: ['Nodes'],
      summary: 'Requests for wider release and their answers, signed by the members that speak',
      policy: 'another node with the token of a member that it hosts; each word counts by its own signature',
      middleware,
      request: { body: jsonBody(RequestWords) },
      responses: { 204: { description: 'Taken; what counts for nothing is passed over' } },
    }),
    async (context) => {
      const { peer } = context.get('viewer');
      if (peer === undefined) throw new Problem('not-allowed', 'This is between nodes.');
      await core.releaseRequests.takeWords(peer, context.req.valid('json').words);
      return context.body(null, 204);
    },
  );
}
