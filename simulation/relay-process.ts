// The relays of a simulation: takes `RelayOrder`s from the process that started it, and ends with it.
import { createRandom } from './random.ts';
import { type Relay, startRelay } from './relay.ts';
import type { RelayAnswer, RelayOrder } from './relays.ts';

const relays: Relay[] = [];

async function carryOut(order: RelayOrder): Promise<Relay> {
  if (order.act === 'start') relays[order.relay] = await startRelay(order.port, createRandom(order.seed));
  const relay = relays[order.relay];
  if (relay === undefined) throw new Error(`There is no relay ${order.relay}`);
  if (order.act === 'change') Object.assign(relay.weather, order.weather);
  if (order.act === 'hang up') relay.hangUp();
  return relay;
}

process.on('message', async (order: RelayOrder) => {
  const { url, passed } = await carryOut(order);
  process.send?.({ order: order.order, url, passed } satisfies RelayAnswer);
});
process.on('disconnect', () => process.exit(0));
