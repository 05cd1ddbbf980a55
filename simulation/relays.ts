import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Passed, Weather } from './relay.ts';

/** A relay as who controls it sees it. */
export type DistantRelay = {
  /** The address under which the others know the node behind it. */
  readonly url: string;
  change(weather: Partial<Weather>): Promise<void>;
  /** Ends what is under way. */
  hangUp(): Promise<void>;
  passed(): Promise<Passed>;
};

/** All relays of a simulation, in a process of their own: each connection is open twice there, and files are limited. */
export type Relays = AsyncDisposable & {
  /** Stands before what listens on this port; what it does to pieces follows from the seed. */
  start(port: number, seed: number): Promise<DistantRelay>;
};

/** What the process of the relays is asked; it answers each with `RelayAnswer`. */
export type RelayOrder = {
  readonly order: number;
  /** Place of the relay, in the order in which they were started. */
  readonly relay: number;
} & (
  | { readonly act: 'start'; readonly port: number; readonly seed: number }
  | { readonly act: 'change'; readonly weather: Partial<Weather> }
  | { readonly act: 'hang up' | 'tell' }
);

export type RelayAnswer = { readonly order: number; readonly url: string; readonly passed: Passed };

type Asked = RelayOrder extends infer Each ? (Each extends RelayOrder ? Omit<Each, 'order'> : never) : never;

export function createRelays(): Relays {
  const child = fork(fileURLToPath(new URL('relay-process.ts', import.meta.url)));
  const waiting = new Map<number, PromiseWithResolvers<RelayAnswer>>();
  let orders = 0;
  let relays = 0;
  child.on('message', (message: RelayAnswer) => {
    waiting.get(message.order)?.resolve(message);
    waiting.delete(message.order);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The process of the relays has ended'));
  });

  function ask(asked: Asked): Promise<RelayAnswer> {
    orders += 1;
    const answer = Promise.withResolvers<RelayAnswer>();
    waiting.set(orders, answer);
    child.send({ ...asked, order: orders });
    return answer.promise;
  }

  return {
    async start(port, seed) {
      const relay = relays;
      relays += 1;
      const { url } = await ask({ relay, act: 'start', port, seed });
      return {
        url,
        change: async (weather) => void (await ask({ relay, act: 'change', weather })),
        hangUp: async () => void (await ask({ relay, act: 'hang up' })),
        passed: async () => (await ask({ relay, act: 'tell' })).passed,
      };
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
