import type { Database } from '../database/open-database.ts';
import { type AccountStore, normalEmail } from './account-store.ts';
import { loadBetterAuth, sessionCookieName } from './better-auth.ts';
import type { CredentialEnds } from './credential-ends.ts';
import type { Passwords } from './passwords.ts';
import type { Viewer } from './viewer.ts';

export type SessionService = {
  /** The session cookie's value in a Cookie header. */
  cookieIn(header: string): string | undefined;
  /** A new session and its `Set-Cookie` headers; undefined for a wrong password, an unknown or a disabled account alike. */
  signIn(email: string, password: string): Promise<{ viewer: Viewer; cookies: string[] } | undefined>;
  /** Ends the session of this viewer; returns the `Set-Cookie` headers that clear it. */
  signOut(viewer: Viewer, cookie: string): Promise<string[]>;
  /** Whose session this is, and until when (ms) it lasts. */
  verify(cookie: string): Promise<{ readonly viewer: Viewer; readonly until: number } | undefined>;
};

export type SessionParts = {
  readonly database: Database;
  readonly clock: () => number;
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly ends: CredentialEnds;
  readonly secret: string;
  readonly secureCookies: boolean;
};

/** Sessions in cookies, kept by better-auth. */
export function createSessionService(parts: SessionParts): SessionService {
  const { database, clock, accounts, ends, secureCookies } = parts;
  const cookieName = sessionCookieName(secureCookies);
  let loading: ReturnType<typeof loadBetterAuth> | undefined;

  function betterAuth() {
    loading ??= loadBetterAuth({ ...parts, maySignIn: (account) => accounts.findPerson(account) !== undefined });
    return loading;
  }

  function sessionOf(token: string) {
    return database.prepare('SELECT id, account, expires FROM session WHERE token = ?').get(token);
  }

  /** Read again after every wait: meanwhile the session or its account may have ended. */
  function viewerOf(token: string): { viewer: Viewer; until: number } | undefined {
    const session = sessionOf(token);
    if (session === undefined) return undefined;
    const expires = Date.parse(String(session.expires));
    const person = accounts.findPerson(String(session.account));
    if (person === undefined || expires <= clock()) return undefined;
    const viewer = {
      ...person.as,
      ...person.byPassword,
      mayWrite: true,
      credential: 'session',
      credentialId: `session:${session.id}`,
    } as const;
    return { viewer, until: Math.min(expires, person.until) };
  }

  return {
    cookieIn(header) {
      for (const part of header.split(';')) {
        const at = part.indexOf('=');
        if (at > 0 && part.slice(0, at).trim() === cookieName) return part.slice(at + 1).trim();
      }
      return undefined;
    },

    async signIn(email, password) {
      const auth = await betterAuth();
      const hash = accounts.findPassword(email)?.hash;
      const response = await auth.api.signInEmail({ body: { email: normalEmail(email), password }, asResponse: true });
      if (response.status === 401) return undefined;
      if (!response.ok) throw new Error(`better-auth answered a sign-in with ${response.status}`);
      const { token } = (await response.json()) as { token: string };
      database.prepare('DELETE FROM session WHERE expires <= ?').run(new Date(clock()).toISOString());
      const known = viewerOf(token);
      // While the password was checked it may have been reset: what it opened then is void.
      if (known === undefined || accounts.findPassword(email)?.hash !== hash) {
        database.prepare('DELETE FROM session WHERE token = ?').run(token);
        return undefined;
      }
      if (known.viewer.account !== undefined) accounts.noteSignIn(known.viewer.account.id);
      return { viewer: known.viewer, cookies: response.headers.getSetCookie() };
    },

    async signOut(viewer, cookie) {
      const auth = await betterAuth();
      const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
      const response = await auth.api.signOut({ headers, asResponse: true });
      ends.announce({ credentialId: viewer.credentialId });
      return response.headers.getSetCookie();
    },

    async verify(cookie) {
      const auth = await betterAuth();
      const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return found ? viewerOf(found.session.token) : undefined;
    },
  };
}
