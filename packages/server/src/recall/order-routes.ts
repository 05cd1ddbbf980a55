import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { ordersTogether } from './order-exchange.ts';
import { Orders, Receipts } from './order-messages.ts';

/** What nodes ask of each other about recalls. To be mounted at `/api`. */
export function createOrderRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { orderExchange } = core.recall;
  const tags = ['Nodes'];
  const policy = 'another node with the token of a member that it hosts: what was delivered to that node';

  function peerOf({ peer }: Viewer): number {
    if (peer === undefined) throw new Problem('not-allowed', 'This is between nodes.');
    return peer;
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/exchange/orders',
        tags,
        summary: 'What the asking node is to purge, until it confirms',
        policy,
        middleware,
        request: {
          query: z.object({
            all: z.stringbool().optional().describe('whatever it was ever told, and told this node'),
            after: z.string().max(200).optional().describe('`next` of the page before'),
            limit: z.coerce
              .number()
              .int()
              .min(1)
              .max(ordersTogether)
              .default(ordersTogether)
              .describe('orders of a page'),
          }),
        },
        responses: { 200: json(Orders, 'Orders') },
      }),
      async (context) => {
        const { all = false, after, limit } = context.req.valid('query');
        const peer = peerOf(context.get('viewer'));
        const roster = core.peers.rosterExchange.state();
        const { orders, next } = await (all ? orderExchange.allOrders : orderExchange.ordersFor)(peer, after, limit);
        return context.json({ orders: [...orders], roster, ...(next === undefined ? {} : { next }) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/exchange/receipts',
        tags,
        summary: 'The asking node’s word that it has purged',
        policy,
        middleware,
        request: { body: jsonBody(Receipts) },
        responses: { 204: { description: 'Taken' } },
      }),
      async (context) => {
        await orderExchange.takeReceipts(peerOf(context.get('viewer')), context.req.valid('json').receipts);
        return context.body(null, 204);
      },
    );
}
