import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import type { Channel, Watch } from './messages.ts';

export type Subscription = {
  readonly subscription: number;
  readonly id: string;
  readonly account: string;
  readonly watch: Watch;
  readonly channel: Channel;
  readonly address?: string;
  readonly created: string;
  /** Until which date added (microseconds) it has been looked. */
  readonly looked: number;
  readonly stopped?: { readonly time: string; readonly problem: string };
};

/** What people asked to be told of. To be changed inside a transaction. */
export type SubscriptionStore = {
  of(account: string): readonly Subscription[];
  /** Those of one account only. */
  find(account: string, id: string): Subscription | undefined;
  get(subscription: number): Subscription | undefined;
  accounts(): readonly string[];
  add(wanted: Pick<Subscription, 'account' | 'watch' | 'channel' | 'address' | 'created' | 'looked'>): Subscription;
  remove(subscription: number): void;
  lookedUntil(subscription: number, added: number): void;
  stop(subscription: number, stopped: Subscription['stopped']): void;
};

export function createSubscriptionStore(database: Database): SubscriptionStore {
  const byAccount = database.prepare('SELECT * FROM alert_subscription WHERE account = ? ORDER BY subscription');
  const byId = database.prepare('SELECT * FROM alert_subscription WHERE id = ? AND account = ?');
  const byRow = database.prepare('SELECT * FROM alert_subscription WHERE subscription = ?');
  const accounts = database.prepare('SELECT DISTINCT account FROM alert_subscription');
  const insert = database.prepare(
    `INSERT INTO alert_subscription (id, account, watch, channel, address, created, looked)
     VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const remove = database.prepare('DELETE FROM alert_subscription WHERE subscription = ?');
  const setLooked = database.prepare('UPDATE alert_subscription SET looked = ? WHERE subscription = ?');
  const setStopped = database.prepare('UPDATE alert_subscription SET stopped = ?, problem = ? WHERE subscription = ?');
  const one = (row: Record<string, unknown> | undefined) => (row === undefined ? undefined : toSubscription(row));

  return {
    of: (account) => byAccount.all(account).map(toSubscription),
    find: (account, id) => one(byId.get(id, account)),
    get: (subscription) => one(byRow.get(subscription)),
    accounts: () => accounts.all().map((row) => String(row.account)),
    add({ account, watch, channel, address = null, created, looked }) {
      const row = insert.get(randomUUID(), account, JSON.stringify(watch), channel, address, created, looked);
      if (row === undefined) throw new Error('The subscription was not stored.');
      return toSubscription(row);
    },
    remove: (subscription) => void remove.run(subscription),
    lookedUntil: (subscription, added) => void setLooked.run(added, subscription),
    stop: (subscription, stopped) => void setStopped.run(stopped?.time ?? null, stopped?.problem ?? null, subscription),
  };
}

function toSubscription(row: Record<string, unknown>): Subscription {
  return {
    subscription: Number(row.subscription),
    id: String(row.id),
    account: String(row.account),
    watch: JSON.parse(String(row.watch)) as Watch,
    channel: row.channel as Channel,
    ...(row.address === null ? {} : { address: String(row.address) }),
    created: String(row.created),
    looked: Number(row.looked),
    ...(row.stopped === null ? {} : { stopped: { time: String(row.stopped), problem: String(row.problem) } }),
  };
}
