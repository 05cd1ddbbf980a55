import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** The tokens with which a peer reads here, in the names of members that it hosts. */
export type PeerTokens = {
  /** To be called in a transaction; `hash` is that of the token which the peer was given. */
  add(peer: number, member: number, label: string, hash: Uint8Array): void;
  /** Ids of the peer's tokens. */
  ofPeer(peer: number): readonly string[];
  removeAll(peer: number): void;
};

/** They end with the exchange, not by themselves. */
const tenYears = 10 * 365 * 86_400_000;

export function createPeerTokens(database: Database, clock: () => number): PeerTokens {
  return {
    add(peer, member, label, hash) {
      database
        .prepare(
          'INSERT INTO token (id, hash, member, label, write, created, expires, peer) VALUES (?, ?, ?, ?, 0, ?, ?, ?)',
        )
        .run(
          randomUUID(),
          hash,
          member,
          label,
          new Date(clock()).toISOString(),
          new Date(clock() + tenYears).toISOString(),
          peer,
        );
    },
    ofPeer: (peer) =>
      database
        .prepare('SELECT id FROM token WHERE peer = ?')
        .all(peer)
        .map(({ id }) => String(id)),
    removeAll(peer) {
      database.prepare('DELETE FROM token WHERE peer = ?').run(peer);
    },
  };
}
