import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** That there is something to tell. What it is, its subscription's source says to the viewer who asks. */
export type Alert = {
  readonly alert: number;
  readonly id: string;
  readonly subscription: number;
  readonly key: string;
  readonly time: string;
  readonly isRead: boolean;
};

/** Alerts. To be changed inside a transaction. */
export type AlertStore = {
  /** Told or not, newest first. */
  of(subscription: number): readonly Alert[];
  /** Keys that are remembered, also of what was there before. */
  keys(subscription: number): readonly string[];
  /** What was there when the subscription was made. */
  know(subscription: number, keys: readonly string[], time: string): void;
  /** Notes news, and answers their rows. `again`: what is there already is news once more. */
  note(subscription: number, keys: readonly string[], time: string, again: boolean): readonly number[];
  forget(subscription: number, keys: readonly string[]): void;
  read(account: string, ids: readonly string[] | undefined): void;
};

/** Older ones of a subscription than so many are forgotten. */
const mostKept = 500;

export function createAlertStore(database: Database): AlertStore {
  const bySubscription = database.prepare(
    `SELECT alert, id, subscription, key, state, time FROM alert
     WHERE subscription = ? AND state <> 'known' ORDER BY alert DESC LIMIT ${mostKept}`,
  );
  const keysOf = database.prepare('SELECT key FROM alert WHERE subscription = ?');
  const insert = database.prepare(
    `INSERT INTO alert (id, subscription, key, state, time) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING alert`,
  );
  const forget = database.prepare('DELETE FROM alert WHERE subscription = ? AND key = ?');
  const trim = database.prepare(
    `DELETE FROM alert WHERE subscription = ?1 AND state <> 'known' AND alert NOT IN
       (SELECT alert FROM alert WHERE subscription = ?1 AND state <> 'known' ORDER BY alert DESC LIMIT ${mostKept})`,
  );
  const readSome = database.prepare(
    `UPDATE alert SET state = 'read' WHERE state = 'new' AND id IN (SELECT value FROM json_each(?2))
     AND subscription IN (SELECT subscription FROM alert_subscription WHERE account = ?1)`,
  );
  const readAll = database.prepare(
    `UPDATE alert SET state = 'read' WHERE state = 'new'
     AND subscription IN (SELECT subscription FROM alert_subscription WHERE account = ?)`,
  );

  return {
    of: (subscription) =>
      bySubscription.all(subscription).map((row) => ({
        alert: Number(row.alert),
        id: String(row.id),
        subscription: Number(row.subscription),
        key: String(row.key),
        time: String(row.time),
        isRead: row.state === 'read',
      })),
    keys: (subscription) => keysOf.all(subscription).map(({ key }) => String(key)),
    know(subscription, keys, time) {
      for (const key of keys) insert.get(randomUUID(), subscription, key, 'known', time);
    },
    note(subscription, keys, time, again) {
      const rows = [...new Set(keys)].flatMap((key) => {
        if (again) forget.run(subscription, key);
        const row = insert.get(randomUUID(), subscription, key, 'new', time);
        return row === undefined ? [] : [Number(row.alert)];
      });
      if (rows.length > 0 && again) trim.run(subscription);
      return rows;
    },
    forget(subscription, keys) {
      for (const key of keys) forget.run(subscription, key);
    },
    read(account, ids) {
      if (ids === undefined) readAll.run(account);
      else readSome.run(account, JSON.stringify(ids));
    },
  };
}
