import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import {
  NewTaxiiFeed,
  pushWarning,
  TaxiiFeedChange,
  TaxiiFeedList,
  TaxiiFeedMessage,
  TaxiiFeedView,
} from './messages.ts';

/** Plain TAXII servers that one's member pulls from and pushes to. To be mounted at `/api`. */
export function createTaxiiFeedRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { service } = core.taxiiFeeds;
  const tags = ['TAXII feeds'];
  const policy = 'release officers and administrators of the member, for its own feeds';
  const request = { params: byId('feed') };

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/taxii-feeds',
        tags,
        summary: 'The TAXII servers that one’s member pulls from and pushes to',
        policy,
        middleware,
        responses: { 200: json(TaxiiFeedList, 'All of them') },
      }),
      (context) => context.json({ feeds: service.list(context.get('viewer')), warning: pushWarning }, 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/taxii-feeds',
        tags,
        summary: 'Pull from, or push to, a collection of a plain TAXII server',
        description: `${pushWarning} Only the member’s own objects are pushed: TLP:CLEAR, and TLP:GREEN where that is confirmed.`,
        policy: `${policy}, who may write to the collection`,
        middleware,
        request: { body: jsonBody(NewTaxiiFeed) },
        responses: { 201: json(TaxiiFeedMessage, 'The feed; it runs at once') },
      }),
      async (context) => context.json(await service.add(context.get('viewer'), context.req.valid('json')), 201),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/taxii-feeds/{id}',
        tags,
        summary: 'One feed, and what of it did not come in or go out',
        policy,
        middleware,
        request,
        responses: { 200: json(TaxiiFeedView, 'The feed') },
      }),
      (context) => context.json(service.get(context.get('viewer'), context.req.valid('param').id), 200),
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/taxii-feeds/{id}',
        tags,
        summary: 'Pause a feed, or go on with it',
        policy,
        middleware,
        request: { ...request, body: jsonBody(TaxiiFeedChange) },
        responses: { 200: json(TaxiiFeedMessage, 'Changed') },
      }),
      async (context) => {
        const { state } = context.req.valid('json');
        return context.json(await service.setState(context.get('viewer'), context.req.valid('param').id, state), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/taxii-feeds/{id}/run',
        tags,
        summary: 'Run a feed now',
        policy,
        middleware,
        request,
        responses: { 200: json(TaxiiFeedView, 'What became of it') },
      }),
      async (context) => context.json(await service.run(context.get('viewer'), context.req.valid('param').id), 200),
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/taxii-feeds/{id}',
        tags,
        summary: 'End a feed: what came in stays, and what was sent stays out there',
        policy,
        middleware,
        request,
        responses: { 204: { description: 'Removed' } },
      }),
      async (context) => {
        await service.remove(context.get('viewer'), context.req.valid('param').id);
        return context.body(null, 204);
      },
    );
}
