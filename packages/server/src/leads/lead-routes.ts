import { z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { LeadAnswer, LeadMessage, NewLead, NewLeadMessage } from './messages.ts';

/** Leads: objects on which units are asked to act. To be mounted at `/api`. */
export function createLeadRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { leadService, leadViews } = core;
  const tags = ['Leads'];
  const theirs = 'who acts for the unit, for the member that sent it, or for the unit’s member';
  const unitOnly = 'who acts for the unit';
  const params = byId('lead', 64);
  const answers = { 200: json(LeadMessage, 'The lead as it is now') };

  function one(viewer: Viewer, id: string) {
    return leadViews.of(viewer, leadService.find(viewer, id), true);
  }

  /** Does something to the lead that the path names, and answers it as it is then. */
  function after(work: (viewer: Viewer, id: string) => Promise<void>) {
    return async (context: Context<SignedIn>, id: string) => {
      const viewer = context.get('viewer');
      await work(viewer, id);
      return one(viewer, id);
    };
  }
  const acknowledged = after(leadService.acknowledge);
  const closed = after(leadService.close);

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/leads',
        tags,
        summary: 'The inbox of a unit; for a member: what it sent, and what its units have',
        policy: `any account or token: leads of ${theirs}, over what it may see of their objects`,
        middleware,
        responses: { 200: json(z.object({ leads: z.array(LeadMessage) }), 'Newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const list = leadService.list(viewer).map((each) => leadViews.of(viewer, each, false));
        return context.json({ leads: list }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/leads',
        tags,
        summary: 'Send an object that units may see to them as a lead',
        policy: 'analysts and release officers of the object’s owner, or of the member whose unit it is',
        middleware,
        request: { body: jsonBody(NewLead) },
        responses: { 201: json(z.object({ leads: z.array(LeadMessage) }), 'Sent, one to each unit') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const sent = await leadService.send(viewer, context.req.valid('json'));
        return context.json({ leads: sent.map((id) => one(viewer, id)) }, 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/leads/{id}',
        tags,
        summary: 'One lead, with what was written about it',
        policy: theirs,
        middleware,
        request: { params },
        responses: { 200: json(LeadMessage, 'The lead') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(one(viewer, context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/leads/{id}/acknowledge',
        tags,
        summary: 'Say that the unit has it',
        policy: unitOnly,
        middleware,
        request: { params },
        responses: answers,
      }),
      async (context) => context.json(await acknowledged(context, context.req.valid('param').id), 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/leads/{id}/messages',
        tags,
        summary: 'Ask, or reply',
        policy: `${unitOnly}, or for the member that sent it`,
        middleware,
        request: { params, body: jsonBody(NewLeadMessage) },
        responses: answers,
      }),
      async (context) => {
        const { text } = context.req.valid('json');
        const written = after((viewer, id) => leadService.write(viewer, id, text));
        return context.json(await written(context, context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/leads/{id}/answer',
        tags,
        summary: 'Answer with a sighting, for the originator and those whom it lets have answers',
        policy: 'analysts who act for the unit',
        middleware,
        request: { params, body: jsonBody(LeadAnswer) },
        responses: answers,
      }),
      async (context) => {
        const answer = context.req.valid('json');
        const answered = after((viewer, id) => leadService.answer(viewer, id, answer));
        return context.json(await answered(context, context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/leads/{id}/close',
        tags,
        summary: 'Close it',
        policy: `${unitOnly}, or for the member that sent it`,
        middleware,
        request: { params },
        responses: answers,
      }),
      async (context) => context.json(await closed(context, context.req.valid('param').id), 200),
    );
}
