import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { handedIn, handedInAnswers } from './handed-in.ts';
import { ClaimMessage, ClaimView, NewClaim, StatementLink } from './messages.ts';

/** Claims, and what is said on them. To be mounted at `/api`. */
export function createClaimRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { answers, pictures, service } = core.positions;
  const tags = ['Positions'];
  const reads = 'any account or token: over what its member may see';
  const writes = 'analysts of members that may write to the collection; a new version: of its originator only';
  const day = z.iso.date().optional().describe('as of that day; absent: today');
  const params = byId('claim');

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/claims',
        tags,
        summary: 'Claims, with how principals stand on each',
        policy: reads,
        middleware,
        request: { query: z.object({ asOf: day }) },
        responses: { 200: json(z.object({ claims: z.array(ClaimMessage) }), 'Those that changed last first') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const { asOf } = context.req.valid('query');
        await pictures.prepare(viewer, asOf);
        return context.json({ claims: answers.claims(viewer, asOf) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/claims',
        tags,
        summary: 'Put a claim',
        policy: writes,
        middleware,
        request: { body: jsonBody(NewClaim) },
        responses: handedInAnswers,
      }),
      async (context) =>
        handedIn(context, await service.publishClaim(context.get('viewer'), context.req.valid('json'))),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/claims/{id}',
        tags,
        summary: 'One claim over time: everybody’s line, statements and signals',
        policy: reads,
        middleware,
        request: { params, query: z.object({ asOf: day }) },
        responses: { 200: json(ClaimView, 'The claim') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const { id } = context.req.valid('param');
        return context.json(answers.claim(viewer, id, context.req.valid('query').asOf), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/claims/{id}',
        tags,
        summary: 'Put an own claim differently, as a new version',
        policy: writes,
        middleware,
        request: { params, body: jsonBody(NewClaim) },
        responses: handedInAnswers,
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        return handedIn(context, await service.publishClaim(context.get('viewer'), context.req.valid('json'), id));
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/statements/{id}/claim',
        tags,
        summary: 'Say which claim an own statement is about, and what it says of it',
        policy: 'analysts of the originator of the statement',
        middleware,
        request: { params, body: jsonBody(StatementLink) },
        responses: { 204: { description: 'A new version of it, under the same terms' } },
      }),
      async (context) => {
        await service.link(context.get('viewer'), context.req.valid('param').id, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
}
