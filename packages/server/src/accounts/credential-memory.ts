import { hash, randomBytes } from 'node:crypto';
import { type CredentialEnds, endsViewer } from './credential-ends.ts';
import type { Viewer } from './viewer.ts';

/** What a credential was found to be worth, and until when (ms since 1970) that may be believed without asking again. */
export type Remembered = { readonly viewer: Viewer; readonly until: number; readonly token?: string };

/** Credentials verified a short while ago, so that a request costs a look-up and not a password hash. */
export type CredentialMemory = {
  /** The name under which a credential is remembered; reveals nothing of it. */
  keyOf(credential: string): string;
  find(key: string): Remembered | undefined;
  remember(key: string, worth: Remembered): void;
};

/** Holds at most `capacity` credentials (the oldest go first), each until it runs out or its end is announced. */
export function createCredentialMemory(clock: () => number, ends: CredentialEnds, capacity = 10_000): CredentialMemory {
  const worths = new Map<string, Remembered>();
  // HMAC's construction with two independent keys of one SHA-256 block each; node's own takes 16 times as long.
  const [inner, outer] = [randomBytes(48).toString('base64'), randomBytes(48).toString('base64')];

  ends.onCredentialEnded((end) => {
    for (const [key, { viewer }] of worths) if (endsViewer(end, viewer)) worths.delete(key);
  });

  return {
    // Looked up by a keyed digest, so the time a look-up takes tells nothing of the credentials remembered.
    keyOf: (credential) => hash('sha256', outer + hash('sha256', inner + credential, 'hex'), 'base64'),
    find(key) {
      const worth = worths.get(key);
      if (worth === undefined) return undefined;
      if (worth.until > clock()) return worth;
      worths.delete(key);
      return undefined;
    },
    remember(key, worth) {
      worths.delete(key);
      worths.set(key, worth);
      if (worths.size > capacity) for (const oldest of worths.keys()) return void worths.delete(oldest);
    },
  };
}
