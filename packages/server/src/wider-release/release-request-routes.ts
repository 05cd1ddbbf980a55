import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { NewReleaseRequest, Refusing, ReleaseRequestMessage } from './messages.ts';
import { releaseRequestMessage } from './release-request-message.ts';

/** Requests for wider release, from those who have an object to who may release it. To be mounted at `/api`. */
export function createReleaseRequestRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { releaseRequests } = core;
  const tags = ['Approvals'];
  const theirs = 'who asked; who acts with him and has the object; analysts and release officers of its originator';
  const params = byId('request', 64);

  function one(viewer: Viewer, id: string) {
    return releaseRequestMessage(core, viewer, releaseRequests.find(viewer, id));
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/release-requests',
        tags,
        summary: 'Requests for wider release: what one asked, and what is asked of one’s member',
        policy: `any account or token: ${theirs}`,
        middleware,
        responses: { 200: json(z.object({ requests: z.array(ReleaseRequestMessage) }), 'Newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const list = releaseRequests.list(viewer).map((each) => releaseRequestMessage(core, viewer, each));
        return context.json({ requests: list }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/release-requests',
        tags,
        summary: 'Ask the originator of an object to release it to others',
        description: 'It says nothing of who has the object, nor whether those who are named have it already.',
        policy: 'who may see the object, with a credential that may write',
        middleware,
        request: { body: jsonBody(NewReleaseRequest) },
        responses: { 201: json(ReleaseRequestMessage, 'Asked') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const id = await releaseRequests.ask(viewer, context.req.valid('json'));
        return context.json(one(viewer, id), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/release-requests/{id}',
        tags,
        summary: 'One request for wider release, with its answer',
        policy: theirs,
        middleware,
        request: { params },
        responses: { 200: json(ReleaseRequestMessage, 'The request') },
      }),
      (context) => {
        core.noteRead(context.get('viewer').principal);
        return context.json(one(context.get('viewer'), context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/release-requests/{id}/refuse',
        tags,
        summary: 'Refuse it, with a reason',
        description: 'To grant it, publish a version with wider terms that names the request in `grants`.',
        policy: 'analysts and release officers of the object’s originator',
        middleware,
        request: { params, body: jsonBody(Refusing) },
        responses: { 200: json(ReleaseRequestMessage, 'Refused') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        await releaseRequests.refuse(viewer, id, context.req.valid('json').reason);
        return context.json(one(viewer, id), 200);
      },
    );
}
