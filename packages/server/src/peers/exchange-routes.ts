import { createRoute } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { isForeign } from '../http/csrf.ts';
import { Problem } from '../http/problem.ts';
import { originOf } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody } from '../http/signed-in-route.ts';
import { AskIntroduction, RosterAnswer, SignedMessage } from './join-messages.ts';

/** What a node answers to another one that was invited. Whoever holds no invitation learns nothing here. */
export function createExchangeRoutes({ peers }: Core, publicUrl: string | undefined) {
  /** Nodes ask, not browsers on another site's behalf. */
  const middleware: MiddlewareHandler = async (context, next) => {
    // No node sends cookies; a browser that does must at least say whose page asked.
    const isBrowser = context.req.header('cookie') !== undefined;
    if (isForeign(originOf(context), publicUrl) ?? isBrowser) {
      throw new Problem('not-allowed', 'This was asked from another site.', { reason: 'foreign-origin' });
    }
    await next();
  };
  const tags = ['Nodes'];
  const policy = 'whoever holds an invitation of this node that is neither used nor over';
  return apiRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/exchange/introduction',
        tags,
        summary: 'Who this node is, as a note that it signed',
        security: [],
        middleware,
        'x-policy': policy,
        request: { body: jsonBody(AskIntroduction) },
        responses: { 200: json(SignedMessage, 'The introduction') },
      }),
      (context) => {
        const { invitation, secret } = context.req.valid('json');
        return context.json(peers.joining.introduce(invitation, secret), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/exchange/join',
        tags,
        summary: 'Use an invitation',
        security: [],
        middleware,
        'x-policy': policy,
        request: { body: jsonBody(SignedMessage) },
        responses: { 200: json(SignedMessage, 'Tokens that are good once the join is confirmed') },
      }),
      async (context) => context.json(await peers.joining.welcome(context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/exchange/roster',
        tags,
        summary: 'The roster, to a node that asks with its own key',
        security: [],
        middleware,
        'x-policy': 'a node whose fingerprint was compared here; proposals only once it is confirmed',
        request: { body: jsonBody(SignedMessage) },
        responses: { 200: json(RosterAnswer, 'Versions that it has not') },
      }),
      (context) => context.json(peers.rosterExchange.answer(context.req.valid('json')), 200),
    );
}
