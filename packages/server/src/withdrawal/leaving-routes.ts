import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { LeavingMessage } from './messages.ts';

/** What becomes of a member's contributions when it leaves: its own word. To be mounted at `/api`. */
export function createLeavingRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { leavingTerms } = core.recall;
  const tags = ['Members'];
  const params = z.object({ id: z.string().max(300).describe('identity id or name') });

  function ownMember(viewer: Viewer, nameOrIdentity: string): number {
    const found = core.members.find(nameOrIdentity);
    if (found === undefined) throw new Problem('not-found', 'There is no such member.');
    if (!actsFor(viewer, found.member)) throw new Problem('not-allowed', 'What a member wants is its own business.');
    return found.member;
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/leaving',
        tags,
        summary: 'What becomes of what a member contributed, if it leaves',
        policy: 'people of the member, not of its units',
        middleware,
        request: { params },
        responses: { 200: json(LeavingMessage, 'Its terms') },
      }),
      (context) => {
        const member = ownMember(context.get('viewer'), context.req.valid('param').id);
        return context.json({ contributions: leavingTerms.of(member) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/members/{id}/leaving',
        tags,
        summary: 'Say what becomes of what one’s member contributed, if it leaves',
        policy: 'member admin',
        middleware,
        request: { params, body: jsonBody(LeavingMessage) },
        responses: { 200: json(LeavingMessage, 'Its terms') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const member = ownMember(viewer, context.req.valid('param').id);
        const { contributions } = context.req.valid('json');
        await core.recall.setLeavingTerms(viewer, member, contributions);
        return context.json({ contributions }, 200);
      },
    );
}
