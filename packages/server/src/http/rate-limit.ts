import { normalEmail } from '../accounts/account-store.ts';
import { Problem } from '../http/problem.ts';

/** Attempts at a password, by whatever route. Counted before the password is looked at, so that parallel ones count too. */
export type SignInLimit = {
  /** Throws `too-many-requests` with `retryAfter` (seconds); else counts the attempt until it is said to have succeeded. */
  attempt(email: string, address: string): { succeeded(): void };
};

/** Attempts there are at most, and the seconds after which one comes back. */
export const attemptsPerAccount = { burst: 20, seconds: 30 };
export const attemptsPerAddress = { burst: 50, seconds: 10 };
const capacity = 20_000;

/**
 * Per account (known or not, alike) and per network address. An address from which the account has signed in before has
 * its own count, so that a stranger's guessing does not lock the owner out.
 */
export function createSignInLimit(clock: () => number): SignInLimit {
  const accounts = createBuckets(clock, attemptsPerAccount);
  const addresses = createBuckets(clock, attemptsPerAddress);
  const known = new Set<string>();

  return {
    attempt(email, address) {
      const network = networkOf(address);
      const person = normalEmail(email);
      const personHere = `${person}\n${network}`;
      const account = known.has(personHere) ? personHere : person;
      const retryAfter = Math.max(accounts.wait(account), addresses.wait(network));
      if (retryAfter > 0) {
        throw new Problem('too-many-requests', 'Too many attempts to sign in. Try again later.', { retryAfter });
      }
      accounts.take(account);
      addresses.take(network);
      return {
        succeeded() {
          accounts.giveBack(account);
          addresses.giveBack(network);
          known.delete(personHere);
          known.add(personHere);
          if (known.size > capacity) for (const oldest of known) return void known.delete(oldest);
        },
      };
    },
  };
}

/** IPv6 by its /64, of which one guesser has all; IPv4 written as IPv6 is IPv4. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const missing = plain.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return `${[...front, ...missing, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Token buckets, at most `capacity` of them: the one longest untouched goes first. */
function createBuckets(clock: () => number, { burst, seconds }: { burst: number; seconds: number }) {
  const buckets = new Map<string, { left: number; at: number }>();

  function leftOf(key: string): number {
    const bucket = buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.left + (clock() - bucket.at) / 1000 / seconds);
  }
  function set(key: string, left: number): void {
    buckets.delete(key);
    buckets.set(key, { left, at: clock() });
    if (buckets.size > capacity) for (const oldest of buckets.keys()) return void buckets.delete(oldest);
  }

  return {
    /** Whole seconds until an attempt is allowed; 0 for now. */
    wait: (key: string) => Math.max(0, Math.ceil((1 - leftOf(key)) * seconds)),
    take: (key: string) => set(key, leftOf(key) - 1),
    giveBack: (key: string) => set(key, Math.min(burst, leftOf(key) + 1)),
  };
}
