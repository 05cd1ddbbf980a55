import type { Database } from '../database/open-database.ts';

/** What a peer's log tells. Times are ISO 8601. */
export type PeerLogEntry = { readonly at: string; readonly kind: PeerLogKind; readonly detail: string };
export type PeerLogKind =
  | 'joined'
  | 'compared'
  | 'confirmed'
  | 'changed'
  | 'connected'
  | 'disconnected'
  | 'received'
  | 'set-aside'
  | 'failed';

/** What happened with each peer, the last of it: no content, no ids of objects. */
export type PeerLog = {
  add(peer: number, kind: PeerLogKind, detail: string): void;
  /** Newest first. */
  last(peer: number, limit: number): readonly PeerLogEntry[];
};

/** Of what people decided, and of everything else: what a bad line fills the log with drives out no decision. */
const mostKept = 2000;
const decisions = "('joined', 'compared', 'confirmed', 'changed')";

/** `added` is called in the transaction of each entry. */
export function createPeerLog(database: Database, now: () => string, added: () => void): PeerLog {
  const insert = database.prepare('INSERT INTO peer_log (peer, at, kind, detail) VALUES (?, ?, ?, ?)');
  const forget = database.prepare(
    `DELETE FROM peer_log WHERE peer = ?1 AND (kind IN ${decisions}) = (?2 IN ${decisions}) AND entry <=
       (SELECT entry FROM peer_log WHERE peer = ?1 AND (kind IN ${decisions}) = (?2 IN ${decisions})
        ORDER BY entry DESC LIMIT 1 OFFSET ${mostKept})`,
  );
  return {
    add(peer, kind, detail) {
      insert.run(peer, now(), kind, detail.slice(0, 500));
      forget.run(peer, kind);
      added();
    },
    last: (peer, limit) =>
      database
        .prepare('SELECT at, kind, detail FROM peer_log WHERE peer = ? ORDER BY entry DESC LIMIT ?')
        .all(peer, limit)
        .map((row) => ({ at: String(row.at), kind: row.kind as PeerLogKind, detail: String(row.detail) })),
  };
}
