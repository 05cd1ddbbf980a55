import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import type { ReleaseGroup } from './group-store.ts';
import type { Member } from './member-store.ts';
import { GroupMessage, MemberMessage, NewGroup, NewMember } from './messages.ts';

/** Members and groups of the coalition, which all members know. To be mounted at `/api`. */
export function createMemberRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { members, groups, names, memberService, catalogue } = core;
  const tags = ['Members'];
  const known = 'any account or token: members and groups are known to the coalition';
  const admins = 'coalition admin';

  function toMessage({ member, identity, ...facts }: Member, objects?: number) {
    const hasLeft = facts.left !== undefined && facts.left <= core.now().slice(0, 10);
    const left = hasLeft ? { contributions: core.recall.leavingTerms.of(member) } : {};
    return { id: identity, ...facts, ...left, ...(objects === undefined ? {} : { objects }) };
  }

  function toGroup(viewer: Viewer, { identity, name, members: listed }: ReleaseGroup) {
    const named = listed.map((each) => ({ id: each, name: names.nameOf(viewer, each) }));
    return { id: identity, name, members: named };
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members',
        tags,
        summary: 'The members of the coalition',
        policy: known,
        middleware,
        responses: { 200: json(z.object({ members: z.array(MemberMessage) }), 'Members') },
      }),
      (context) => {
        const { owner } = catalogue.count(context.get('viewer'), {}).facets;
        return context.json(
          { members: members.all().map((each) => toMessage(each, owner.get(each.member) ?? 0)) },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/members',
        tags,
        summary: 'Take a member into the coalition',
        policy: admins,
        middleware,
        request: { body: jsonBody(NewMember) },
        responses: { 201: json(MemberMessage, 'Added') },
      }),
      async (context) => {
        const wanted = withoutUndefined(context.req.valid('json'));
        return context.json(toMessage(await memberService.add(context.get('viewer'), wanted)), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/members/{id}',
        tags,
        summary: 'One member',
        policy: known,
        middleware,
        request: { params: z.object({ id: z.string().max(300).describe('identity id or name') }) },
        responses: { 200: json(MemberMessage, 'The member') },
      }),
      (context) => {
        const found = members.find(context.req.valid('param').id);
        if (found === undefined) throw new Problem('not-found', 'There is no such member.');
        const count = catalogue.count(context.get('viewer'), { owners: [found.member] });
        return context.json(toMessage(found, count.count), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/members/{id}',
        tags,
        summary: 'A member leaves: from now on nothing reaches it',
        policy: admins,
        middleware,
        request: { params: z.object({ id: z.string().max(300).describe('identity id or name') }) },
        responses: { 200: json(MemberMessage, 'The member that left') },
      }),
      async (context) =>
        context.json(toMessage(await memberService.remove(context.get('viewer'), context.req.valid('param').id)), 200),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/groups',
        tags,
        summary: 'Named groups, for release lists',
        policy: known,
        middleware,
        responses: { 200: json(z.object({ groups: z.array(GroupMessage) }), 'Groups') },
      }),
      (context) => context.json({ groups: groups.all().map((each) => toGroup(context.get('viewer'), each)) }, 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/groups',
        tags,
        summary: 'Make a group',
        policy: admins,
        middleware,
        request: { body: jsonBody(NewGroup) },
        responses: { 201: json(GroupMessage, 'Made') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        return context.json(toGroup(viewer, await memberService.putGroup(viewer, context.req.valid('json'))), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/groups/{id}',
        tags,
        summary: 'Say anew who is in a group; who loses by it loses at once',
        policy: admins,
        middleware,
        request: { params: byId('group', 300), body: jsonBody(NewGroup) },
        responses: { 200: json(GroupMessage, 'Changed') },
      }),
      async (context) => {
        const found = groups.find(context.req.valid('param').id);
        if (found === undefined) throw new Problem('not-found', 'There is no such group.');
        const wanted = { ...context.req.valid('json'), identity: found.identity };
        const viewer = context.get('viewer');
        return context.json(toGroup(viewer, await memberService.putGroup(viewer, wanted)), 200);
      },
    );
}

type WithoutUndefined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Zod says `undefined` for what was left out; inside, what is not there is not there. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as WithoutUndefined<T>;
}
