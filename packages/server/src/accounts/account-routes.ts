import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Problem } from '../http/problem.ts';
import { refuseInvalid } from '../http/refuse-invalid.ts';
import { type RequireViewerOptions, requireViewer, type SignedIn } from '../http/sign-in-required.ts';
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
  const security = [{ session: [] }, { basic: [] }, { token: [] }];
  const toMessage = ({ member, roles, ...account }: Account) => ({
    ...account,
    member: members.of(member),
    roles: [...roles],
  });
  const one = { content: { 'application/json': { schema: AccountMessage } } };

  return new OpenAPIHono<SignedIn>({ defaultHook: refuseInvalid })
    .openapi(
      createRoute({
        method: 'get',
        path: '/accounts',
        tags: ['Accounts'],
        summary: 'The accounts one may administer',
        security,
        'x-policy': 'member admin: of the own member; coalition admin and auditor: all',
        middleware,
        request: { query: z.object({ member: z.string().optional().describe('name or identity id') }) },
        responses: {
          200: {
            description: 'Accounts',
            content: { 'application/json': { schema: z.object({ accounts: z.array(AccountMessage) }) } },
          },
        },
      }),
      (context) => {
        const member = memberNamed(members, context.req.valid('query').member);
        return context.json({ accounts: accounts.list(context.get('viewer'), member).map(toMessage) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/accounts',
        tags: ['Accounts'],
        summary: 'Add an account',
        security,
        'x-policy': 'member admin: for the own member, without roles that reach beyond it; coalition admin: any',
        middleware,
        request: { body: { required: true, content: { 'application/json': { schema: NewAccount } } } },
        responses: { 201: { description: 'Added', ...one } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const wanted = context.req.valid('json');
        const member = memberNamed(members, wanted.member) ?? viewer.member;
        return context.json(toMessage(await accounts.add(viewer, { ...wanted, member })), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/accounts/{id}',
        tags: ['Accounts'],
        summary: 'Disable or enable an account, set its roles, reset its password',
        description:
          'Ends its sessions, personal tokens, streams and remembered passwords at once (enabling ends nothing).',
        security,
        'x-policy':
          'member admin: of the own member, where no role reaches beyond it; coalition admin: any; nobody his own',
        middleware,
        request: {
          params: z.object({ id: z.string().max(64) }),
          body: { required: true, content: { 'application/json': { schema: AccountChange } } },
        },
        responses: { 200: { description: 'Changed', ...one } },
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
