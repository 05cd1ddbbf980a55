import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { NewUnit, UnitChange, UnitMessage } from './messages.ts';
import { unitMessage } from './unit-message.ts';
import type { Unit } from './unit-store.ts';

/** Units of members. To be mounted at `/api`. */
export function createUnitRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { unitService, memberRefs } = core;
  const tags = ['Members'];
  const known = 'any account or token: the units that their members list, and those of the own member';
  const admins = 'member admin of the member; coalition admin';
  const memberId = z.object({ id: z.string().max(300).describe('identity id or name of the member') });

  const toMessage = (viewer: Viewer, unit: Unit) => unitMessage(viewer, unit, memberRefs);

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/units',
        tags,
        summary: 'The units of all members that one may know of',
        policy: known,
        middleware,
        responses: { 200: json(z.object({ units: z.array(UnitMessage) }), 'Units') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        return context.json({ units: unitService.list(viewer).map((each) => toMessage(viewer, each)) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/units',
        tags,
        summary: 'The units of one member that one may know of',
        policy: known,
        middleware,
        request: { params: memberId },
        responses: { 200: json(z.object({ units: z.array(UnitMessage) }), 'Units') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const found = unitService.list(viewer, context.req.valid('param').id);
        return context.json({ units: found.map((each) => toMessage(viewer, each)) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/members/{id}/units',
        tags,
        summary: 'Add a unit of a member',
        policy: admins,
        middleware,
        request: { params: memberId, body: jsonBody(NewUnit) },
        responses: { 201: json(UnitMessage, 'Added') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const added = await unitService.add(viewer, context.req.valid('param').id, context.req.valid('json'));
        return context.json(toMessage(viewer, added), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/units/{id}',
        tags,
        summary: 'Change what a unit is cleared for, make it known, or close it',
        description: 'Who loses sight by it loses it at once. The accounts and tokens of a closed unit end.',
        policy: `${admins}; a unit that one may not know of is like none`,
        middleware,
        request: {
          params: z.object({ id: z.string().max(500).describe('identity id, or "Member/Unit"') }),
          body: jsonBody(UnitChange),
        },
        responses: { 200: json(UnitMessage, 'Changed') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const changed = await unitService.change(viewer, context.req.valid('param').id, context.req.valid('json'));
        return context.json(toMessage(viewer, changed), 200);
      },
    );
}
