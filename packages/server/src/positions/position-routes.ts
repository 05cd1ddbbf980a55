import { formatMicroseconds } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { HandedInMessage, handedIn } from './handed-in.ts';
import { Matrix, MemberPositions, NewPosition, PositionChanges } from './messages.ts';
import { changesSince, lastChangedFirst, memberPositions } from './position-pages.ts';

/** Who stands where. To be mounted at `/api`. */
export function createPositionRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { pictures, views, looks, service, reader } = core.positions;
  const tags = ['Positions'];
  const reads = 'any account or token: over what its member may see';
  const writes = 'analysts of members that may write to the collection; a new version: of its originator only';
  const query = z.object({ asOf: z.iso.date().optional().describe('as of that day; absent: today') });
  const params = z.object({ id: z.string().max(200) });
  const dayOf = ({ asOf }: z.output<typeof query>): string => asOf ?? core.now().slice(0, 10);
  const published = {
    201: json(HandedInMessage, 'Published'),
    202: json(HandedInMessage, 'By its owner’s policy it waits for a second person'),
  };

  /** The newest that the viewer sees of all this: no clock, and nothing about anything else. */
  function newest(viewer: Viewer): number {
    const day = core.now().slice(0, 10);
    return Math.max(0, ...pictures.whole(viewer, day).added.values());
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/positions',
        tags,
        summary: 'Where they stand: members by claims',
        policy: reads,
        middleware,
        request: { query },
        responses: { 200: json(Matrix, 'The matrix') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const seen = pictures.whole(viewer, dayOf(context.req.valid('query')));
        const view = views(viewer, looks.get(viewer));
        const { day, cells } = seen.picture;
        const called = new Map(
          cells.map(({ principal, shown, isOfficial }) => [principal, isOfficial ? shown.holderName : undefined]),
        );
        const members = core.members.all().filter(({ left }) => left === undefined || left > day);
        const ids = new Set([...members.map(({ identity }) => identity), ...called.keys()]);
        const principals = [...ids].map((id) => view.name(id, called.get(id)));
        principals.sort((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name) : a.kind === 'member' ? -1 : 1));
        return context.json(
          {
            day,
            claims: seen.claims.map((_, place) => view.claim(seen, place)).sort(lastChangedFirst),
            principals,
            cells: cells.map((cell) => view.cell(seen, cell)),
          },
          200,
        );
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
        responses: published,
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
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const looked = looks.get(viewer);
        const seen = pictures.whole(viewer, core.now().slice(0, 10));
        const since = looked === 0 ? {} : { since: formatMicroseconds(looked) };
        return context.json({ ...since, ...changesSince(seen, views(viewer, looked), looked) }, 200);
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
        const added = newest(viewer);
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
        responses: published,
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
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const member = core.members.find(context.req.valid('param').id);
        if (member === undefined) throw new Problem('not-found', 'There is no such member.');
        const day = dayOf(context.req.valid('query'));
        const seen = pictures.whole(viewer, day);
        const said = reader.statementsFor(viewer, member.identity, day, 100).map(({ value }) => value);
        return context.json(memberPositions(seen, views(viewer, looks.get(viewer)), member.identity, said), 200);
      },
    );
}
