import type { Database } from '../database/open-database.ts';
import { longestPassword, type Passwords, shortestPassword } from './passwords.ts';

const sessionHours = 12;

/** The session cookie's name: browsers accept `__Secure-` over https only. */
export const sessionCookieName = (secure: boolean) => `${secure ? '__Secure-' : ''}entente.session_token`;

export type BetterAuthParts = {
  readonly database: Database;
  /** Signs the session cookies. */
  readonly secret: string;
  /** Whether the node is reached over https. */
  readonly secureCookies: boolean;
  readonly passwords: Passwords;
  /** Asked before every session of whatever kind of sign-in: false for who is disabled or gone. */
  readonly maySignIn: (accountId: string) => boolean;
};

/**
 * better-auth on the node's own connection, under our table names. Loaded on the first sign-in: it costs some 50 MB and
 * a fifth of a second. Its HTTP handler is not mounted: only what we call can be reached (docs/adr/0010-accounts.md).
 */
export async function loadBetterAuth({ database, secret, secureCookies, passwords, maySignIn }: BetterAuthParts) {
  const [{ betterAuth }, { NodeSqliteDialect }] = await Promise.all([
    import('better-auth'),
    import('@better-auth/kysely-adapter/node-sqlite-dialect'),
  ]);
  const dates = { createdAt: 'created', updatedAt: 'updated' };
  return betterAuth({
    appName: 'Entente',
    baseURL: secureCookies ? 'https://localhost' : 'http://localhost',
    secret,
    // No transactions: one left open across an await would hold up, and mix with, everybody else's on this connection.
    database: { dialect: new NodeSqliteDialect({ database: database.connection }), type: 'sqlite', transaction: false },
    user: {
      modelName: 'account',
      fields: { ...dates, emailVerified: 'email_verified' },
      additionalFields: { member: { type: 'number', required: true, input: false } },
    },
    account: {
      modelName: 'credential',
      fields: {
        ...dates,
        userId: 'account',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires',
        refreshTokenExpiresAt: 'refresh_token_expires',
      },
    },
    session: {
      fields: { ...dates, userId: 'account', expiresAt: 'expires', ipAddress: 'ip_address', userAgent: 'user_agent' },
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
    },
    verification: { fields: { ...dates, expiresAt: 'expires' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: passwords,
    },
    databaseHooks: { session: { create: { before: async ({ userId }) => maySignIn(userId) } } },
    advanced: {
      cookiePrefix: 'entente',
      useSecureCookies: secureCookies,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' },
      database: { generateId: 'uuid' },
      ipAddress: { disableIpTracking: true },
    },
    // What better-auth would count, http/rate-limit.ts counts, together with Basic authentication.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
