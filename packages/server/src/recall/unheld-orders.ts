import type { Database } from '../database/open-database.ts';

/** How much is kept of orders about what never came here: orders and the versions that they name, together. */
export type UnheldLimits = { readonly perOwner: number; readonly perPeer: number };

export const unheldLimits: UnheldLimits = { perOwner: 100_000, perPeer: 1_000_000 };

/**
 * Orders about what is not here are kept, so that it is not taken when it comes from elsewhere later. Whoever has a valid
 * key can invent any number of them: so they are counted for each owner, and for each peer that tells of them.
 */
export type UnheldOrders = {
  /** Counts so many lines, of an owner, as a peer (a row) told; false where that is more than is kept. In a transaction. */
  take(owner: number, peer: number, lines: number): boolean;
};

export function createUnheldOrders(database: Database, { perOwner, perPeer }: UnheldLimits): UnheldOrders {
  const ofOwner = database.prepare('SELECT coalesce(sum(lines), 0) AS lines FROM recall_unheld WHERE owner = ?');
  const ofPeer = database.prepare('SELECT coalesce(sum(lines), 0) AS lines FROM recall_unheld WHERE peer = ?');
  const count = database.prepare(
    `INSERT INTO recall_unheld (owner, peer, lines) VALUES (?, ?, ?)
     ON CONFLICT (owner, peer) DO UPDATE SET lines = lines + excluded.lines`,
  );
  return {
    take(owner, peer, lines) {
      if (Number(ofOwner.get(owner)?.lines) + lines > perOwner) return false;
      if (Number(ofPeer.get(peer)?.lines) + lines > perPeer) return false;
      count.run(owner, peer, lines);
      return true;
    },
  };
}
