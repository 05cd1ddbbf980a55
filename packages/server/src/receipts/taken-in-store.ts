import type { RenditionName } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

/** A rendition that came in and is to be confirmed to its owner (its identity), for the member that got it (its row). */
export type TakenIn = {
  readonly owner: string;
  readonly member: number;
  readonly peer: number;
  readonly object: string;
  readonly modified?: string | undefined;
  readonly sha256: string;
};

/** What of one owner one member took in, to be signed for together. */
export type TakenBatch = {
  readonly owner: string;
  readonly member: number;
  readonly renditions: readonly RenditionName[];
  /** Removes them once the receipt is with the next node. */
  readonly upTo: number;
};

/** Receipts that are due, and those of others that pass through. Changed in transactions. */
export type TakenInStore = {
  add(taken: TakenIn): void;
  /** By owner and member; so many renditions each at most. */
  due(peer: number, most: number): readonly TakenBatch[];
  done(peer: number, batch: TakenBatch): void;
  /** Keeps a receipt that a peer brought for an owner elsewhere. Throws nothing; too many of one peer are dropped. */
  pass(owner: string, peer: number, receipt: string): void;
  /** For whom (identities) some wait. */
  passingTo(): readonly string[];
  /** Those for these owners, but for those that the peer brought itself; oldest first. */
  passing(
    peer: number,
    owners: readonly string[],
    most: number,
  ): readonly { readonly row: number; readonly owner: string; readonly receipt: string }[];
  passed(row: number): void;
};

/** Of one peer, of up to 1,000 renditions each: what one floods keeps no other's back, and fills no disk. */
const mostPassing = 2000;

export function createTakenInStore(database: Database): TakenInStore {
  const insert = database.prepare(
    'INSERT INTO taken_in (owner, member, peer, object, modified, sha256) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const groups = database.prepare('SELECT DISTINCT owner, member FROM taken_in WHERE peer = ? LIMIT 50');
  const ofGroup = database.prepare(
    `SELECT taken_in AS row, object, modified, sha256 FROM taken_in WHERE peer = ? AND owner = ? AND member = ?
     ORDER BY taken_in LIMIT ?`,
  );
  const remove = database.prepare('DELETE FROM taken_in WHERE peer = ? AND owner = ? AND member = ? AND taken_in <= ?');
  const countPassing = database.prepare('SELECT count(*) AS n FROM receipt_passing WHERE peer = ?');
  const insertPassing = database.prepare('INSERT INTO receipt_passing (owner, peer, receipt) VALUES (?, ?, ?)');
  const ownersPassing = database.prepare('SELECT DISTINCT owner FROM receipt_passing');
  const passing = database.prepare(
    `SELECT receipt_passing AS row, owner, receipt FROM receipt_passing
     WHERE owner IN (SELECT value FROM json_each(?)) AND peer <> ? ORDER BY receipt_passing LIMIT ?`,
  );
  return {
    add({ owner, member, peer, object, modified, sha256 }) {
      insert.run(owner, member, peer, object, modified ?? null, sha256);
    },
    due: (peer, most) =>
      groups.all(peer).map(({ owner, member }) => {
        const rows = ofGroup.all(peer, owner as string, member as number, most);
        return {
          owner: String(owner),
          member: Number(member),
          upTo: Number(rows.at(-1)?.row),
          renditions: rows.map(({ object, modified, sha256 }) => ({
            id: String(object),
            ...(modified === null ? {} : { modified: String(modified) }),
            sha256: String(sha256),
          })),
        };
      }),
    done(peer, { owner, member, upTo }) {
      remove.run(peer, owner, member, upTo);
    },
    pass(owner, peer, receipt) {
      if (Number(countPassing.get(peer)?.n) < mostPassing) insertPassing.run(owner, peer, receipt);
    },
    passingTo: () => ownersPassing.all().map(({ owner }) => String(owner)),
    passing: (peer, owners, most) =>
      passing
        .all(JSON.stringify(owners), peer, most)
        .map(({ row, owner, receipt }) => ({ row: Number(row), owner: String(owner), receipt: String(receipt) })),
    passed(row) {
      database.prepare('DELETE FROM receipt_passing WHERE receipt_passing = ?').run(row);
    },
  };
}
