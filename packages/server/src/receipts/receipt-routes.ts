import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { TookInReceipts } from './messages.ts';

/** What nodes tell each other of what they took in. To be mounted at `/api`. */
export function createReceiptRoutes({ peers }: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'post',
      path: '/exchange/took-in',
      tags: ['Nodes'],
      summary: 'Signed words of members on other nodes that they have what was delivered',
      policy: 'another node with the token of a member that it hosts; each word counts by its own signature',
      middleware,
      request: { body: jsonBody(TookInReceipts) },
      responses: { 204: { description: 'Taken; what counts for nothing is passed over' } },
    }),
    async (context) => {
      const { peer } = context.get('viewer');
      if (peer === undefined) throw new Problem('not-allowed', 'This is between nodes.');
      await peers.receiptExchange.take(peer, context.req.valid('json').receipts);
      return context.body(null, 204);
    },
  );
}
