import type { Outbound } from '../peers/outbound.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import type { OrderExchange } from './order-exchange.ts';
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

const mostBytes = 64 * 1024 * 1024;
const milliseconds = 60_000;

export function createAskOrders(
  orders: OrderExchange,
  quarantine: Quarantine,
  /** Rows of the peers from which this node reads. */
  readFrom: () => readonly number[],
): AskOrders {
  /** Since the node is in quarantine. */
  const heard = new Set<number>();

  return async (outbound, { peer, token }, signal) => {
    const headers = { Accept: 'application/json', Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip' };
    const isRestored = quarantine.since() !== undefined;
    const answer = await outbound.send({
      path: `/api/exchange/orders${isRestored ? '?all=true' : ''}`,
      headers,
      mostBytes,
      milliseconds,
      signal,
    });
    // An ordinary TAXII server knows no orders, and one that does not let us in says so when it is read from.
    if (answer.status === 404) return !isRestored;
    if (answer.status === 401 || answer.status === 403) {
      throw new PeerFailure('turned-away', 'It lets us not in: not confirmed there yet, paused, or ended.');
    }
    const read = answer.status === 200 ? Orders.safeParse(parse(answer.body)) : undefined;
    if (read?.success !== true) throw new PeerFailure('unexpected-answer', 'Its orders cannot be read.');
    await orders.takeOrders(peer, read.data.orders);
    const receipts = await orders.receiptsFor(peer);
    if (receipts.words.length > 0) {
      const taken = await outbound.send({
        method: 'POST',
        path: '/api/exchange/receipts',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ receipts: receipts.words }),
        mostBytes: 100_000,
        milliseconds,
        signal,
      });
      if (taken.status === 204) await receipts.said();
    }
    if (!isRestored) return true;
    heard.add(peer);
    if (!readFrom().every((each) => heard.has(each))) return false;
    await quarantine.lift();
    return true;
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
