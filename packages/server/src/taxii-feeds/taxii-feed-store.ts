import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import type { Position, PullTerms, PushLevel, Refused, Sent, TaxiiFeed } from './taxii-feed.ts';

type Common = Pick<
  TaxiiFeed,
  'member' | 'url' | 'source' | 'version' | 'login' | 'secret' | 'collection' | 'proofs' | 'minutes'
>;
export type AddedFeed = Common &
  (
    | { readonly direction: 'pull'; readonly terms: PullTerms }
    | { readonly direction: 'push'; readonly level: PushLevel; readonly added: number }
  );

/** Rows of feeds, and what of them was refused. Everything that changes runs in the caller's transaction. */
export type TaxiiFeedStore = {
  /** Those of a member that were not removed. */
  ofMember(member: number): readonly TaxiiFeed[];
  find(id: string): TaxiiFeed | undefined;
  due(now: number): readonly TaxiiFeed[];
  /** When the next is due. */
  next(): number | undefined;
  add(feed: AddedFeed, now: number): TaxiiFeed;
  setState(feed: number, state: TaxiiFeed['state'], next: number): void;
  /** A run has ended; `problem` where it failed. */
  ran(feed: number, at: string, next: number, problem?: string): void;
  moved(feed: number, position: Position, taken: number): void;
  sent(feed: number, sent: Sent, objects: number): void;
  refuse(feed: number, refused: Refused, at: string): void;
  /** It is stored after all. */
  settle(feed: number, object: string, version: string): void;
  refusedOf(feed: number, limit: number): readonly (Refused & { readonly at: string })[];
  countRefused(feed: number): number;
};

/** So many are listed for one feed; then the oldest go. */
const mostRefused = 1000;
const columns = `feed, id, member, direction, url, source, version, login, secret, collection, proofs, terms, level, minutes, created,
  state, next, failures, ran, succeeded, problem, after, page, newest, added, status, objects`;

export function createTaxiiFeedStore(database: Database): TaxiiFeedStore {
  const ofMember = database.prepare(
    `SELECT ${columns} FROM taxii_feed WHERE member = ? AND state IN ('on', 'paused') ORDER BY feed`,
  );
  const find = database.prepare(`SELECT ${columns} FROM taxii_feed WHERE id = ? AND state != 'removed'`);
  const due = database.prepare(`SELECT ${columns} FROM taxii_feed WHERE state = 'on' AND next <= ? ORDER BY next`);
  const next = database.prepare("SELECT next FROM taxii_feed WHERE state = 'on' ORDER BY next LIMIT 1");
  const insert = database.prepare(
    `INSERT INTO taxii_feed (id, member, direction, url, source, version, login, secret, collection, proofs, terms, level, minutes,
       created, state, next, added)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'on', ?, ?)`,
  );
  const setState = database.prepare('UPDATE taxii_feed SET state = ?, next = ?, failures = 0 WHERE feed = ?');
  const forgetSecret = database.prepare('UPDATE taxii_feed SET secret = NULL WHERE feed = ?');
  const failed = database.prepare(
    'UPDATE taxii_feed SET ran = ?, next = ?, problem = ?, failures = failures + 1 WHERE feed = ?',
  );
  const succeeded = database.prepare(
    'UPDATE taxii_feed SET ran = ?, succeeded = ?, next = ?, problem = NULL, failures = 0 WHERE feed = ?',
  );
  const move = database.prepare(
    'UPDATE taxii_feed SET after = ?, page = ?, newest = ?, objects = objects + ? WHERE feed = ?',
  );
  const moveSent = database.prepare(
    'UPDATE taxii_feed SET added = ?, status = ?, objects = objects + ? WHERE feed = ?',
  );
  const refuse = database.prepare(
    `INSERT INTO taxii_refused (feed, object, version, rule, reason, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rule = excluded.rule, reason = excluded.reason`,
  );
  const trim = database.prepare(
    `DELETE FROM taxii_refused WHERE feed = ?1 AND refused <=
       (SELECT refused FROM taxii_refused WHERE feed = ?1 ORDER BY refused DESC LIMIT 1 OFFSET ${mostRefused})`,
  );
  const settle = database.prepare('DELETE FROM taxii_refused WHERE feed = ? AND object = ? AND version = ?');
  const refusedOf = database.prepare(
    'SELECT object, version, rule, reason, at FROM taxii_refused WHERE feed = ? ORDER BY refused DESC LIMIT ?',
  );
  const countRefused = database.prepare('SELECT count(*) AS n FROM taxii_refused WHERE feed = ?');

  const store: TaxiiFeedStore = {
    ofMember: (member) => ofMember.all(member).map(toFeed),
    find(id) {
      const row = find.get(id);
      return row && toFeed(row);
    },
    due: (now) => due.all(now).map(toFeed),
    next() {
      const row = next.get();
      return row === undefined ? undefined : Number(row.next);
    },
    add(feed, now) {
      const id = `taxii-feed--${randomUUID()}`;
      const { secret = null, proofs = null } = feed;
      const there = [feed.url, feed.source, feed.version, feed.login, secret];
      const terms = feed.direction === 'pull' ? JSON.stringify(feed.terms) : null;
      const [level, added] = feed.direction === 'push' ? [feed.level, feed.added] : [null, 0];
      const created = new Date(now).toISOString();
      const given = [id, feed.member, feed.direction, ...there, feed.collection, proofs, terms, level, feed.minutes];
      insert.run(...given, created, now, added);
      return toFeed(find.get(id) ?? {});
    },
    setState(feed, state, at) {
      setState.run(state, at, feed);
      if (state === 'removed') forgetSecret.run(feed);
    },
    ran(feed, at, due, problem) {
      if (problem === undefined) succeeded.run(at, at, due, feed);
      else failed.run(at, due, problem, feed);
    },
    moved: (feed, { after = null, page = null, newest = null }, taken) =>
      void move.run(after, page, newest, taken, feed),
    sent: (feed, { added, status = null }, objects) => void moveSent.run(added, status, objects, feed),
    refuse(feed, { object, version, rule, reason }, at) {
      refuse.run(feed, object, version, rule, reason, at);
      trim.run(feed);
    },
    settle: (feed, object, version) => void settle.run(feed, object, version),
    refusedOf: (feed, limit) => refusedOf.all(feed, limit) as (Refused & { at: string })[],
    countRefused: (feed) => Number(countRefused.get(feed)?.n),
  };
  return store;
}

function toFeed(row: Record<string, unknown>): TaxiiFeed {
  const optional = <Name extends string>(name: Name) =>
    (row[name] === null ? {} : { [name]: String(row[name]) }) as { readonly [name in Name]?: string };
  const common = {
    feed: Number(row.feed),
    id: String(row.id),
    member: Number(row.member),
    url: String(row.url),
    source: String(row.source),
    version: row.version as TaxiiFeed['version'],
    login: row.login as TaxiiFeed['login'],
    ...optional('secret'),
    collection: String(row.collection),
    ...optional('proofs'),
    minutes: Number(row.minutes),
    created: String(row.created),
    state: row.state as TaxiiFeed['state'],
    next: Number(row.next),
    failures: Number(row.failures),
    ...optional('ran'),
    ...optional('succeeded'),
    ...optional('problem'),
    objects: Number(row.objects),
  };
  if (row.direction === 'push') {
    const sent = { added: Number(row.added), ...optional('status') };
    return { ...common, direction: 'push', level: row.level as PushLevel, sent };
  }
  const position = { ...optional('after'), ...optional('page'), ...optional('newest') };
  return { ...common, direction: 'pull', terms: JSON.parse(String(row.terms)) as PullTerms, position };
}
