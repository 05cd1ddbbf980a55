import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { seenThen } from '../briefs/seen-then.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { handedIn, handedInAnswers } from './handed-in.ts';
import { Matrix, MemberPositions, NewPosition, PositionChanges } from './messages.ts';

/** Who stands where. To be mounted at `/api`. */
export function createPositionRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { answers, looks, pictures, service } = core.positions;
  const tags = ['Positions'];
  const reads = 'any account or token: over what its member may see';
  const writes = 'analysts of members that may write to the collection; a new version: of its originator only';
  const query = z.object({ asOf: z.iso.date().optional().describe('as of that day; absent: today') });
  const known = z.iso
    .date()
    .optional()
    .describe('only from what the node had for the viewer until the end of that day; absent: what it has now');
  const params = byId('position');

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/positions',
        tags,
        summary: 'Where they stand: members by claims',
        policy: reads,
        middleware,
        request: { query: query.extend({ known }) },
        responses: { 200: json(Matrix, 'The matrix') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const { asOf, known } = context.req.valid('query');
        await pictures.prepare(viewer, asOf);
        const day = asOf ?? core.now().slice(0, 10);
        const seen = known === undefined ? undefined : seenThen(core, viewer, day, known);
        return context.json(answers.matrix(viewer, asOf, seen), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/positions',
        tags,
        summary: 'Take down where somebody stands on a claim',
        policy: writes,
        middleware,
        request: { body: jsonBody(NewPosition) },
        responses: handedInAnswers,
      }),
      async (context) =>
        handedIn(context, await service.publishPosition(context.get('viewer'), context.req.valid('json'))),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/positions/changes',
        tags,
        summary: 'What changed since one last looked',
        policy: reads,
        middleware,
        responses: { 200: json(PositionChanges, 'Newest first') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        await pictures.prepare(viewer);
        return context.json(answers.changes(viewer), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/positions/seen',
        tags,
        summary: 'Say that everything so far has been seen',
        policy: 'any account or token: its own mark',
        middleware,
        responses: { 204: { description: 'Noted' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        // What one has seen reaches to the newest that one may see: no clock, and nothing about anything else.
        await pictures.prepare(viewer);
        const added = answers.newest(viewer);
        await core.queue.run(() => looks.set(viewer, added));
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/positions/{id}',
        tags,
        summary: 'Correct an own position, as a new version; who changed his mind has another position',
        policy: writes,
        middleware,
        request: { params, body: jsonBody(NewPosition) },
        responses: handedInAnswers,
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        return handedIn(context, await service.publishPosition(context.get('viewer'), context.req.valid('json'), id));
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/positions',
        tags,
        summary: 'All positions of a member, who speaks for it, and where its voices differ',
        policy: reads,
        middleware,
        request: { params, query },
        responses: { 200: json(MemberPositions, 'Its positions') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const { id } = context.req.valid('param');
        const { asOf } = context.req.valid('query');
        await pictures.prepare(viewer, asOf);
        return context.json(answers.member(viewer, id, asOf), 200);
      },
    );
}
