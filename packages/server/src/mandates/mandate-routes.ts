import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { MemberRef } from '../objects/messages.ts';
import type { Mandate } from './mandate-store.ts';

export const MandateMessage = z
  .object({
    id: z.string(),
    giver: MemberRef.describe('in whose name may be published'),
    holder: MemberRef.describe('who may'),
    given: z.string(),
    withdrawn: z.string().optional(),
  })
  .openapi('Mandate');
const NewMandate = z.object({ holder: z.string().max(300).describe('member, by name or id') }).openapi('NewMandate');

/** Mandates to publish in a member's name. To be mounted at `/api`. */
export function createMandateRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { mandates, members, memberRefs, queue, audit, now } = core;
  const tags = ['Mandates'];

  function toMessage({ giver, holder, ...rest }: Mandate) {
    return { ...rest, giver: memberRefs.of(giver), holder: memberRefs.of(holder) };
  }

  function mustAdminister({ unit, roles, mayWrite }: Viewer): void {
    if (unit === undefined && roles.has('member-admin') && mayWrite) return;
    throw new Problem('not-allowed', 'Only an administrator of the member gives and withdraws its mandates.');
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/mandates',
        tags,
        summary: 'Mandates that one’s member gave or holds',
        policy: 'any account or token of the member itself',
        middleware,
        responses: { 200: json(z.object({ mandates: z.array(MandateMessage) }), 'Newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const list = viewer.unit === undefined ? mandates.of(viewer.member) : [];
        return context.json({ mandates: list.map(toMessage) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/mandates',
        tags,
        summary: 'Let another member publish in the name of one’s own',
        policy: 'member admin of the giver',
        middleware,
        request: { body: jsonBody(NewMandate) },
        responses: { 201: json(MandateMessage, 'Given') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        mustAdminister(viewer);
        const { holder: named } = context.req.valid('json');
        const holder = members.find(named);
        if (holder === undefined) throw new Problem('not-found', `There is no member named ${named}.`);
        if (holder.member === viewer.member) throw new Problem('invalid', 'A member needs no mandate of its own.');
        const given = await queue.run(() => {
          if (mandates.isInForce(viewer.member, holder.member)) {
            throw new Problem('conflict', `${holder.name} has this mandate already.`);
          }
          const mandate = mandates.add({ giver: viewer.member, holder: holder.member, given: now() });
          audit.record({ kind: 'mandate-given', members: [holder.member], subjects: [mandate.id] }, viewer);
          return mandate;
        });
        return context.json(toMessage(given), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/mandates/{id}',
        tags,
        summary: 'Withdraw a mandate: from now on the other publishes nothing more in one’s name',
        policy: 'member admin of the giver',
        middleware,
        request: { params: byId('mandate', 64) },
        responses: { 204: { description: 'Withdrawn' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const found = mandates.find(context.req.valid('param').id);
        const isTheirs = found !== undefined && [found.giver, found.holder].some((each) => actsFor(viewer, each));
        if (!isTheirs || found.withdrawn !== undefined) throw new Problem('not-found', 'There is no such mandate.');
        mustAdminister(viewer);
        if (found.giver !== viewer.member) throw new Problem('not-allowed', 'Only who gave a mandate withdraws it.');
        await queue.run(() => {
          mandates.withdraw(found.id, now());
          audit.record({ kind: 'mandate-withdrawn', members: [found.holder], subjects: [found.id] }, viewer);
        });
        return context.body(null, 204);
      },
    );
}
