import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { type SearchText, searchText } from './search-text.ts';

/** What is indexed of a placement in the catalogue. */
export type Indexed = {
  /** Its date added, by which it is found again. */
  readonly added: number;
  readonly terms: number;
  readonly objectType: number;
};

/**
 * The full-text index over what stands in the catalogue. What comes in large batches waits a moment, written down, so
 * that its writer does not; whoever searches meanwhile has it indexed first, so that no answer lacks it.
 */
export type SearchIndex = Disposable & {
  /** Indexes what waits by itself from now on. A command that ends soon leaves it to the node, or to who searches. */
  start(): void;
  add(rows: readonly (Indexed & { readonly object: () => StixObject })[]): void;
  remove(added: number): void;
  /** Its terms are others now. */
  move(row: Indexed): void;
  /** Indexes what waits: to be called before the index is asked. */
  settle(): void;
  /** Its words that begin with these letters, small and without accents; undefined where there are more than so many. */
  wordsBeginning(letters: string, most: number): readonly string[] | undefined;
};

/** The bit of `placement.flags`. */
const catalogued = 4;
/** Fewer than these are indexed in the transaction that adds them. */
const fewestWaiting = 20;
/** In bytes of what is to be indexed: so many do not wait for a pause in what is written, and at most so many wait. */
const manyWaiting = 40 * 2 ** 20;
const mostWaiting = 64 * 2 ** 20;
/** In milliseconds: they wait for whatever else comes with them, and while much is being written. */
const shortestWait = 100;
const longestWait = 5000;
/** Indexed together in the background: a transaction so short that readers do not feel it. */
const slice = 1000;

