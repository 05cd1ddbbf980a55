import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import {
  AddedAlertSubscription,
  AlertList,
  AlertSubscriptions,
  AlertTest,
  NewAlertSubscription,
  ReadAlerts,
} from './messages.ts';

/** What a person is told of, and how. To be mounted at `/api`. */
export function createAlertRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { service } = core.alerts;
  const tags = ['Alerts'];
  const policy = 'persons (a session, or a personal token): their own, over what they may see at the moment';
  const changes = `${policy}; a token must be one that may write`;
  const params = byId('subscription', 64);

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/alerts',
        tags,
        summary: 'What one was told of, newest first; what one may not see any more is not in it',
        policy,
        middleware,
        responses: { 200: json(AlertList, 'Alerts') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(service.list(viewer), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/alerts/read',
        tags,
        summary: 'Mark alerts as read',
        policy,
        middleware,
        request: { body: jsonBody(ReadAlerts) },
        responses: { 204: { description: 'Marked' } },
      }),
      async (context) => {
        await service.read(context.get('viewer'), context.req.valid('json').ids);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/alerts/subscriptions',
        tags,
        summary: 'What one asked to be told of',
        policy,
        middleware,
        responses: { 200: json(AlertSubscriptions, 'Subscriptions') },
      }),
      (context) => context.json(service.subscriptions(context.get('viewer')), 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/alerts/subscriptions',
        tags,
        summary: 'Ask to be told of something',
        description:
          'A webhook’s secret is in this answer alone. Its messages are signed as Standard Webhooks says: HMAC-SHA256 ' +
          'over webhook-id, webhook-timestamp and the body.',
        policy: changes,
        middleware,
        request: { body: jsonBody(NewAlertSubscription) },
        responses: { 201: json(AddedAlertSubscription, 'Subscribed') },
      }),
      async (context) => context.json(await service.add(context.get('viewer'), context.req.valid('json')), 201),
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/alerts/subscriptions/{id}',
        tags,
        summary: 'Be told of it no more',
        policy: changes,
        middleware,
        request: { params },
        responses: { 204: { description: 'Removed' } },
      }),
      async (context) => {
        await service.remove(context.get('viewer'), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/alerts/subscriptions/{id}/test',
        tags,
        summary: 'Send a test by its channel',
        policy: changes,
        middleware,
        request: { params },
        responses: { 200: json(AlertTest, 'Whether it arrived') },
      }),
      async (context) => context.json(await service.test(context.get('viewer'), context.req.valid('param').id), 200),
    );
}
