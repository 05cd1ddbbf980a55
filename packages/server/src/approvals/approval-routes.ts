import type { JsonObject, StixObject } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { Publication } from '../objects/messages.ts';
import { titleOf } from '../placements/search-text.ts';
import type { Approval } from './approval-store.ts';
import { ApprovalMessage, NewPublishingPolicy, PublishingPolicy, SendBack } from './messages.ts';

/** What waits for a second person, and the policies by which it does. To be mounted at `/api`. */
export function createApprovalRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { approvalService, policies, defaultDates, members, memberRefs, names, reader, summaries, queue, audit } = core;
  const tags = ['Approvals'];
  const officers = 'release officers of the member in whose name it is to be published, but not who handed it in';
  const params = byId('draft', 64);
  const memberParams = z.object({ id: z.string().max(300).describe('identity id or name') });
  const answers = { 200: json(ApprovalMessage, 'As it is now') };

  function shownOf(viewer: Viewer, { object, member }: Approval): StixObject | undefined {
    const current = reader.current(viewer, object);
    return current === undefined || current.owner !== member ? undefined : summaries.parse(current);
  }

  function toMessage(viewer: Viewer, approval: Approval, isWhole: boolean): z.output<typeof ApprovalMessage> {
    const { id, object, because, member, asker, asked, state, decided, decidedBy, reason, former } = approval;
    const draft = approval.objects === '' ? undefined : (JSON.parse(approval.objects) as StixObject[]).at(-1);
    const shown = shownOf(viewer, approval);
    const titled = draft ?? shown;
    const may = approvalService.mayDecide(viewer, approval);
    return {
      id,
      object,
      title: titled === undefined ? object : titleOf(titled),
      because,
      member: memberRefs.of(member),
      askedBy: { member: memberRefs.of(asker.member), ...(asker.name === undefined ? {} : { name: asker.name }) },
      asked,
      state,
      ...(decided === undefined ? {} : { decided }),
      ...(decidedBy === undefined ? {} : { decidedBy }),
      ...(reason === undefined ? {} : { reason }),
      ...(isWhole && draft !== undefined
        ? { draft: draft as JsonObject, publication: Publication.parse(JSON.parse(approval.publication)) }
        : {}),
      ...(isWhole && former !== undefined && shown !== undefined ? { before: shown as JsonObject } : {}),
      may: { approve: may, sendBack: may },
    };
  }

  const one = (viewer: Viewer, id: string) => toMessage(viewer, approvalService.find(viewer, id), true);

  function ownMember(viewer: Viewer, nameOrIdentity: string): number {
    const found = members.find(nameOrIdentity);
    if (found === undefined) throw new Problem('not-found', 'There is no such member.');
    if (!actsFor(viewer, found.member)) throw new Problem('not-allowed', 'A member’s policy is its own business.');
    return found.member;
  }

  function policyOf(viewer: Viewer, member: number) {
    const { partners, ...policy } = policies.of(member);
    return {
      ...policy,
      dates: [...defaultDates.of(member)],
      partners: partners.map((id) => ({ id, name: names.nameOf(viewer, id) })),
    };
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/approvals',
        tags,
        summary: 'What waits for a second person, and what was decided',
        policy: 'release officers of the member: all of it; others: what they handed in themselves',
        middleware,
        responses: { 200: json(z.object({ approvals: z.array(ApprovalMessage) }), 'Newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const list = approvalService.list(viewer).map((each) => toMessage(viewer, each, false));
        return context.json({ approvals: list }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/approvals/{id}',
        tags,
        summary: 'One of them, with its draft and the version that it follows',
        policy: 'release officers of the member, and who handed it in',
        middleware,
        request: { params },
        responses: answers,
      }),
      (context) => context.json(one(context.get('viewer'), context.req.valid('param').id), 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/approvals/{id}/approve',
        tags,
        summary: 'Publish exactly what was handed in',
        policy: officers,
        middleware,
        request: { params },
        responses: answers,
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        await approvalService.approve(viewer, id);
        return context.json(one(viewer, id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/approvals/{id}/send-back',
        tags,
        summary: 'Send a draft back to who handed it in',
        policy: officers,
        middleware,
        request: { params, body: jsonBody(SendBack) },
        responses: answers,
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        await approvalService.sendBack(viewer, id, context.req.valid('json').reason);
        return context.json(one(viewer, id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}/policy',
        tags,
        summary: 'What a member publishes only with a second person’s approval, and the dates that it sets',
        policy: 'any account or token of the member itself',
        middleware,
        request: { params: memberParams },
        responses: { 200: json(PublishingPolicy, 'The policy') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        return context.json(policyOf(viewer, ownMember(viewer, context.req.valid('param').id)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/members/{id}/policy',
        tags,
        summary: 'Say what needs a second person’s approval, and set dates',
        policy: 'member admin',
        middleware,
        request: { params: memberParams, body: jsonBody(NewPublishingPolicy) },
        responses: { 200: json(PublishingPolicy, 'The policy') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const member = ownMember(viewer, context.req.valid('param').id);
        if (!viewer.roles.has('member-admin') || !viewer.mayWrite) {
          throw new Problem('not-allowed', 'Only an administrator of the member may change its policy.');
        }
        const { widerThan, moreMembersThan, partners, dates } = context.req.valid('json');
        const identities = partners.map((name) => {
          const found = members.find(name);
          if (found === undefined) throw new Problem('not-found', `There is no member named ${name}.`);
          return found.identity;
        });
        const policy = {
          ...(widerThan === undefined ? {} : { widerThan }),
          ...(moreMembersThan === undefined ? {} : { moreMembersThan }),
          partners: identities,
        };
        await queue.run(() => {
          policies.set(member, policy);
          defaultDates.set(member, dates);
          const said = dates.map(({ tlp, reviewAfterDays = null, expireAfterDays = null }) => ({
            tlp,
            reviewAfterDays,
            expireAfterDays,
          }));
          audit.record({ kind: 'policy-changed', detail: { ...policy, partners: identities, dates: said } }, viewer);
        });
        return context.json(policyOf(viewer, member), 200);
      },
    );
}