export function createSearchIndex(
  database: Database,
  queue: WriteQueue,
  objectOf: (body: number) => StixObject,
): SearchIndex {
  // The words of the index, each where it stands: asked for one from there on, it reads no further than that.
  database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab('main', 'search', 'instance')");
  const nextWord = database.prepare('SELECT term FROM temp.search_word WHERE term >= ? LIMIT 1');
  const insert = database.prepare('INSERT INTO search (rowid, title, text, facets) VALUES (?, ?, ?, ?)');
  const deleteText = database.prepare('DELETE FROM search WHERE rowid = ?');
  const setFacets = database.prepare('UPDATE search SET facets = ? WHERE rowid = ?');
  const wait = database.prepare('INSERT INTO search_waiting (first, last) VALUES (?, ?)');
  const ranges = database.prepare('SELECT first, last FROM search_waiting ORDER BY first LIMIT 1');
  const inRange = database.prepare(
    `SELECT p.added, p.terms, p.object_type AS objectType, p.body, length(b.bytes) AS bytes
     FROM placement p CROSS JOIN body b ON b.body = p.body
     WHERE p.added BETWEEN ? AND ? AND p.flags & ${catalogued} ORDER BY p.added LIMIT ?`,
  );
  const shorten = database.prepare('UPDATE search_waiting SET first = ? WHERE first = ?');
  const done = database.prepare('DELETE FROM search_waiting WHERE first = ?');
  const bytesIn = (ranges: string): string =>
    `SELECT ifnull(sum(length(b.bytes)), 0) AS bytes FROM ${ranges} CROSS JOIN placement p ON p.added BETWEEN w.first AND w.last
     CROSS JOIN body b ON b.body = p.body WHERE p.flags & ${catalogued}`;
  const bytesBetween = database.prepare(bytesIn('(SELECT ? AS first, ? AS last) w'));
  const bytesOfAll = database.prepare(bytesIn('search_waiting w'));
  /** Of what waits; undefined where that is to be counted anew. */
  let waitingBytes: number | undefined;
  let isStarted = false;
  let timer: NodeJS.Timeout | undefined;
  let isIndexing = false;
  database.onRollback(() => {
    isWaiting = true;
    waitingBytes = undefined;
  });
  let isWaiting = ranges.get() !== undefined;

  function write({ added, terms, objectType }: Indexed, { title, text }: SearchText): void {
    insert.run(added, title, text, facetsOf(terms, objectType));
  }

  /** Up to so many of those that wait; false where none is left. */
  function indexSome(limit: number): boolean {
    let room = limit;
    while (room > 0) {
      const indexed = indexRange(room);
      if (indexed === undefined) return false;
      room -= indexed;
    }
    return true;
  }

  /** Up to so many of the first that came together, answering how many; undefined where nothing waits. */
  function indexRange(limit: number): number | undefined {
    const range = ranges.get();
    if (range === undefined) {
      waitingBytes = 0;
      return undefined;
    }
    const [first, last] = [Number(range.first), Number(range.last)];
    const rows = inRange.all(first, last, limit) as (Indexed & { body: number; bytes: number })[];
    for (const row of rows) {
      // Whoever came into the catalogue since then is in the index already.
      deleteText.run(row.added);
      write(row, searchText(objectOf(row.body)));
      if (waitingBytes !== undefined) waitingBytes -= row.bytes;
    }
    const end = rows.at(-1)?.added ?? last;
    if (rows.length < limit || end === last) done.run(first);
    else shorten.run(end + 1, first);
    return rows.length;
  }

  function indexAll(): void {
    database.transaction(() => {
      while (indexSome(Number.MAX_SAFE_INTEGER));
    });
    isWaiting = false;
  }

  async function indexSlowly(): Promise<void> {
    const late = performance.now() + longestWait;
    const mayWait = (): boolean => waitingBytes !== undefined && waitingBytes < manyWaiting && performance.now() < late;
    const next = async (): Promise<boolean> => {
      while (mayWait() && !(await queue.lull(shortestWait)));
      return queue.run(() => indexSome(slice), 'background');
    };
    while (isWaiting && (await next()));
    isWaiting &&= ranges.get() !== undefined;
  }

  /** Where it failed (a full disk) they go on waiting, and the next that comes, or who searches, tries again. */
  function indexNow(): void {
    if (isIndexing) return;
    isIndexing = true;
    indexSlowly()
      .catch(() => {})
      .finally(() => {
        isIndexing = false;
      });
  }

  function wake(): void {
    if (!isStarted || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      indexNow();
    }, shortestWait).unref();
  }

  return {
    start() {
      isStarted = true;
      if (isWaiting) wake();
    },
    add(rows) {
      const [first, last] = [rows[0], rows.at(-1)];
      if (first === undefined || last === undefined) return;
      if (rows.length < fewestWaiting) {
        for (const row of rows) write(row, searchText(row.object()));
        return;
      }
      let [from, to] = [first.added, first.added];
      for (const { added } of rows) {
        from = Math.min(from, added);
        to = Math.max(to, added);
      }
      waitingBytes ??= Number(bytesOfAll.get()?.bytes);
      waitingBytes += Number(bytesBetween.get(from, to)?.bytes);
      wait.run(from, to);
      isWaiting = true;
      if (waitingBytes > (isStarted ? mostWaiting : manyWaiting)) indexAll();
      else if (isStarted && waitingBytes > manyWaiting) indexNow();
      else wake();
    },
    remove(added) {
      deleteText.run(added);
    },
    move({ added, terms, objectType }) {
      setFacets.run(facetsOf(terms, objectType), added);
    },
    settle() {
      if (!isWaiting) return;
      try {
        indexAll();
      } catch {
        // A full disk: what is indexed is found, and the rest goes on waiting.
      }
    },
    wordsBeginning(letters, most) {
      const words: string[] = [];
      let looks = 0;
      for (let from = letters; ; ) {
        const word = nextWord.get(from)?.term;
        looks += 1;
        if (typeof word !== 'string' || !word.startsWith(letters)) break;
        if (words.length === most) return undefined;
        words.push(word);
        from = `${word}\u0001`;
      }
      // Words of hidden rows are among them: how long it took must not tell whether there was any.
      for (const enough = looksFor(looks); looks < enough; looks += 1) nextWord.get(letters);
      return words;
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

const fewestLooks = 8;

/** How often the index is looked at where so many looks were needed: in steps, of which the first has most words. */
function looksFor(needed: number): number {
  return Math.max(fewestLooks, 2 ** Math.ceil(Math.log2(needed)));
}

function facetsOf(terms: number, objectType: number): string {
  return `${termsToken(terms)} ${typeToken(objectType)}`;
}

/** The word in the index that stands for terms. */
export function termsToken(terms: number): string {
  return `t${terms}`;
}

/** The word in the index that stands for an object type. */
export function typeToken(objectType: number): string {
  return `k${objectType}`;
}
