import { createHash, randomUUID } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import type { Database } from '../database/open-database.ts';
import type { FeedMessage } from '../reports/messages.ts';

type Message = z.output<typeof FeedMessage>;

/** A feed that a member pulls. `next` is in milliseconds since 1970. */
export type Feed = Message & { readonly feed: number; readonly member: number; readonly next: number };

export type FeedStore = {
  ofMember(member: number): readonly Feed[];
  find(id: string): Feed | undefined;
  /** Those that are due. */
  due(now: number): readonly Feed[];
  /** When the next is due. */
  next(): number | undefined;
  add(member: number, feed: Omit<Message, 'id' | 'created' | 'paused'>, now: number): Feed;
  /** One that goes on is due at once. */
  pause(feed: number, paused: boolean, now: number): Feed;
  remove(feed: number): void;
  pulled(feed: Feed, now: number, problem?: string): void;
  isKnown(feed: number, key: string): boolean;
  know(feed: number, key: string): void;
};

export function createFeedStore(database: Database): FeedStore {
  const select = 'SELECT * FROM feed';
  const insert = database.prepare(
    `INSERT INTO feed (id, member, address, collection, terms, reliability, minutes, created, next)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const digest = (key: string): Uint8Array => createHash('sha256').update(key).digest();
  const store: FeedStore = {
    ofMember: (member) => database.prepare(`${select} WHERE member = ? ORDER BY address`).all(member).map(toFeed),
    find(id) {
      const row = database.prepare(`${select} WHERE id = ?`).get(id);
      return row === undefined ? undefined : toFeed(row);
    },
    due: (now) => database.prepare(`${select} WHERE next <= ? AND paused = 0 ORDER BY next`).all(now).map(toFeed),
    next() {
      const next = database.prepare('SELECT min(next) AS next FROM feed WHERE paused = 0').get()?.next;
      return typeof next === 'number' ? next : undefined;
    },
    add(member, { address, collection, terms, reliability, minutes }, now) {
      const id = `feed--${randomUUID()}`;
      const created = new Date(now).toISOString();
      insert.run(id, member, address, collection, JSON.stringify(terms), reliability ?? null, minutes, created, now);
      return store.find(id) as Feed;
    },
    pause(feed, paused, now) {
      database.prepare('UPDATE feed SET paused = ?, next = ? WHERE feed = ?').run(paused ? 1 : 0, now, feed);
      return toFeed(database.prepare(`${select} WHERE feed = ?`).get(feed) as Record<string, unknown>);
    },
    remove: (feed) => void database.prepare('DELETE FROM feed WHERE feed = ?').run(feed),
    pulled({ feed, minutes }, now, problem) {
      database
        .prepare('UPDATE feed SET pulled = ?, problem = ?, next = ? WHERE feed = ?')
        .run(new Date(now).toISOString(), problem ?? null, now + minutes * 60_000, feed);
    },
    isKnown: (feed, key) =>
      database.prepare('SELECT 1 FROM feed_item WHERE feed = ? AND item = ?').get(feed, digest(key)) !== undefined,
    know: (feed, key) =>
      void database.prepare('INSERT OR IGNORE INTO feed_item (feed, item) VALUES (?, ?)').run(feed, digest(key)),
  };
  return store;
}

function toFeed(row: Record<string, unknown>): Feed {
  return {
    feed: Number(row.feed),
    member: Number(row.member),
    next: Number(row.next),
    id: String(row.id),
    address: String(row.address),
    collection: String(row.collection),
    terms: JSON.parse(String(row.terms)) as Message['terms'],
    minutes: Number(row.minutes),
    paused: row.paused === 1,
    created: String(row.created),
    ...(row.reliability === null ? {} : { reliability: row.reliability as 'A' }),
    ...(row.pulled === null ? {} : { pulled: String(row.pulled) }),
    ...(row.problem === null ? {} : { problem: String(row.problem) }),
  };
}
