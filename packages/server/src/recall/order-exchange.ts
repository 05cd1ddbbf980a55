import { mostConfirmed, type Purged } from '@entente/exchange';
import { createFollowOrders, type FollowOrders, type FollowParts } from './follow-orders.ts';
import { createOrderWords } from './order-words.ts';
import type { Recall } from './recall-store.ts';

/** Some orders, each as its owner put its name to it; `next`: names the last, where there are more after it. */
export type OrderPage = { readonly orders: readonly string[]; readonly next?: string };

/** Orders and receipts between nodes, both sides of it. Peers are named by their rows. */
export type OrderExchange = FollowOrders & {
  /** What a peer is to purge: what it has not confirmed. A page, after the `next` of the one before. */
  ordersFor(peer: number, after?: string, limit?: number): Promise<OrderPage>;
  /** Whatever it was ever told, and told us, likewise. */
  allOrders(peer: number, after?: string, limit?: number): Promise<OrderPage>;
  /** Takes a peer's word that it has purged. */
  takeReceipts(peer: number, words: readonly string[]): Promise<void>;
};

/** What a receipt answers at once is confirmed in one message, under one signature. */
export const ordersTogether = mostConfirmed;
/** Of one page, but for its last order: one may name 10,000 versions. */
const enoughCharacters = 4_000_000;
/** An entry of the log is about so many, that it can still be read. */
const loggedTogether = 100;

export function createOrderExchange(parts: FollowParts): OrderExchange {
  const { database, recalls, nodeOrders, testimony, members, queue, reach, tellOwners, audit, now } = parts;
  const words = createOrderWords(database, recalls, members, testimony, queue);
  const namesOf = database.prepare(
    `SELECT r.id, r.word, r.peer, r.recall, p.identity FROM json_each(?) e CROSS JOIN recall r ON r.recall = e.value
     JOIN principal p ON p.principal = r.owner ORDER BY e.key`,
  );
  // A node that was restored may have forgotten the orders of its own members too. By id, which tells no number.
  const ever = database.prepare(
    `SELECT recall FROM (
       SELECT r.id, r.owner, r.recall FROM recall_node n JOIN recall r ON r.recall = n.recall WHERE n.peer = ?
       UNION
       SELECT r.id, r.owner, r.recall FROM peer_member m JOIN principal p ON p.identity = m.identity
         JOIN recall r ON r.owner = p.principal WHERE m.peer = ? AND m.side = 'there' AND r.peer IS NOT NULL)
     WHERE (id, owner) > (?, ?) ORDER BY id, owner LIMIT ?`,
  );

  const hosts = database.prepare("SELECT 1 FROM peer_member WHERE peer = ? AND side = 'there' AND identity = ?");

  async function page(rows: readonly number[], limit: number): Promise<OrderPage> {
    const asked = JSON.stringify(rows);
    let found = namesOf.all(asked) as { id: string; word: unknown; peer: unknown; recall: number; identity: string }[];
    const due = found.filter(words.isDue).map(({ recall }) => recall);
    if (due.length > 0) {
      await words.sign(due);
      found = namesOf.all(asked) as typeof found;
    }
    const orders: string[] = [];
    let characters = 0;
    for (const { id, word, identity } of found) {
      if (characters > enoughCharacters) break;
      orders.push(String(word));
      characters += String(word).length;
      if (orders.length === limit || characters > enoughCharacters) {
        return { orders, next: `${id}/${identity}` };
      }
    }
    return { orders };
  }

  /** The order that a page ended with; undefined where there is none of that name. */
  function namedBy(after: string): Recall | undefined {
    const [id = '', identity = ''] = after.split('/');
    return recalls.find(members.find(identity)?.member ?? 0, id);
  }

  /** Notes that a peer has purged; the answer is what was not known before. */
  function confirm(peer: number, word: string, { by, node, orders }: Purged) {
    // Only who stands behind that node says what it has purged.
    if (hosts.get(peer, by) === undefined) return [];
    const due = orders.flatMap(({ recall, owner, id }) => {
      const found = recalls.find(members.find(owner)?.member ?? 0, recall);
      return found?.object === id && nodeOrders.isPending(found.recall, peer) ? [found] : [];
    });
    if (due.length === 0) return [];
    const receipt = nodeOrders.keepReceipt(word);
    const confirmed = due.filter(({ recall }) => nodeOrders.confirm(recall, peer, receipt, now()));
    for (const [owner, own] of Map.groupBy(confirmed, (recall) => recall.owner)) {
      for (let from = 0; from < own.length; from += loggedTogether) {
        const some = own.slice(from, from + loggedTogether);
        audit.record({
          kind: 'purge-confirmed',
          // Its owner's alone: of several members at that node each may have had something else.
          members: [owner],
          subjects: [...new Set(some.map(({ object }) => object))],
          detail: { node, recalls: some.map(({ id }) => id) },
        });
      }
    }
    return confirmed;
  }

  return {
    ...createFollowOrders(parts),
    ordersFor(peer, after, limit = ordersTogether) {
      reach.seen(peer);
      const from = after === undefined ? undefined : namedBy(after)?.recall;
      return page(nodeOrders.recallsFor(peer, from ?? 0, limit), limit);
    },
    allOrders(peer, after, limit = ordersTogether) {
      reach.seen(peer);
      const from = after === undefined ? undefined : namedBy(after);
      return page(
        ever.all(peer, peer, from?.id ?? '', from?.owner ?? 0, limit).map(({ recall }) => Number(recall)),
        limit,
      );
    },
    async takeReceipts(peer, given) {
      const owners = new Set<number>();
      for (const word of given) {
        const message = await testimony.open(word, peer);
        if (message?.kind !== 'purged') continue;
        for (const { owner } of await queue.run(() => confirm(peer, word, message))) owners.add(owner);
      }
      if (owners.size === 0) return;
      tellOwners(owners);
    },
  };
}
