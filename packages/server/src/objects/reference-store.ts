import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';

/** Which versions name which objects, by `referenceKey`. To be changed in the transaction that changes the versions. */
export type ReferenceStore = {
  /** All that a version names. */
  add(version: number, targets: readonly number[]): void;
  remove(version: number, target: number): void;
  /** Row ids of the versions that hold a reference with this key, in no order. */
  naming(target: number): readonly number[];
  /** Resolves when what was just added lies where it is to stay. */
  idle(): Promise<void>;
};

/** So many references wait before they are sorted in: enough that each page of the table is written once for many. */
const mostRecent = 100_000;
/** Sorted in together: a transaction so long that readers do not feel it. */
const sortedTogether = 4000;

/** A version and one that it names. */
type Pair = { readonly target: number; readonly version: number };

/**
 * References are keyed by random numbers, so each would write a page of its own to disk. What is new is only appended,
 * a row for each version, and found through memory; from time to time it is sorted into the table in one go, in order,
 * a little at a time.
 */
export function createReferenceStore(database: Database, queue: WriteQueue): ReferenceStore {
  const append = database.prepare('INSERT INTO reference_recent (version, targets) VALUES (?, ?)');
  const settled = database.prepare('SELECT version FROM reference WHERE target = ?');
  const settle = database.prepare('INSERT OR IGNORE INTO reference (target, version) VALUES (?, ?)');
  const deleteSettled = database.prepare('DELETE FROM reference WHERE target = ? AND version = ?');
  const allRecent = database.prepare('SELECT reference, version, targets FROM reference_recent');
  const forgetUpTo = database.prepare('DELETE FROM reference_recent WHERE reference <= ?');
  const countRecent = database.prepare('SELECT ifnull(sum(length(targets)), 0) / 8 AS waiting FROM reference_recent');
  /** Versions by what they name, as far as they are not sorted in: read when somebody asks, and then kept in step. */
  let recent: Map<number, number[]> | undefined;
  let waiting: number | undefined;
  let settling: Promise<void> | undefined;
  /** Times that all was settled at once: what began before that is over. */
  let settlements = 0;
  const forget = (): void => {
    recent = undefined;
    waiting = undefined;
  };
  database.onRollback(forget);

  /** All that is not sorted in, in the order in which it will be, and the last row that holds some of it. */
  function readRecent(): { readonly pairs: readonly Pair[]; readonly last: number } {
    let last = 0;
    const pairs: Pair[] = [];
    for (const { reference, version, targets } of allRecent.iterate()) {
      last = Math.max(last, Number(reference));
      for (const target of unpacked(targets as Uint8Array)) pairs.push({ target, version: Number(version) });
    }
    return { pairs: pairs.sort((a, b) => a.target - b.target), last };
  }

  function known(): Map<number, number[]> {
    recent ??= readRecent().pairs.reduce(remember, new Map<number, number[]>());
    return recent;
  }

  function settleNow(): void {
    const { pairs, last } = readRecent();
    for (const { target, version } of pairs) settle.run(target, version);
    forgetUpTo.run(last);
    forget();
    settlements += 1;
  }

  /** A slice a transaction; until the last is in, all are still found as recent, so a crash between them loses nothing. */
  async function settleSlowly(): Promise<void> {
    const [{ pairs, last }, began] = [readRecent(), settlements];
    for (let start = 0; start < pairs.length; start += sortedTogether) {
      await queue.run(() => {
        if (settlements !== began) return;
        for (const { target, version } of pairs.slice(start, start + sortedTogether)) settle.run(target, version);
      });
    }
    await queue.run(() => {
      if (settlements !== began) return;
      forgetUpTo.run(last);
      forget();
    });
  }

  return {
    add(version, targets) {
      if (targets.length === 0) return;
      waiting ??= Number(countRecent.get()?.waiting);
      waiting += targets.length;
      if (recent !== undefined) for (const target of targets) remember(recent, { target, version });
      append.run(version, packed(targets));
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
    remove(version, target) {
      if (known().get(target)?.includes(version)) settleNow();
      deleteSettled.run(target, version);
    },
    naming: (target) => [
      ...new Set([...settled.all(target).map((row) => Number(row.version)), ...(known().get(target) ?? [])]),
    ],
    idle: async () => settling,
  };
}

function remember(known: Map<number, number[]>, { target, version }: Pair): Map<number, number[]> {
  const versions = known.get(target);
  if (versions === undefined) known.set(target, [version]);
  else versions.push(version);
  return known;
}

/** Eight bytes each: keys have 48 bits, which a double holds exactly. */
function packed(targets: readonly number[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(8 * targets.length);
  for (let place = 0; place < targets.length; place += 1) bytes.writeDoubleLE(targets[place] ?? 0, 8 * place);
  return bytes;
}

function unpacked(bytes: Uint8Array): number[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: view.length / 8 }, (_, place) => view.readDoubleLE(8 * place));
}
