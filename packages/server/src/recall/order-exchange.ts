import { mostConfirmed, type Purged } from '@entente/exchange';
import { createFollowOrders, type FollowOrders, type FollowParts } from './follow-orders.ts';
import { createOrderWords } from './order-words.ts';

/** Some orders, each as its owner put its name to it; `next`: the id of the last, where there are more after it. */
export type OrderPage = { readonly orders: readonly string[]; readonly next?: string };

/** Orders and receipts between nodes, both sides of it. Peers are named by their rows. */
export type OrderExchange = FollowOrders & {
  /** What a peer is to purge: what it has not confirmed. A page, after the id of an order (exclusive). */
  ordersFor(peer: number, after?: string): Promise<OrderPage>;
  /** Whatever it was ever told, and told us, likewise. */
  allOrders(peer: number, after?: string): Promise<OrderPage>;
  /** Takes a peer's word that it has purged. */
  takeReceipts(peer: number, words: readonly string[]): Promise<void>;
};

/** What a receipt answers at once is confirmed in one message, under one signature. */
const ordersTogether = mostConfirmed;
/** Of one page, but for its last order: one may name 10,000 versions. */
const enoughCharacters = 4_000_000;
/** An entry of the log is about so many, that it can still be read. */
const loggedTogether = 100;

export function createOrderExchange(parts: FollowParts): OrderExchange {
  const { database, recalls, nodeOrders, testimony, members, queue, events, audit, now } = parts;
  const words = createOrderWords(database, recalls, members, testimony, queue);
  const namesOf = database.prepare(
    `SELECT r.id, r.word, r.recall FROM json_each(?) e CROSS JOIN recall r ON r.recall = e.value ORDER BY e.key`,
  );
  // A node that was restored may have forgotten the orders of its own members too. By id, which tells no number.
  const ever = database.prepare(
    `SELECT recall FROM (
       SELECT r.id, r.recall FROM recall_node n JOIN recall r ON r.recall = n.recall WHERE n.peer = ?
       UNION
       SELECT r.id, r.recall FROM peer_member m JOIN principal p ON p.identity = m.identity
         JOIN recall r ON r.owner = p.principal WHERE m.peer = ? AND m.side = 'there' AND r.peer IS NOT NULL)
     WHERE id > ? ORDER BY id LIMIT ?`,
  );

  async function page(rows: readonly number[]): Promise<OrderPage> {
    await words.sign(rows);
    const orders: string[] = [];
    let characters = 0;
    for (const { id, word } of namesOf.all(JSON.stringify(rows))) {
      if (characters > enoughCharacters) break;
      orders.push(String(word));
      characters += String(word).length;
      if (orders.length === ordersTogether || characters > enoughCharacters) return { orders, next: String(id) };
    }
    return { orders };
  }

  /** Notes that a peer has purged; the answer is what was not known before. */
  function confirm(peer: number, word: string, { node, orders }: Purged) {
    const receipt = nodeOrders.keepReceipt(word);
    const confirmed = orders
      .flatMap(({ recall }) => recalls.find(recall) ?? [])
      .filter(({ recall }) => nodeOrders.confirm(recall, peer, receipt, now()));
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
    ordersFor(peer, after) {
      nodeOrders.asked(peer);
      const from = after === undefined ? undefined : recalls.find(after)?.recall;
      return page(nodeOrders.recallsFor(peer, from ?? 0, ordersTogether));
    },
    allOrders(peer, after = '') {
      nodeOrders.asked(peer);
      return page(ever.all(peer, peer, after, ordersTogether).map(({ recall }) => Number(recall)));
    },
    async takeReceipts(peer, given) {
      const owners = new Set<number>();
      for (const word of given) {
        const message = await testimony.open(word, peer);
        if (message?.kind !== 'purged') continue;
        for (const { owner } of await queue.run(() => confirm(peer, word, message))) owners.add(owner);
      }
      if (owners.size === 0) return;
      events.wake(({ member, unit, peer: node }) => node === undefined && unit === undefined && owners.has(member));
    },
  };
}
