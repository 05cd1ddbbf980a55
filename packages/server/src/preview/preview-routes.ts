import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { Publication } from '../objects/messages.ts';
import { Holders, Preview, Why, WhyQuery } from './messages.ts';

/** What publishing would do, and why somebody has something. To be mounted at `/api`. */
export function createPreviewRoutes(core: Core, signedIn: MiddlewareHandler<SignedIn>) {
  const { previewer, explainer, holders } = core;
  const tags = ['Release'];

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/preview',
        tags,
        summary: 'What each partner would get of a draft; nothing is stored',
        policy: 'analysts of members that may write to the collection; a new version: of its originator only',
        middleware: signedIn,
        request: { body: jsonBody(Publication) },
        responses: { 200: json(Preview, 'What publishing would do') },
      }),
      (context) => context.json(previewer.preview(context.get('viewer'), context.req.valid('json')), 200),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/why',
        tags,
        summary: 'Why somebody has an object or a part of it, or has not',
        description: 'Who asks about others without being entitled to is answered as for a missing object.',
        policy: 'about oneself: whoever sees the object; about others: people of its owner, not mere readers; auditors',
        middleware: signedIn,
        request: { params: byId('object'), query: WhyQuery },
        responses: { 200: json(Why, 'What decided') },
      }),
      (context) =>
        context.json(
          explainer.why(context.get('viewer'), context.req.valid('param').id, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/audience',
        tags,
        summary: 'Who has what of an object now',
        description: 'Auditors of other members are told who has it, and nothing of what it says.',
        policy: 'people of its owner; auditors; others are answered as for a missing object',
        middleware: signedIn,
        request: { params: byId('object') },
        responses: { 200: json(Holders, 'Who has what') },
      }),
      (context) => context.json(holders.of(context.get('viewer'), context.req.valid('param').id), 200),
    );
}
