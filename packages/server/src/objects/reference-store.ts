import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';

/** Which versions name which objects, by `referenceKey`. To be changed in the transaction that changes the versions. */
export type ReferenceStore = {
  add(target: number, version: number): void;
  remove(target: number, version: number): void;
  /** Row ids of the versions that hold a reference with this key, in no order. */
  naming(target: number): readonly number[];
  /** Resolves when what was just added lies where it is to stay. */
  idle(): Promise<void>;
};

/** So many references wait before they are sorted in: enough that each page of the table is written once for many. */
const mostRecent = 100_000;
/** Sorted in together: a transaction so long that readers do not feel it. */
const sortedTogether = 4000;

/**
 * References are keyed by random numbers, so each would write a page of its own to disk. What is new is only appended,
 * and found through memory; from time to time it is sorted into the table in one go, in order, a little at a time.
 */
export function createReferenceStore(database: Database, queue: WriteQueue): ReferenceStore {
  const append = database.prepare('INSERT INTO reference_recent (target, version) VALUES (?, ?)');
  const settled = database.prepare('SELECT version FROM reference WHERE target = ?');
  const settle = database.prepare('INSERT OR IGNORE INTO reference (target, version) VALUES (?, ?)');
  const deleteSettled = database.prepare('DELETE FROM reference WHERE target = ? AND version = ?');
  const allRecent = database.prepare('SELECT reference, target, version FROM reference_recent ORDER BY target');
  const forgetUpTo = database.prepare('DELETE FROM reference_recent WHERE reference <= ?');
  let recent: Map<number, number[]> | undefined;
  let waiting = 0;
  let settling: Promise<void> | undefined;
  /** Times that all was settled at once: what began before that is over. */
  let settlements = 0;
  database.onRollback(() => {
    recent = undefined;
  });

  function remember(known: Map<number, number[]>, target: number, version: number): void {
    const versions = known.get(target);
    if (versions === undefined) known.set(target, [version]);
    else versions.push(version);
    waiting += 1;
  }

  function known(): Map<number, number[]> {
    if (recent !== undefined) return recent;
    recent = new Map();
    waiting = 0;
    for (const row of database.prepare('SELECT target, version FROM reference_recent').iterate()) {
      remember(recent, Number(row.target), Number(row.version));
    }
    return recent;
  }

  function settleNow(): void {
    let last = 0;
    for (const row of allRecent.all()) {
      settle.run(Number(row.target), Number(row.version));
      last = Math.max(last, Number(row.reference));
    }
    forgetUpTo.run(last);
    recent = undefined;
    settlements += 1;
  }

  /** A slice a transaction; until the last is in, all are still found as recent, so a crash between them loses nothing. */
  async function settleSlowly(): Promise<void> {
    const [rows, began] = [allRecent.all(), settlements];
    const last = rows.reduce((latest, { reference }) => Math.max(latest, Number(reference)), 0);
    for (let start = 0; start < rows.length; start += sortedTogether) {
      await queue.run(() => {
        if (settlements !== began) return;
        for (const row of rows.slice(start, start + sortedTogether)) {
          settle.run(Number(row.target), Number(row.version));
        }
      });
    }
    await queue.run(() => {
      if (settlements !== began) return;
      forgetUpTo.run(last);
      recent = undefined;
    });
  }

  return {
    add(target, version) {
      remember(known(), target, version);
      append.run(target, version);
      if (waiting < mostRecent || settling !== undefined) return;
      settling = queue
        .run(() => {})
        .then(settleSlowly)
        // A full disk: they stay where they are found as well, and the next one tries again.
        .catch(() => {})
        .finally(() => {
          settling = undefined;
        });
    },
    remove(target, version) {
      if (known().get(target)?.includes(version)) settleNow();
      deleteSettled.run(target, version);
    },
    naming: (target) => [
      ...new Set([...settled.all(target).map((row) => Number(row.version)), ...(known().get(target) ?? [])]),
    ],
    idle: async () => settling,
  };
}
