import type { AccountStore } from './account-store.ts';
import type { Passwords } from './passwords.ts';
import type { Viewer } from './viewer.ts';

/** Whose password this is, and until when (ms since 1970) the member has access. */
export type PasswordCheck = (email: string, password: string) => Promise<{ viewer: Viewer; until: number } | undefined>;

/** For Basic authentication: costs the same time for an unknown address, a disabled account and a wrong password. */
export function createPasswordCheck(accounts: AccountStore, passwords: Passwords): PasswordCheck {
  return async (email, password) => {
    const stored = accounts.findPassword(email);
    if (stored === undefined) {
      await passwords.hash(password);
      return undefined;
    }
    const right = await passwords.verify({ hash: stored.hash, password });
    // Read again: while the password was checked it may have been reset, or the account disabled.
    if (!right || accounts.findPassword(email)?.hash !== stored.hash) return undefined;
    const person = accounts.findPerson(stored.account);
    if (person === undefined) return undefined;
    const credentialId = `password:${stored.account}`;
    const viewer = { ...person.as, ...person.byPassword, mayWrite: true, credential: 'basic', credentialId } as const;
    return { viewer, until: person.until };
  };
}
