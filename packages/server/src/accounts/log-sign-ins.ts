import type { Audit } from '../audit/audit.ts';
import type { AccountStore } from './account-store.ts';
import type { PasswordCheck } from './password-check.ts';
import type { SessionService } from './session-service.ts';
import type { Viewer } from './viewer.ts';

const day = 86_400_000;

/** Makes the audit log tell of who signs in and out, and who could not; never of what was typed. */
export function createSignInLog(audit: Pick<Audit, 'recordSoon'>, accounts: AccountStore, clock: () => number) {
  /** Accounts of which a client that signs in with every request was told today. */
  const told = new Map<string, number>();

  function failed(email: string): void {
    const account = accounts.findPassword(email)?.account;
    const member = account === undefined ? undefined : accounts.find(account)?.member;
    audit.recordSoon({
      kind: 'sign-in-failed',
      ...(account === undefined ? {} : { accounts: [account] }),
      ...(member === undefined ? {} : { members: [member] }),
    });
  }

  return {
    sessions(sessions: SessionService): SessionService {
      return {
        ...sessions,
        async signIn(email, password) {
          const signedIn = await sessions.signIn(email, password);
          if (signedIn === undefined) failed(email);
          else audit.recordSoon({ kind: 'signed-in' }, signedIn.viewer);
          return signedIn;
        },
        async signOut(viewer, cookie) {
          const cookies = await sessions.signOut(viewer, cookie);
          audit.recordSoon({ kind: 'signed-out' }, viewer);
          return cookies;
        },
      };
    },
    passwords(check: PasswordCheck): PasswordCheck {
      return async (email, password) => {
        const worth = await check(email, password);
        if (worth === undefined) failed(email);
        else if (isNew(worth.viewer)) audit.recordSoon({ kind: 'signed-in' }, worth.viewer);
        return worth;
      };
    },
  };

  function isNew({ credentialId }: Viewer): boolean {
    const now = clock();
    if (now - (told.get(credentialId) ?? Number.NEGATIVE_INFINITY) < day) return false;
    told.set(credentialId, now);
    return true;
  }
}
