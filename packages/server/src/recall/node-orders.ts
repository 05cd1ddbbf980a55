import type { Database } from '../database/open-database.ts';

/** Where an order stands with one node. Times are ISO 8601. */
export type NodeOrder = {
  readonly name: string;
  readonly state: 'confirmed' | 'pending' | 'unreachable';
  readonly confirmed?: string;
};

/** Which nodes are to be told of an order, and which have confirmed. To be changed inside a transaction. */
export type NodeOrders = {
  add(recall: number, nodes: readonly { readonly peer: number; readonly name: string }[]): void;
  of(recall: number): readonly NodeOrder[];
  /** Rows of the recalls that this peer is to be told of, oldest first: some of those that it has not confirmed. */
  recallsFor(peer: number, limit: number): readonly number[];
  /** False where it was never told, or has confirmed before. */
  confirm(recall: number, peer: number, receipt: string, at: string): boolean;
  /** The peer is there now. */
  asked(peer: number): void;
};

/** A node that has not asked for so long cannot be reached, or does not want to be. */
const patience = 10 * 60_000;

export function createNodeOrders(database: Database, clock: () => number): NodeOrders {
  const insert = database.prepare('INSERT OR IGNORE INTO recall_node (recall, peer, name) VALUES (?, ?, ?)');
  const byRecall = database.prepare('SELECT peer, name, confirmed FROM recall_node WHERE recall = ? ORDER BY name');
  const byPeer = database.prepare(
    'SELECT recall FROM recall_node WHERE peer = ? AND confirmed IS NULL ORDER BY recall LIMIT ?',
  );
  const setConfirmed = database.prepare(
    'UPDATE recall_node SET confirmed = ?, receipt = ? WHERE recall = ? AND peer = ? AND confirmed IS NULL',
  );
  const started = clock();
  const lastAsked = new Map<number, number>();

  return {
    add(recall, nodes) {
      for (const { peer, name } of nodes) insert.run(recall, peer, name);
    },
    of: (recall) =>
      byRecall.all(recall).map(({ peer, name, confirmed }) => {
        if (confirmed !== null) return { name: String(name), state: 'confirmed', confirmed: String(confirmed) };
        const isSilent = clock() - (lastAsked.get(Number(peer)) ?? started) > patience;
        return { name: String(name), state: isSilent ? 'unreachable' : 'pending' };
      }),
    recallsFor: (peer, limit) => byPeer.all(peer, limit).map(({ recall }) => Number(recall)),
    confirm: (recall, peer, receipt, at) => setConfirmed.run(at, receipt, recall, peer).changes > 0,
    asked: (peer) => void lastAsked.set(peer, clock()),
  };
}
