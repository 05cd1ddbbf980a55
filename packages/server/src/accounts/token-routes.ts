import { z } from '@hono/zod-openapi';
import { type RequireViewerOptions, requireViewer } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import type { Access } from './access.ts';
import { memberNamed, unitNamed } from './account-routes.ts';
import type { MemberRefs } from './member-refs.ts';
import { CreatedToken, NewToken, TokenMessage } from './messages.ts';
import { throwRefusal } from './refusal.ts';
import type { Token } from './token-service.ts';

/** API tokens, of members and of persons. To be mounted at `/api`. The decisions are policy.ts's. */
export function createTokenRoutes(
  { tokens, authenticate }: Access,
  members: MemberRefs,
  options: RequireViewerOptions = {},
) {
  const middleware = requireViewer(authenticate, options);
  const toMessage = ({ member, unit, account, ...token }: Token) => ({
    ...token,
    member: members.of(member),
    ...(unit === undefined ? {} : { unit: members.of(unit) }),
    personal: account !== undefined,
    ...(account === undefined ? {} : { account }),
  });

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/tokens',
        tags: ['Accounts'],
        summary: 'The tokens one may revoke',
        policy: 'everybody: the own personal ones; member admin: of the own member; coalition admin: all',
        middleware,
        request: { query: z.object({ member: z.string().optional().describe('name or identity id') }) },
        responses: {
          200: json(z.object({ tokens: z.array(TokenMessage) }), 'Tokens'),
        },
      }),
      (context) => {
        const member = memberNamed(members, context.req.valid('query').member);
        return context.json({ tokens: tokens.list(context.get('viewer'), member).map(toMessage) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/tokens',
        tags: ['Accounts'],
        summary: 'Make a token',
        policy:
          'personal: the person; of a member: its admin or a coalition admin; never one that outlives the token used',
        middleware,
        request: { body: jsonBody(NewToken) },
        responses: { 201: json(CreatedToken, 'Made') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const { personal, member: named, unit, ...wanted } = context.req.valid('json');
        const member = memberNamed(members, named) ?? viewer.member;
        if (personal && viewer.account === undefined) throwRefusal('not-allowed', 'token');
        const { token, ...made } = tokens.create(viewer, {
          ...wanted,
          member,
          unit: unitNamed(members, member, unit),
          account: personal ? viewer.account?.id : undefined,
        });
        return context.json({ ...toMessage(made), token }, 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/tokens/{id}',
        tags: ['Accounts'],
        summary: 'Revoke a token',
        policy: 'whoever is shown it, but a personal one of a coalition admin or auditor only he and coalition admins',
        middleware,
        request: { params: byId('token', 64) },
        responses: { 204: { description: 'Revoked' } },
      }),
      (context) => {
        tokens.revoke(context.get('viewer'), context.req.valid('param').id);
        return context.body(null, 204);
      },
    );
}
