import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** A message that waits to be sent. Times in milliseconds since 1970. */
export type Delivery = {
  readonly delivery: number;
  /** The same at each attempt. */
  readonly id: string;
  readonly account: string;
  /** Absent for mail, which tells of all of a person's subscriptions together. */
  readonly subscription?: number;
  readonly attempts: number;
  readonly firstTried?: number;
};

/** What waits to be sent: which alerts, and nothing of what they tell. To be changed inside a transaction. */
export type Outbox = {
  /** Puts alerts into the message that waits for that person or webhook, or into a new one that is due then. */
  add(to: Pick<Delivery, 'account' | 'subscription'>, alerts: readonly number[], due: number): void;
  due(now: number, limit: number): readonly Delivery[];
  next(): number | undefined;
  /** Rows of the alerts that a message still tells of. */
  alerts(delivery: number): readonly { readonly alert: number; readonly subscription: number }[];
  /** From now on nothing is added to it; what comes meanwhile is another message. */
  begin(delivery: number, now: number): void;
  retry(delivery: number, due: number): void;
  remove(delivery: number): void;
};

export function createOutbox(database: Database): Outbox {
  const open = database.prepare(
    'SELECT delivery FROM alert_delivery WHERE account = ? AND subscription IS ? AND attempts = 0',
  );
  const insert = database.prepare(
    'INSERT INTO alert_delivery (id, account, subscription, due) VALUES (?, ?, ?, ?) RETURNING delivery',
  );
  const insertItem = database.prepare('INSERT OR IGNORE INTO alert_delivery_item (delivery, alert) VALUES (?, ?)');
  const due = database.prepare(
    'SELECT delivery, id, account, subscription, attempts, first_tried FROM alert_delivery WHERE due <= ? ORDER BY due LIMIT ?',
  );
  const next = database.prepare('SELECT min(due) AS due FROM alert_delivery');
  const alerts = database.prepare(
    `SELECT a.alert, a.subscription FROM alert_delivery_item i JOIN alert a ON a.alert = i.alert
     WHERE i.delivery = ? ORDER BY a.alert`,
  );
  const begin = database.prepare(
    'UPDATE alert_delivery SET attempts = attempts + 1, first_tried = coalesce(first_tried, ?) WHERE delivery = ?',
  );
  const retry = database.prepare('UPDATE alert_delivery SET due = ? WHERE delivery = ?');
  const remove = database.prepare('DELETE FROM alert_delivery WHERE delivery = ?');

  return {
    add({ account, subscription = null }, items, moment) {
      const row = open.get(account, subscription) ?? insert.get(randomUUID(), account, subscription, moment);
      for (const alert of items) insertItem.run(Number(row?.delivery), alert);
    },
    due: (now, limit) =>
      due.all(now, limit).map((row) => ({
        delivery: Number(row.delivery),
        id: String(row.id),
        account: String(row.account),
        ...(row.subscription === null ? {} : { subscription: Number(row.subscription) }),
        attempts: Number(row.attempts),
        ...(row.first_tried === null ? {} : { firstTried: Number(row.first_tried) }),
      })),
    next() {
      const row = next.get();
      return row === undefined || row.due === null ? undefined : Number(row.due);
    },
    alerts: (delivery) =>
      alerts.all(delivery).map((row) => ({ alert: Number(row.alert), subscription: Number(row.subscription) })),
    begin: (delivery, now) => void begin.run(now, delivery),
    retry: (delivery, moment) => void retry.run(moment, delivery),
    remove: (delivery) => void remove.run(delivery),
  };
}
