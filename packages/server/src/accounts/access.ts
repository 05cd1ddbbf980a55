import { createHmac } from 'node:crypto';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import { type Authenticate, createAuthenticate } from '../http/authenticate.ts';
import { createSignInLimit, type SignInLimit } from '../http/rate-limit.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import { type AccountService, createAccountService } from './account-service.ts';
import { createAccountStore } from './account-store.ts';
import { type CredentialEnds, createCredentialEnds } from './credential-ends.ts';
import { createCredentialMemory } from './credential-memory.ts';
import { createSignInLog } from './log-sign-ins.ts';
import { createPasswordCheck } from './password-check.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSessionService, type SessionService } from './session-service.ts';
import { createTokenService, type TokenService } from './token-service.ts';
import { createWhileGood, type WhileGood } from './while-good.ts';

export type AccessOptions = {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The node's secret; session cookies are signed with a key derived from it. */
  readonly secret: Uint8Array;
  /** Whether the node is reached over https, so that cookies are for https only. */
  readonly secureCookies: boolean;
  /** Accounts are principals: adding, disabling and appointing them changes who may see what. */
  readonly changeRoster: ChangeRoster;
  readonly audit: Pick<Audit, 'record' | 'recordSoon'>;
  readonly passwords?: Passwords;
};

/** Everything about who may come in, put together. */
export type Access = Disposable & {
  readonly accounts: AccountService;
  readonly tokens: TokenService;
  readonly sessions: SessionService;
  readonly limit: SignInLimit;
  readonly authenticate: Authenticate;
  readonly onCredentialEnded: CredentialEnds['onCredentialEnded'];
  readonly whileGood: WhileGood;
  /** To be called when a member leaves or changes its name: nothing remembered of it counts any more. */
  forgetMember(member: number): void;
  /** The same where a unit is closed. */
  forgetUnit(unit: number): void;
  /** The same where one credential stops being good. */
  forgetCredential(credentialId: string): void;
};

export function createAccess(options: AccessOptions): Access {
  const { database, clock, secureCookies, changeRoster, audit, passwords = createPasswords() } = options;
  const secret = createHmac('sha256', options.secret).update('session cookies').digest('base64');
  const ends = createCredentialEnds();
  const store = createAccountStore(database, clock);
  const accounts = createAccountService(database, clock, passwords, ends, changeRoster, audit.record, store);
  const tokens = createTokenService(database, clock, ends, audit.record, store);
  const signIns = createSignInLog(audit, store, clock);
  const sessions = signIns.sessions(
    createSessionService({ database, clock, accounts: store, passwords, ends, secret, secureCookies }),
  );
  const limit = createSignInLimit(clock);
  const memory = createCredentialMemory(clock, ends);
  const checkPassword = signIns.passwords(createPasswordCheck(store, passwords));
  const authenticate = createAuthenticate({ clock, memory, tokens, checkPassword, sessions, limit });
  return {
    accounts,
    tokens,
    sessions,
    limit,
    authenticate,
    onCredentialEnded: (listener) => ends.onCredentialEnded(listener),
    whileGood: createWhileGood(ends, clock),
    forgetMember: (member) => ends.announce({ member }),
    forgetUnit: (unit) => ends.announce({ unit }),
    forgetCredential: (credentialId) => ends.announce({ credentialId }),
    [Symbol.dispose]: () => tokens[Symbol.dispose](),
  };
}
