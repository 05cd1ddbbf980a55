import type { EventHub } from '../events/event-hub.ts';
import type { Checker } from './checker.ts';
import type { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { Sender } from './sender.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** Looks for news when there may be some, and sends what is due. */
export type Ticker = {
  /** From now on by itself, beginning with what came while the node did not run. */
  start(): void;
  /** Looks for everybody, and sends what is due. */
  run(): Promise<void>;
  /** Somebody subscribed, or does no more. */
  follow(account: string): void;
  /** Does nothing more, and resolves when nothing runs. */
  close(): Promise<void>;
};

type Parts = {
  readonly subscriptions: SubscriptionStore;
  readonly outbox: Outbox;
  readonly checker: Checker;
  readonly sender: Sender;
  readonly events: Pick<EventHub, 'listen'>;
  readonly people: People;
  /** A node that may not serve yet tells nobody of anything. */
  readonly isQuarantined: () => boolean;
  readonly clock: () => number;
};

/** Many writes in a row are looked at once; and of the node's time alerts take a fifth at most. */
const quietMilliseconds = 1000;
const restFactor = 4;
/** What falls due with time alone is looked for so often. */
const everybodyMilliseconds = 10 * 60_000;

export function createTicker(parts: Parts): Ticker {
  const { subscriptions, outbox, checker, sender, events, people, isQuarantined, clock } = parts;
  const waiting = new Set<string>();
  const listening = new Map<string, () => void>();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStarted = false;
  let rest = quietMilliseconds;
  let everybodyAt = 0;

  function follow(account: string): void {
    listening.get(account)?.();
    listening.delete(account);
    const viewer = subscriptions.of(account).length === 0 ? undefined : people(account);
    if (!isStarted || viewer === undefined) return;
    const stop = events.listen(
      viewer,
      () => {
        waiting.add(account);
        plan();
      },
      // Its password or roles are others now: it goes on with what it is.
      () => setImmediate(() => follow(account)),
    );
    listening.set(account, stop);
  }

  async function work(accounts: readonly string[]): Promise<void> {
    if (isQuarantined()) return;
    const began = performance.now();
    for (const account of accounts) await checker.check(account);
    rest = Math.max(quietMilliseconds, restFactor * (performance.now() - began));
    await sender.run();
  }

  function run(): Promise<void> {
    const result = running.then(() => work(subscriptions.accounts()));
    running = result.catch(() => {});
    return result;
  }

  function tick(): void {
    timer = undefined;
    if (clock() >= everybodyAt) {
      for (const account of subscriptions.accounts()) waiting.add(account);
      everybodyAt = clock() + everybodyMilliseconds;
    }
    const accounts = [...waiting];
    waiting.clear();
    // What fails (a full disk) is looked for again with everybody.
    running = running.then(() => work(accounts)).catch(() => {});
    void running.then(plan);
  }

  /** One timer: soon where somebody waits, else when something is to be sent. */
  function plan(): void {
    if (!isStarted) return;
    const due = Math.min(outbox.next() ?? Number.POSITIVE_INFINITY, everybodyAt) - clock();
    const wait = waiting.size > 0 ? rest : Math.min(Math.max(due, quietMilliseconds), everybodyMilliseconds);
    clearTimeout(timer);
    timer = setTimeout(tick, wait).unref();
  }

  return {
    start() {
      isStarted = true;
      for (const account of subscriptions.accounts()) follow(account);
      plan();
    },
    run,
    follow(account) {
      follow(account);
      plan();
    },
    async close() {
      isStarted = false;
      clearTimeout(timer);
      for (const stop of listening.values()) stop();
      listening.clear();
      await running;
    },
  };
}
