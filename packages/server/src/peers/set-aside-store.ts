import { timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { PeerFailure } from './peer-failure.ts';

/** An object that could not be taken, and why. */
export type SetAside = {
  readonly setAside: number;
  readonly peer: number;
  readonly member: number;
  readonly collection: string;
  readonly object: string;
  readonly version: string;
  readonly rule: string;
  readonly reason: string;
  /** The delivery note that came with it, as JSON; '' where none did. */
  readonly note: string;
  readonly at: string;
};
export type NewSetAside = Omit<SetAside, 'setAside' | 'at'> & {
  readonly bytes: Uint8Array;
  /** ISO 8601: then it goes, whatever it waits for. */
  readonly purgeAfter?: string | undefined;
};

/** Bounded: a peer that sends rubbish only cannot fill the disk with it. */
export type SetAsideStore = {
  /** Throws `PeerFailure` (`too-much-set-aside`) where that is more than may wait. */
  add(each: NewSetAside): void;
  ofPeer(peer: number, limit: number): readonly SetAside[];
  /** Those of all peers that wait for one of these reasons, in the order in which they came. */
  because(rules: readonly string[], limit?: number): readonly { readonly peer: number; readonly setAside: number }[];
  /** How many wait, for one reason or for any. */
  count(peer: number, rule?: string): number;
  /** Numbers of those that wait, for one reason or for any, in their order, after one of them (exclusive). */
  after(peer: number, rule: string | undefined, after: number, limit: number): readonly number[];
  /** How many wait for which reason, most first. */
  byRule(peer: number): readonly { readonly rule: string; readonly count: number }[];
  find(peer: number, setAside: number): (SetAside & { readonly bytes: Uint8Array }) | undefined;
  /** It was tried again, and this is what stands in its way now. */
  setReason(setAside: number, rule: string, reason: string): void;
  remove(setAside: number): void;
};

const mostOfReason = 1000;
const mostObjects = 10_000;
const mostBytes = 256 * 1024 * 1024;
const columns = 'set_aside AS setAside, peer, member, collection, object, version, rule, reason, note, at';

/** `noted`: called where something is kept that has an end. */
export function createSetAsideStore(database: Database, now: () => string, noted: () => void): SetAsideStore {
  const sizeOf = database.prepare(
    'SELECT count(*) AS objects, coalesce(sum(length(bytes)), 0) AS bytes FROM peer_set_aside WHERE peer = ?',
  );
  const isKnown = database.prepare(
    'SELECT 1 FROM peer_set_aside WHERE object = ? AND peer = ? AND member = ? AND collection = ? AND bytes = ?',
  );
  const insert = database.prepare(
    `INSERT INTO peer_set_aside (peer, member, collection, object, version, rule, reason, note, bytes, at, purge_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countAll = database.prepare('SELECT count(*) AS n FROM peer_set_aside WHERE peer = ?');
  const countOf = database.prepare('SELECT count(*) AS n FROM peer_set_aside WHERE peer = ? AND rule = ?');
  const next = database.prepare(
    'SELECT set_aside FROM peer_set_aside WHERE peer = ? AND set_aside > ? ORDER BY set_aside LIMIT ?',
  );
  const nextOf = database.prepare(
    'SELECT set_aside FROM peer_set_aside WHERE peer = ? AND rule = ? AND set_aside > ? ORDER BY set_aside LIMIT ?',
  );
  const because = database.prepare(
    `SELECT peer, set_aside AS setAside FROM peer_set_aside WHERE rule IN (SELECT value FROM json_each(?))
     ORDER BY set_aside LIMIT ?`,
  );
  const setReason = database.prepare('UPDATE peer_set_aside SET rule = ?, reason = ? WHERE set_aside = ?');
  const byRule = database.prepare(
    'SELECT rule, count(*) AS count FROM peer_set_aside WHERE peer = ? GROUP BY rule ORDER BY count DESC, rule',
  );
  return {
    add({ peer, member, collection, object, version, rule, reason, note, bytes, purgeAfter }) {
      if (isKnown.get(object, peer, member, collection, bytes) !== undefined) return;
      const size = sizeOf.get(peer);
      if (Number(size?.objects) >= mostObjects || Number(size?.bytes) + bytes.length > mostBytes) {
        throw new PeerFailure('too-much-set-aside', 'Too much is set aside already; decide on that first.');
      }
      const why = reason.slice(0, mostOfReason);
      const ends = purgeAfter === undefined ? null : timestampKey(purgeAfter);
      insert.run(peer, member, collection, object, version, rule, why, note, bytes, now(), ends);
      if (ends !== null) noted();
    },
    ofPeer: (peer, limit) =>
      database
        .prepare(`SELECT ${columns} FROM peer_set_aside WHERE peer = ? ORDER BY set_aside LIMIT ?`)
        .all(peer, limit) as SetAside[],
    because: (rules, limit = -1) => because.all(JSON.stringify(rules), limit) as { peer: number; setAside: number }[],
    count: (peer, rule) => Number((rule === undefined ? countAll.get(peer) : countOf.get(peer, rule))?.n),
    after: (peer, rule, after, limit) =>
      (rule === undefined ? next.all(peer, after, limit) : nextOf.all(peer, rule, after, limit)).map(({ set_aside }) =>
        Number(set_aside),
      ),
    byRule: (peer) => byRule.all(peer) as { rule: string; count: number }[],
    find: (peer, setAside) =>
      database
        .prepare(`SELECT ${columns}, bytes FROM peer_set_aside WHERE peer = ? AND set_aside = ?`)
        .get(peer, setAside) as (SetAside & { bytes: Uint8Array }) | undefined,
    setReason: (setAside, rule, reason) => void setReason.run(rule, reason.slice(0, mostOfReason), setAside),
    remove(setAside) {
      database.prepare('DELETE FROM peer_set_aside WHERE set_aside = ?').run(setAside);
    },
  };
}
