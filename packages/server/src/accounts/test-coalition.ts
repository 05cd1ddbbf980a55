import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { createAudit } from '../audit/audit.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { createWriteQueue } from '../database/write-queue.ts';
import { Problem, problemStatus } from '../http/problem.ts';
import { type RequireViewerOptions, requireViewer, type SignedIn } from '../http/sign-in-required.ts';
import { createSignInRoutes } from '../http/sign-in-routes.ts';
import { createAccess } from './access.ts';
import { createAccountRoutes } from './account-routes.ts';
import { createMemberRefs } from './member-refs.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createTokenRoutes } from './token-routes.ts';
import type { Role, Viewer } from './viewer.ts';

/** For tests: a coalition of France (1) and Iraq (2), a clock that can be moved, and the routes over HTTP. */
export const france = 1;
export const iraq = 2;
export const password = 'a long enough password';

/** Who runs the node, at its own console. */
export const operator: Viewer = {
  principal: france,
  member: france,
  memberName: 'France',
  roles: new Set(['coalition-admin']),
  mayWrite: true,
  credential: 'local',
  credentialId: 'local',
};

export function createTestCoalition(options: RequireViewerOptions & { secureCookies?: boolean } = {}) {
  const database = openDatabase(':memory:');
  for (const [id, name] of [
    [france, 'France'],
    [iraq, 'Iraq'],
  ] as const) {
    database
      .prepare(`INSERT INTO principal (principal, kind, name, identity, member) VALUES (?1, 'member', ?2, ?3, ?1)`)
      .run(id, name, `identity--${id}`);
    database
      .prepare(`INSERT INTO member (member, name, kind, joined) VALUES (?, ?, 'country', '2014-09-10')`)
      .run(id, name);
  }
  const time = { now: Date.now() };
  const counted = countPasswords();
  const audit = createAudit(database, createWriteQueue(database), () => time.now);
  const access = createAccess({
    database,
    clock: () => time.now,
    secret: new Uint8Array(32).fill(7),
    secureCookies: options.secureCookies ?? false,
    changeRoster: async (work) => database.transaction(work).result,
    audit,
    passwords: counted.passwords,
  });
  return {
    database,
    access,
    audit,
    time,
    passwordWork: counted.work,
    app: createApp(database, access, options),
    add: (email: string, member: number, ...roles: Role[]) =>
      access.accounts.add(operator, { email, name: email, member, roles, password }),
    [Symbol.dispose]() {
      access[Symbol.dispose]();
      database[Symbol.dispose]();
    },
  };
}
export type TestCoalition = ReturnType<typeof createTestCoalition>;

function createApp(database: Database, access: ReturnType<typeof createAccess>, options: RequireViewerOptions) {
  const members = createMemberRefs(database);
  const app = new OpenAPIHono<SignedIn>();
  app.route('/api', createSignInRoutes(access, members, options));
  app.route('/api', createAccountRoutes(access, members, options));
  app.route('/api', createTokenRoutes(access, members, options));
  app.all('/api/anything', requireViewer(access.authenticate, options), (context) => {
    return context.json({ as: context.get('viewer').credentialId });
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof Problem)) throw error;
    const { code, message, details } = error;
    if (typeof details.retryAfter === 'number') context.header('retry-after', String(details.retryAfter));
    return context.json({ error: { code, message, ...details } }, problemStatus[code] as ContentfulStatusCode);
  });
  return app;
}

/** The real hashing, and how often it ran. */
function countPasswords(): { passwords: Passwords; work: { runs: number } } {
  const real = createPasswords();
  const work = { runs: 0 };
  const passwords: Passwords = {
    hash(text) {
      work.runs += 1;
      return real.hash(text);
    },
    verify(stored) {
      work.runs += 1;
      return real.verify(stored);
    },
  };
  return { passwords, work };
}

/** The Authorization header of Basic authentication. */
export const basic = (email: string, secret = password) =>
  `Basic ${Buffer.from(`${email}:${secret}`).toString('base64')}`;

/** A request with a JSON body, as our own pages make it. */
export function post(body: unknown, headers: Record<string, string> = {}, method = 'POST'): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json', host: 'node.test', origin: 'http://node.test', ...headers },
    body: JSON.stringify(body),
  };
}

/** Signs in and returns the Cookie header of the session. */
export async function signIn(
  { app }: TestCoalition,
  email: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await app.request('/api/sign-in', post({ email, password }, headers));
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 200 || cookie === undefined) throw new Error(`sign-in answered ${response.status}`);
  return cookie;
}
