import { z } from '@hono/zod-openapi';
import { Problem } from '../http/problem.ts';
import { type RequireViewerOptions, requireViewer } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import type { Access } from './access.ts';
import type { Account } from './account-store.ts';
import type { MemberRefs } from './member-refs.ts';
import { AccountChange, AccountMessage, NewAccount } from './messages.ts';

/** The accounts that a viewer administers. To be mounted at `/api`. The decisions are policy.ts's. */
export function createAccountRoutes(
  { accounts, authenticate }: Access,
  members: MemberRefs,
  options: RequireViewerOptions = {},
) {
  const middleware = requireViewer(authenticate, options);
  const toMessage = ({ principal: _, member, unit, roles, ...account }: Account) => ({
    ...account,
    member: members.of(member),
    ...(unit === undefined ? {} : { unit: members.of(unit) }),
    roles: [...roles],
  });

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/accounts',
        tags: ['Accounts'],
        summary: 'The accounts one may administer',
        policy: 'member admin: of the own member; coalition admin and auditor: all',
        middleware,
        request: { query: z.object({ member: z.string().optional().describe('name or identity id') }) },
        responses: {
          200: json(z.object({ accounts: z.array(AccountMessage) }), 'Accounts'),
        },
      }),
      (context) => {
        const member = memberNamed(members, context.req.valid('query').member);
        return context.json({ accounts: accounts.list(context.get('viewer'), member).map(toMessage) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/accounts',
        tags: ['Accounts'],
        summary: 'Add an account',
        policy: 'member admin: for the own member, without roles that reach beyond it; coalition admin: any',
        middleware,
        request: { body: jsonBody(NewAccount) },
        responses: { 201: json(AccountMessage, 'Added') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const wanted = context.req.valid('json');
        const member = memberNamed(members, wanted.member) ?? viewer.member;
        const unit = unitNamed(members, member, wanted.unit);
        return context.json(toMessage(await accounts.add(viewer, { ...wanted, member, unit })), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/accounts/{id}',
        tags: ['Accounts'],
        summary: 'Disable or enable an account, set its roles, appoint for RED, reset its password',
        description:
          'Ends its sessions, personal tokens, streams and remembered passwords at once; enabling and appointing for RED do not.',
        policy:
          'member admin: of the own member, where no role reaches beyond it; coalition admin: any; nobody his own; for RED only the own member appoints',
        middleware,
        request: {
          params: byId('account', 64),
          body: jsonBody(AccountChange),
        },
        responses: { 200: json(AccountMessage, 'Changed') },
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        return context.json(
          toMessage(await accounts.change(context.get('viewer'), id, context.req.valid('json'))),
          200,
        );
      },
    );
}

/** The principal of the member so named; members are known to the whole coalition, so saying "unknown" reveals nothing. */
export function memberNamed(members: MemberRefs, nameOrId: string | undefined): number | undefined {
  if (nameOrId === undefined) return undefined;
  const member = members.find(nameOrId);
  if (member === undefined) throw new Problem('invalid', `There is no member “${nameOrId}”.`, { property: 'member' });
  return member;
}

/**
 * The principal of the unit so named. Units need not be known to others, but who asks for one of a member that he does
 * not administer is refused for that, whether there is one or not.
 */
export function unitNamed(members: MemberRefs, member: number, nameOrId: string | undefined): number | undefined {
  if (nameOrId === undefined) return undefined;
  return members.findUnit(member, nameOrId) ?? noUnit;
}

/** No principal: the service looks first at whether the viewer may, and only then at whether there is such a unit. */
const noUnit = 0;
