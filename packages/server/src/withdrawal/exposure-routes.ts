import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { fileStream } from '../http/file-stream.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, file, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { exposureCsv } from './exposure-csv.ts';
import type { Exposed } from './exposures.ts';
import { Exposure, NewTakeBack, TakenBack } from './messages.ts';

/** What a member holds of what is one's own, and taking it back once it has left. To be mounted at `/api`. */
export function createExposureRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { exposures, takeBack, recallService } = core.recall;
  const tags = ['Recall'];
  const policy = 'people of a member, not of its units: over what that member owns';
  const params = z.object({ id: z.string().max(300).describe('identity id or name') });

  function toMessage(viewer: Viewer, { object, shown, had }: Exposed, member: string) {
    const order = recallService.ofObject(viewer, object).find(({ holder }) => holder === member);
    return {
      summary: core.summaries.of(shown, viewer),
      ...had,
      versions: [...had.versions],
      ...(order === undefined ? {} : { takenBack: order.id }),
    };
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/exposure',
        tags,
        summary: 'What a member has, or could have, of what one’s own member owns',
        description:
          'By what the audit log tells: released, opened, delivered, exported. Worth asking when a member leaves.',
        policy,
        middleware,
        request: {
          params,
          query: z.object({
            limit: z.coerce.number().int().min(1).max(200).default(50).describe('of a page'),
            cursor: z.string().max(200).optional().describe('the id after which the page begins'),
          }),
        },
        responses: { 200: json(Exposure, 'A page') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { limit, cursor = '' } = context.req.valid('query');
        const member = exposures.member(viewer, context.req.valid('param').id);
        await core.audit.flush();
        const found = exposures.page(viewer, member, cursor, limit + 1);
        const page = found.slice(0, limit);
        const last = page.at(-1);
        const { identity: id, name, left } = member;
        const counts = await exposures.counts(viewer, member);
        return context.json(
          {
            member: { id, name, ...(left === undefined ? {} : { left }) },
            objects: page.map((each) => toMessage(viewer, each, id)),
            ...(found.length > limit && last !== undefined ? { next: last.object } : {}),
            counts: [...counts].map(([tlp = null, count]) => ({ tlp, count })),
          },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/exposure.csv',
        tags,
        summary: 'The same, whole, as a table',
        policy,
        middleware,
        request: { params },
        responses: { 200: file('A row for each object', 'text/csv') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const member = exposures.member(viewer, context.req.valid('param').id);
        await core.audit.flush();
        const lines = core.access.whileGood(viewer, exposureCsv(core, viewer, member));
        return context.body(fileStream(context, lines), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="exposure.csv"',
        });
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/members/{id}/take-back',
        tags,
        summary: 'Take own objects back from a member that has left, and from nobody else',
        policy: 'analysts and release officers of a member: over what that member owns',
        middleware,
        request: { params, body: jsonBody(NewTakeBack) },
        responses: { 200: json(TakenBack, 'Ordered') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const member = exposures.member(viewer, context.req.valid('param').id);
        const objects = await takeBack(viewer, member, context.req.valid('json'));
        return context.json({ objects }, 200);
      },
    );
}
