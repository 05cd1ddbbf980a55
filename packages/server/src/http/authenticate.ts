import type { CredentialMemory, Remembered } from '../accounts/credential-memory.ts';
import type { PasswordCheck } from '../accounts/password-check.ts';
import type { SessionService } from '../accounts/session-service.ts';
import { isToken } from '../accounts/token-format.ts';
import type { TokenService } from '../accounts/token-service.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { SignInLimit } from './rate-limit.ts';

/**
 * Who makes a request; undefined for nobody: no credentials, or wrong ones. At once (under 2 µs) for what was verified
 * lately. Throws `too-many-requests` where there were too many wrong passwords.
 */
export type Authenticate = (
  headers: { readonly authorization?: string | undefined; readonly cookie?: string | undefined },
  remoteAddress: string,
) => Viewer | undefined | Promise<Viewer | undefined>;

export type AuthenticateParts = {
  readonly clock: () => number;
  readonly memory: CredentialMemory;
  readonly tokens: TokenService;
  readonly checkPassword: PasswordCheck;
  readonly sessions: SessionService;
  readonly limit: SignInLimit;
};

const rememberPassword = 5 * 60_000;
const rememberToken = 5 * 60_000;
const rememberSession = 10_000;
const longestHeader = 4096;

/**
 * Bearer tokens (`Token`, as the OASIS client's `TokenAuth` writes it, is the same), Basic (password, or a token as the
 * password, RFC 7617) and session cookies; Authorization goes first.
 */
export function createAuthenticate(parts: AuthenticateParts): Authenticate {
  const { clock, memory, tokens, checkPassword, sessions, limit } = parts;
  const verifying = new Map<string, Promise<Viewer | undefined>>();

  function remember(key: string, worth: Remembered | undefined, howLong: number): Viewer | undefined {
    if (worth === undefined) return undefined;
    const viewer = { ...worth.viewer, until: worth.until };
    memory.remember(key, { ...worth, viewer, until: Math.min(worth.until, clock() + howLong) });
    return viewer;
  }

  /** One verification for all who ask the same at the same time: a client's 32 connections start together. */
  function once(key: string, verify: () => Promise<Viewer | undefined>): Promise<Viewer | undefined> {
    const running = verifying.get(key);
    if (running !== undefined) return running;
    const started = verify().finally(() => verifying.delete(key));
    verifying.set(key, started);
    return started;
  }

  function byToken(key: string, text: string): Viewer | undefined {
    const found = tokens.verify(text);
    if (found === undefined) return undefined;
    tokens.noteUse(found.id);
    return remember(key, { viewer: found.viewer, until: found.until, token: found.id }, rememberToken);
  }

  async function byPassword(key: string, email: string, password: string, address: string) {
    const attempt = limit.attempt(email, address);
    const worth = await checkPassword(email, password);
    if (worth !== undefined) attempt.succeeded();
    return remember(key, worth, rememberPassword);
  }

  function byAuthorization(authorization: string, address: string) {
    const key = memory.keyOf(authorization);
    const remembered = memory.find(key);
    if (remembered !== undefined) {
      if (remembered.token !== undefined) tokens.noteUse(remembered.token);
      return remembered.viewer;
    }
    const [, scheme = '', value = ''] = /^(bearer|token|basic) +(\S+) *$/i.exec(authorization) ?? [];
    if (scheme === '') return undefined;
    if (scheme.toLowerCase() !== 'basic') return byToken(key, value);
    const [email, password] = basicCredentials(value);
    if (isToken(password)) return byToken(key, password);
    if (email === '' || password === '') return undefined;
    return once(key, () => byPassword(key, email, password, address));
  }

  function bySession(cookie: string) {
    // No Authorization header has a line break, so no credential of another kind has this key.
    const key = memory.keyOf(`cookie\n${cookie}`);
    return (
      memory.find(key)?.viewer ?? once(key, async () => remember(key, await sessions.verify(cookie), rememberSession))
    );
  }

  return ({ authorization, cookie }, remoteAddress) => {
    if (authorization !== undefined) {
      return authorization.length > longestHeader ? undefined : byAuthorization(authorization, remoteAddress);
    }
    const session = cookie === undefined ? undefined : sessions.cookieIn(cookie);
    return session === undefined ? undefined : bySession(session);
  };
}

/** Address and password of RFC 7617, section 2; empty where there is no colon. */
function basicCredentials(value: string): [email: string, password: string] {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
