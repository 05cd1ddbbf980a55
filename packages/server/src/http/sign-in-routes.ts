import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Access } from '../accounts/access.ts';
import type { MemberRefs } from '../accounts/member-refs.ts';
import { Me, PasswordChange, SignIn } from '../accounts/messages.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { isForeign } from './csrf.ts';
import { Problem } from './problem.ts';
import { connectionAddress, originOf, type RequireViewerOptions, requireViewer } from './sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from './signed-in-route.ts';

/** Signing in and out, and one's own account. To be mounted at `/api`. */
export function createSignInRoutes(access: Access, members: MemberRefs, options: RequireViewerOptions = {}) {
  const { sessions, limit, accounts, authenticate } = access;
  const remoteAddress = options.remoteAddress ?? connectionAddress;
  const middleware = requireViewer(authenticate, options);
  const me = (viewer: Viewer) => ({
    ...(viewer.account === undefined ? {} : { account: viewer.account }),
    member: members.of(viewer.member),
    ...(viewer.unit === undefined ? {} : { unit: members.of(viewer.unit) }),
    roles: [...viewer.roles],
    mayWrite: viewer.mayWrite,
    ...(viewer.mustChangePassword === undefined ? {} : { mustChangePassword: true as const }),
  });
  const setCookies = (context: Context, cookies: readonly string[]) => {
    for (const cookie of cookies) context.header('set-cookie', cookie, { append: true });
  };
  const ownSession = (context: Context) => sessions.cookieIn(context.req.header('cookie') ?? '');

  return apiRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/sign-in',
        tags: ['Accounts'],
        summary: 'Open a session with a password',
        security: [],
        'x-policy': 'anyone, from our own pages or from no browser; attempts are limited per account and per address',
        request: { body: jsonBody(SignIn) },
        responses: {
          200: json(Me, 'Signed in; sets the session cookie'),
        },
      }),
      async (context) => {
        if (isForeign(originOf(context), options.publicUrl)) {
          throw new Problem('not-allowed', 'This was asked from another site.', { reason: 'foreign-origin' });
        }
        const { email, password } = context.req.valid('json');
        const attempt = limit.attempt(email, remoteAddress(context));
        const signedIn = await sessions.signIn(email, password);
        if (signedIn === undefined)
          throw new Problem('not-signed-in', 'The e-mail address or the password is wrong, or the account has ended.');
        attempt.succeeded();
        const before = ownSession(context);
        const ended = before === undefined ? undefined : await sessions.verify(before);
        if (before !== undefined && ended !== undefined) await sessions.signOut(ended.viewer, before);
        setCookies(context, signedIn.cookies);
        return context.json(me(signedIn.viewer), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/sign-out',
        tags: ['Accounts'],
        summary: 'End the session',
        policy: 'whoever is signed in, for the own session',
        middleware,
        responses: { 204: { description: 'Ended; the cookie is cleared' } },
      }),
      async (context) => {
        const cookie = ownSession(context);
        const viewer = context.get('viewer');
        if (cookie !== undefined && viewer.credential === 'session')
          setCookies(context, await sessions.signOut(viewer, cookie));
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/me',
        tags: ['Accounts'],
        summary: 'Who is signed in',
        policy: 'whoever is signed in, about himself',
        middleware,
        responses: { 200: json(Me, 'The viewer') },
      }),
      (context) => context.json(me(context.get('viewer')), 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/me/password',
        tags: ['Accounts'],
        summary: 'Change the own password',
        policy: 'a person with a session or password (no token) who knows the current password; attempts are limited',
        middleware,
        request: { body: jsonBody(PasswordChange) },
        responses: { 204: { description: 'Changed; the other sessions have ended' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const attempt = limit.attempt(viewer.account?.email ?? viewer.credentialId, remoteAddress(context));
        await accounts.changeOwnPassword(viewer, context.req.valid('json'));
        attempt.succeeded();
        return context.body(null, 204);
      },
    );
}
