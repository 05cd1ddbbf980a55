import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { AlertStore } from './alert-store.ts';
import type { Found } from './found.ts';
import type { Outbox } from './outbox.ts';
import type { People, Reader } from './people.ts';
import type { SourceOf } from './source-of.ts';
import type { Subscription, SubscriptionStore } from './subscription-store.ts';

/** Looks, on behalf of each person, what is new in what he asked to be told of. */
export type Checker = {
  check(account: string): Promise<void>;
  /** What is there already is no news for who subscribes now. In the transaction that subscribes. */
  begin(viewer: Reader, subscription: Subscription): void;
  /** The newest date added (microseconds) that there is; for the node's own use, never told. */
  newest(): number;
};

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly subscriptions: SubscriptionStore;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly sourceOf: SourceOf;
  readonly people: People;
  readonly digestMilliseconds: number;
  readonly clock: () => number;
};

/** So long what comes together for a webhook becomes one message. */
const webhookMilliseconds = 1000;

export function createChecker(parts: Parts): Checker {
  const { database, queue, subscriptions, alerts, outbox, sourceOf, people, digestMilliseconds, clock } = parts;
  const newestAdded = database.prepare('SELECT max(added) AS added FROM placement');
  const newest = (): number => Number(newestAdded.get()?.added ?? 0);
  const now = (): string => new Date(clock()).toISOString();

  function note(subscription: Subscription, found: readonly Found[], until: number): void {
    const { subscription: row, account, channel, stopped, watch } = subscription;
    if (subscriptions.get(row) === undefined) return;
    const keys = found.map(({ key }) => key);
    const isState = sourceOf(watch).news === 'state';
    if (isState) {
      const there = new Set(keys);
      alerts.forget(
        row,
        alerts.keys(row).filter((key) => !there.has(key)),
      );
    }
    const fresh = alerts.note(row, keys, now(), !isState);
    subscriptions.lookedUntil(row, until);
    if (fresh.length === 0 || channel === 'in-app' || stopped !== undefined) return;
    if (channel === 'e-mail') outbox.add({ account }, fresh, clock() + digestMilliseconds);
    else outbox.add({ account, subscription: row }, fresh, clock() + webhookMilliseconds);
  }

  return {
    newest,
    begin(viewer, { subscription, watch }) {
      if (sourceOf(watch).news !== 'state') return;
      const keys = sourceOf(watch).look(viewer, watch, 0);
      alerts.know(
        subscription,
        keys.map(({ key }) => key),
        now(),
      );
    },
    async check(account) {
      const viewer = people(account);
      if (viewer === undefined) return;
      for (const subscription of subscriptions.of(account)) {
        const source = sourceOf(subscription.watch);
        try {
          await source.ready?.(viewer);
          const until = newest();
          const found = source.look(viewer, subscription.watch, subscription.looked);
          await queue.run(() => note(subscription, found, until));
        } catch (error) {
          // Rows are being made anew, for instance: until then nothing counts as looked at.
          if (!(error instanceof Problem)) throw error;
        }
      }
    },
  };
}
