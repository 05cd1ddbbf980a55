import type { Database } from '../database/open-database.ts';

/** Who has a rendition, by its own signed word. Times are ISO 8601. */
export type Holding = { readonly body: number; readonly holder: string; readonly since: string; readonly node: string };

/** Receipts for what members of this node released. Changed in transactions. */
export type HoldingStore = {
  /** Keeps a word and what it is about; the first of a holder counts. */
  keep(word: string, received: string, holdings: readonly Holding[]): void;
  of(bodies: readonly number[]): readonly Holding[];
};

export function createHoldingStore(database: Database): HoldingStore {
  const insertWord = database.prepare('INSERT OR IGNORE INTO holding_word (word, received) VALUES (?, ?)');
  const wordOf = database.prepare('SELECT holding_word AS row FROM holding_word WHERE word = ?');
  const insert = database.prepare(
    'INSERT OR IGNORE INTO holding (body, holder, since, node, holding_word) VALUES (?, ?, ?, ?, ?)',
  );
  const ofBody = database.prepare(
    'SELECT h.body, h.holder, h.since, h.node FROM json_each(?) e CROSS JOIN holding h ON h.body = e.value ORDER BY h.since',
  );
  return {
    keep(word, received, holdings) {
      insertWord.run(word, received);
      const row = Number(wordOf.get(word)?.row);
      for (const { body, holder, since, node } of holdings) insert.run(body, holder, since, node, row);
    },
    of: (bodies) => ofBody.all(JSON.stringify(bodies)) as Holding[],
  };
}
