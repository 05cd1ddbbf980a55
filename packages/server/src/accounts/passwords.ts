import { hashPassword, verifyPassword } from '@better-auth/utils/password';
import { Problem } from '../http/problem.ts';

export const shortestPassword = 12;
export const longestPassword = 1024;

/** better-auth's scrypt, in the thread pool, never more than a few at a time: each takes 32 MB while it runs. */
export type Passwords = {
  hash(password: string): Promise<string>;
  verify(stored: { readonly hash: string; readonly password: string }): Promise<boolean>;
};

const atOnce = 2;
const mayWait = 64;

/** Both throw `too-many-requests` when more than 64 wait already. */
export function createPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else {
      if (waiting.length >= mayWait)
        throw new Problem('too-many-requests', 'Too many sign-ins at once.', { retryAfter: 1 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed over, so that nobody can slip in between.
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    verify: ({ hash, password }) => inTurn(() => verifyPassword(hash, password)),
  };
}

/** Refuses what is no acceptable new password, as `invalid`. */
export function checkNewPassword(password: string): void {
  if (password.length < shortestPassword || password.length > longestPassword) {
    throw new Problem('invalid', `A password has ${shortestPassword} to ${longestPassword} characters.`, {
      property: 'password',
    });
  }
}
