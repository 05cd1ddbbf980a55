import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { tokenHash } from '../accounts/token-format.ts';
import type { Database } from '../database/open-database.ts';

/** What an invitation offers to who uses it. */
export type Offer = { readonly id: string; readonly sending: boolean; readonly receiving: boolean };

/** Invitations that wait to be used: each once, and not for long. */
export type InvitationStore = {
  /** `secret` is shown this once. */
  add(offer: Omit<Offer, 'id'>, expires: string): Offer & { readonly secret: string };
  /** The offer, where the secret is right and its time is not over. */
  find(id: string, secret: string): Offer | undefined;
  remove(id: string): void;
};

export function createInvitationStore(database: Database, now: () => string): InvitationStore {
  return {
    add({ sending, receiving }, expires) {
      const id = randomUUID();
      const secret = randomBytes(32).toString('base64url');
      database.prepare('DELETE FROM peer_invitation WHERE expires <= ?').run(now());
      database
        .prepare(
          'INSERT INTO peer_invitation (id, hash, sending, receiving, created, expires) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(id, tokenHash(secret), sending ? 1 : 0, receiving ? 1 : 0, now(), expires);
      return { id, secret, sending, receiving };
    },
    find(id, secret) {
      const row = database.prepare('SELECT * FROM peer_invitation WHERE id = ? AND expires > ?').get(id, now());
      if (row === undefined || !timingSafeEqual(row.hash as Uint8Array, tokenHash(secret))) return undefined;
      return { id, sending: row.sending === 1, receiving: row.receiving === 1 };
    },
    remove(id) {
      database.prepare('DELETE FROM peer_invitation WHERE id = ?').run(id);
    },
  };
}
