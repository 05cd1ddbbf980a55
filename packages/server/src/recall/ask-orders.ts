import { answerFailure, isMissing } from '../peers/answer-failure.ts';
import type { Outbound } from '../peers/outbound.ts';
import { askAtPace, createPace, type Pace } from '../peers/pace.ts';
import { parseJson } from '../peers/parse-json.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import { type OrderExchange, ordersTogether } from './order-exchange.ts';
import { Orders } from './order-messages.ts';

/**
 * Asks a peer what is to be purged, does so, and says so: before anything is read from it, so that what was recalled is
 * not taken in first. False while the node is in quarantine: then nothing is read. Throws `PeerFailure`.
 */
export type AskOrders = (
  outbound: Outbound,
  who: { readonly peer: number; readonly token: string },
  signal: AbortSignal,
) => Promise<boolean>;

/** A page of orders, of which one may name 10,000 versions. */
const mostBytes = 24 * 1024 * 1024;
const milliseconds = 60_000;
/** A peer that always has another order must not keep us from reading. */
const mostOrders = 1_000_000;

export function createAskOrders(
  orders: OrderExchange,
  quarantine: Quarantine,
  /** Rows of the peers from which this node reads. */
  readFrom: () => readonly number[],
  /** What a peer says to hold of the roster. */
  hearRoster: (peer: number, state: string) => void,
): AskOrders {
  /** Since the node is in quarantine. */
  const heard = new Set<number>();
  const paces = new WeakMap<Outbound, Pace>();

  return async (outbound, { peer, token }, signal) => {
    const pace = paces.get(outbound) ?? createPace(ordersTogether);
    paces.set(outbound, pace);
    const headers = { Accept: 'application/json', Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip' };

    /** A page of orders; undefined from an ordinary TAXII server, which knows none. */
    async function ask(query: Record<string, string>) {
      const path = `/api/exchange/orders?${new URLSearchParams(query)}`;
      const answer = await outbound.send({ path, headers, mostBytes, milliseconds, signal });
      if (isMissing(answer)) return undefined;
      if (answer.status !== 200) throw answerFailure(answer);
      const read = Orders.safeParse(parseJson(answer.body));
      if (!read.success) throw new PeerFailure('unexpected-answer', 'Its orders cannot be read.');
      return read.data;
    }

    /** Says what was purged, until all is said. */
    async function answer(): Promise<void> {
      for (;;) {
        const receipts = await orders.receiptsFor(peer);
        if (receipts.words.length === 0) return;
        const taken = await outbound.send({
          method: 'POST',
          path: '/api/exchange/receipts',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify({ receipts: receipts.words }),
          mostBytes: 100_000,
          milliseconds,
          signal,
        });
        if (taken.status !== 204) return;
        await receipts.said();
      }
    }

    const isRestored = quarantine.since() !== undefined;
    const asksForAll = isRestored || orders.mustAskAnew(peer);
    for (let asked = 0, after: string | undefined; asked < mostOrders; ) {
      const found = await askAtPace(pace, (limit) =>
        ask({
          ...(asksForAll ? { all: 'true' } : {}),
          ...(after === undefined ? {} : { after }),
          limit: String(limit),
        }),
      );
      if (found === undefined) return !isRestored;
      if (found.roster !== undefined) hearRoster(peer, found.roster);
      await orders.takeOrders(peer, found.orders, isRestored);
      await answer();
      if (found.next === undefined || found.orders.length === 0) break;
      if (found.next === after) throw new PeerFailure('endless', 'Its orders go on without getting anywhere.');
      asked += found.orders.length;
      after = found.next;
    }
    if (!isRestored) return true;
    heard.add(peer);
    if (!readFrom().every((each) => heard.has(each))) return false;
    await quarantine.lift();
    return true;
  };
}
