import { randomUUID } from 'node:crypto';
import type { PublicJwk } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import { byName } from '../members/name-order.ts';
import type { MemberIntroduction } from './join-messages.ts';
import type { Direction, Peer, PeerMember } from './peer.ts';

export type NewPeer = Omit<Peer, 'peer' | 'id' | 'compared' | 'confirmed'>;
/** A member as a peer introduced it, and the hash of the token that it is to have here. */
export type Introduced = { readonly introduction: MemberIntroduction; readonly hash: Uint8Array };

/** Peers and who takes part. To be changed inside a transaction of the write queue. */
export type PeerStore = {
  all(): readonly Peer[];
  find(id: string): Peer | undefined;
  get(peer: number): Peer;
  add(peer: NewPeer): Peer;
  change(
    peer: number,
    change: Partial<Pick<Peer, 'name' | 'sending' | 'receiving' | 'relays' | 'compared' | 'confirmed'>>,
  ): void;
  /** With nobody taking part yet, and to be compared and confirmed again. */
  joinAnew(peer: number, joined: Omit<NewPeer, 'name' | 'relays'>): Peer;
  members(peer: number): readonly PeerMember[];
  /** A member hosted here, with the credential for reading there once that came. */
  putHere(peer: number, identity: string, token?: string): void;
  /** A member hosted there, to be let in once the peer is confirmed. */
  putThere(peer: number, introduced: Introduced): void;
  introduced(peer: number): readonly Introduced[];
};

export function createPeerStore(database: Database): PeerStore {
  let cache: readonly Peer[] | undefined;
  const forget = (): void => {
    cache = undefined;
  };
  database.onRollback(forget);
  const put = database.prepare(
    `INSERT INTO peer_member (peer, identity, side, introduction, token) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET introduction = excluded.introduction, token = excluded.token`,
  );

  const store: PeerStore = {
    all() {
      cache ??= database.prepare('SELECT * FROM peer').all().map(toPeer).sort(byName);
      return cache;
    },
    find: (id) => store.all().find((each) => each.id === id || each.name.toLowerCase() === id.toLowerCase()),
    get(peer) {
      const found = store.all().find((each) => each.peer === peer);
      if (found === undefined) throw new Error(`No peer ${peer}`);
      return found;
    },
    add(added) {
      const { lastInsertRowid } = database
        .prepare(
          `INSERT INTO peer (id, name, relays, url, public_key, certificate, private_address, operator, sending,
             receiving, joined, node_id, node_key, adopts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(randomUUID(), added.name, added.relays ? 1 : 0, ...columnsOf(added));
      forget();
      return store.get(Number(lastInsertRowid));
    },
    change(peer, change) {
      const next = { ...store.get(peer), ...change };
      database
        .prepare(
          `UPDATE peer SET name = ?, sending = ?, receiving = ?, relays = ?, compared = ?, confirmed = ?
           WHERE peer = ?`,
        )
        .run(
          next.name,
          next.sending,
          next.receiving,
          next.relays ? 1 : 0,
          next.compared ?? null,
          next.confirmed ?? null,
          peer,
        );
      forget();
    },
    joinAnew(peer, joined) {
      database.prepare('DELETE FROM peer_member WHERE peer = ?').run(peer);
      database
        .prepare(
          `UPDATE peer SET url = ?, public_key = ?, certificate = ?, private_address = ?, operator = ?, sending = ?,
             receiving = ?, joined = ?, node_id = ?, node_key = ?, adopts = ?, compared = NULL, confirmed = NULL
           WHERE peer = ?`,
        )
        .run(...columnsOf(joined), peer);
      forget();
      return store.get(peer);
    },
    members: (peer) =>
      database
        .prepare('SELECT identity, side, token FROM peer_member WHERE peer = ? ORDER BY side, identity')
        .all(peer)
        .map(({ identity, side, token }) => ({
          identity: String(identity),
          side: side === 'here' ? 'here' : 'there',
          ...(side === 'here' && token !== null ? { token: String(token) } : {}),
        })),
    putHere(peer, identity, token) {
      put.run(peer, identity, 'here', null, token ?? null);
    },
    putThere(peer, { introduction, hash }) {
      const kept = JSON.stringify({ introduction, hash: Buffer.from(hash).toString('base64') });
      put.run(peer, introduction.identity, 'there', kept, null);
    },
    introduced: (peer) =>
      database
        .prepare("SELECT introduction FROM peer_member WHERE peer = ? AND side = 'there'")
        .all(peer)
        .map(({ introduction }) => {
          const kept = JSON.parse(String(introduction)) as { introduction: MemberIntroduction; hash: string };
          return { introduction: kept.introduction, hash: Buffer.from(kept.hash, 'base64') };
        }),
  };
  return store;
}

/** What a join says, in the order of both statements. */
function columnsOf(joined: Omit<NewPeer, 'name' | 'relays'>) {
  return [
    joined.url ?? null,
    joined.publicKey,
    joined.certificate ?? null,
    joined.privateAddress ? 1 : 0,
    joined.operator,
    joined.sending,
    joined.receiving,
    joined.joined,
    joined.nodeId ?? null,
    joined.nodeKey === undefined ? null : JSON.stringify(joined.nodeKey),
    joined.adopts ? 1 : 0,
  ];
}

function toPeer(row: Record<string, unknown>): Peer {
  return {
    peer: Number(row.peer),
    id: String(row.id),
    name: String(row.name),
    ...(row.url === null ? {} : { url: String(row.url) }),
    publicKey: row.public_key as Uint8Array,
    ...(row.certificate === null ? {} : { certificate: String(row.certificate) }),
    privateAddress: row.private_address === 1,
    operator: String(row.operator),
    relays: row.relays === 1,
    sending: row.sending as Direction,
    receiving: row.receiving as Direction,
    joined: String(row.joined),
    ...(row.node_id === null ? {} : { nodeId: String(row.node_id) }),
    ...(row.node_key === null ? {} : { nodeKey: JSON.parse(String(row.node_key)) as PublicJwk }),
    adopts: row.adopts === 1,
    ...(row.compared === null ? {} : { compared: String(row.compared) }),
    ...(row.confirmed === null ? {} : { confirmed: String(row.confirmed) }),
  };
}
