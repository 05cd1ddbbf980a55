import type { Database } from '../database/open-database.ts';
import type { NodeReach } from './node-reach.ts';

/** Where an order stands with one node. Times are ISO 8601. */
export type NodeOrder = {
  readonly name: string;
  readonly state: 'confirmed' | 'pending' | 'unreachable';
  readonly confirmed?: string;
};

/** What a node said under the signature of a member that it hosts: that it has purged this, and perhaps more. */
export type PurgeReceipt = { readonly node: string; readonly confirmed: string; readonly word: string };

/** Which nodes are to be told of an order, and which have confirmed. To be changed inside a transaction. */
export type NodeOrders = {
  add(recall: number, nodes: readonly { readonly peer: number; readonly name: string }[]): void;
  of(recall: number): readonly NodeOrder[];
  /** The words of those that have confirmed. */
  receiptsOf(recall: number): readonly PurgeReceipt[];
  /** Rows of the recalls that this peer has not confirmed, oldest first, after a row (exclusive). */
  recallsFor(peer: number, after: number, limit: number): readonly number[];
  /** Whether it was told and has not confirmed. */
  isPending(recall: number, peer: number): boolean;
  /** Keeps a peer's word about any number of orders; the answer is its row. */
  keepReceipt(word: string): number;
  /** False where it was never told, or has confirmed before. `receipt` is the row of its word. */
  confirm(recall: number, peer: number, receipt: number, at: string): boolean;
};

export function createNodeOrders(database: Database, isSilent: NodeReach['isSilent']): NodeOrders {
  const insert = database.prepare('INSERT OR IGNORE INTO recall_node (recall, peer, name) VALUES (?, ?, ?)');
  const byRecall = database.prepare('SELECT peer, name, confirmed FROM recall_node WHERE recall = ? ORDER BY name');
  const receipts = database.prepare(
    `SELECT n.name AS node, n.confirmed, r.word FROM recall_node n JOIN purge_receipt r ON r.purge_receipt = n.receipt
     WHERE n.recall = ? ORDER BY n.name`,
  );
  const byPeer = database.prepare(
    'SELECT recall FROM recall_node WHERE peer = ? AND confirmed IS NULL AND recall > ? ORDER BY recall LIMIT ?',
  );
  const setConfirmed = database.prepare(
    'UPDATE recall_node SET confirmed = ?, receipt = ? WHERE recall = ? AND peer = ? AND confirmed IS NULL',
  );
  const pending = database.prepare('SELECT 1 FROM recall_node WHERE recall = ? AND peer = ? AND confirmed IS NULL');
  const insertReceipt = database.prepare('INSERT INTO purge_receipt (word) VALUES (?)');

  return {
    add(recall, nodes) {
      for (const { peer, name } of nodes) insert.run(recall, peer, name);
    },
    of: (recall) =>
      byRecall.all(recall).map(({ peer, name, confirmed }) => {
        if (confirmed !== null) return { name: String(name), state: 'confirmed', confirmed: String(confirmed) };
        return { name: String(name), state: isSilent(Number(peer)) ? 'unreachable' : 'pending' };
      }),
    receiptsOf: (recall) => receipts.all(recall) as PurgeReceipt[],
    recallsFor: (peer, after, limit) => byPeer.all(peer, after, limit).map(({ recall }) => Number(recall)),
    isPending: (recall, peer) => pending.get(recall, peer) !== undefined,
    keepReceipt: (word) => Number(insertReceipt.run(word).lastInsertRowid),
    confirm: (recall, peer, receipt, at) => setConfirmed.run(at, receipt, recall, peer).changes > 0,
  };
}
