import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { Dismissing, SignalMessage } from './messages.ts';

/** What the picture points out. To be mounted at `/api`. */
export function createSignalRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { answers, dismissals, pictures } = core.positions;
  const tags = ['Positions'];
  const analysts = 'analysts: for everybody who acts for the same member or unit';

  function mustBeAnalyst({ roles, mayWrite }: Viewer): void {
    if (mayWrite && (roles.has('analyst') || roles.has('release-officer'))) return;
    throw new Problem('not-allowed', 'Analysts and release officers put signals aside.');
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/signals',
        tags,
        summary: 'Contradictions, changes and silences in what one may see',
        policy: 'any account or token: over what its member may see',
        middleware,
        request: {
          query: z.object({
            asOf: z.iso.date().optional().describe('as of that day; absent: today'),
            dismissed: z.stringbool().default(false).describe('those that were put aside too'),
          }),
        },
        responses: { 200: json(z.object({ signals: z.array(SignalMessage) }), 'Newest first') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const { asOf, dismissed } = context.req.valid('query');
        await pictures.prepare(viewer, asOf);
        return context.json({ signals: answers.signals(viewer, asOf, dismissed) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/signals/dismiss',
        tags,
        summary: 'Put a signal aside, until it rests on something else',
        policy: analysts,
        middleware,
        request: { body: jsonBody(Dismissing) },
        responses: { 204: { description: 'Put aside' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        mustBeAnalyst(viewer);
        const { key, state, reason } = context.req.valid('json');
        await pictures.prepare(viewer);
        if (!answers.signals(viewer, undefined, true).some((each) => each.key === key && each.state === state)) {
          throw new Problem('not-found', 'There is no such signal, or it rests on something else by now.');
        }
        const author = viewer.account === undefined ? {} : { author: viewer.account.name };
        await core.queue.run(() => dismissals.put(viewer, { key, state, reason, ...author, time: core.now() }));
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/signals/restore',
        tags,
        summary: 'Take a signal back that was put aside',
        policy: analysts,
        middleware,
        request: { body: jsonBody(Dismissing.pick({ key: true })) },
        responses: { 204: { description: 'Back' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        mustBeAnalyst(viewer);
        const { key } = context.req.valid('json');
        await core.queue.run(() => dismissals.remove(viewer, key));
        return context.body(null, 204);
      },
    );
}
