import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { TookInProofs, TookInReceipts } from './messages.ts';

/** What nodes tell each other of what they took in, and what an owner shows of that. To be mounted at `/api`. */
export function createReceiptRoutes({ peers, tookInReceipts }: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter()
    .openapi(
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
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/receipts',
        tags: ['Release'],
        summary: 'What nodes signed when they took an own object in: a file that entente verify checks offline',
        policy: 'people of its owner; others are answered as for a missing object',
        middleware,
        request: {
          params: byId('object'),
          query: z.object({ version: z.string().max(64).optional().describe('absent: all versions') }),
        },
        responses: { 200: json(TookInProofs, 'Of those that have confirmed') },
      }),
      (context) => {
        const { id } = context.req.valid('param');
        return context.json(tookInReceipts(context.get('viewer'), id, context.req.valid('query').version), 200);
      },
    );
}
