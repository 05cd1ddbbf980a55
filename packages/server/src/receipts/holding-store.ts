import { hashesIn, type PrunedTree, pathInPruned, type TakenIn, type TakenInProof } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

/** Who has a rendition, by its own signed word. Times are ISO 8601. */
export type Holding = { readonly body: number; readonly holder: string; readonly since: string; readonly node: string };

/** With where it stands in the list that the word is over. */
export type NewHolding = Holding & { readonly place: number; readonly salt: string };

/** A holder's word, and what of the renditions that were asked for is in it. */
export type ProvedWord = { readonly word: string; readonly proofs: readonly TakenInProof[] };

/** Receipts for what members of this node released. Changed in transactions. */
export type HoldingStore = {
  /** Whether somebody (its identity) has confirmed that it has it. */
  has(body: number, holder: string): boolean;
  /** Keeps a word about something that its holder has not confirmed yet, and what proves that it is about it. */
  keep(word: string, received: string, tree: PrunedTree, holdings: readonly NewHolding[]): void;
  of(bodies: readonly number[]): readonly Holding[];
  /** `nameOf`: a rendition as a receipt names it. */
  proofs(bodies: readonly number[], nameOf: (body: number) => Omit<TakenIn, 'salt'>): readonly ProvedWord[];
};

export function createHoldingStore(database: Database): HoldingStore {
  const insertWord = database.prepare(
    'INSERT INTO holding_word (word, received, size, kept, hashes) VALUES (?, ?, ?, ?, ?)',
  );
  const known = database.prepare('SELECT 1 FROM holding WHERE body = ? AND holder = ?');
  const insert = database.prepare(
    'INSERT OR IGNORE INTO holding (body, holder, since, node, holding_word, place, salt) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const ofBody = database.prepare(
    'SELECT h.body, h.holder, h.since, h.node FROM json_each(?) e CROSS JOIN holding h ON h.body = e.value ORDER BY h.since',
  );
  const placed = database.prepare(
    `SELECT h.holding_word AS row, h.body, h.place, h.salt FROM json_each(?) e CROSS JOIN holding h ON h.body = e.value
     ORDER BY h.since, h.holding_word, h.place`,
  );
  const wordOf = database.prepare('SELECT word, size, kept, hashes FROM holding_word WHERE holding_word = ?');

  return {
    has: (body, holder) => known.get(body, holder) !== undefined,
    keep(word, received, { size, kept, hashes }, holdings) {
      const places = Buffer.alloc(kept.length * 2);
      for (const [index, place] of kept.entries()) places.writeUInt16BE(place, index * 2);
      const { lastInsertRowid } = insertWord.run(word, received, size, places, Buffer.concat(hashes));
      for (const { body, holder, since, node, place, salt } of holdings) {
        insert.run(body, holder, since, node, lastInsertRowid, place, Buffer.from(salt, 'base64url'));
      }
    },
    of: (bodies) => ofBody.all(JSON.stringify(bodies)) as Holding[],
    proofs(bodies, nameOf) {
      const rows = placed.all(JSON.stringify(bodies));
      return [...Map.groupBy(rows, ({ row }) => Number(row))].map(([row, some]) => {
        const { word, tree } = read(wordOf.get(row) ?? {});
        const proofs = some.map(({ body, place, salt }) => ({
          ...nameOf(Number(body)),
          salt: Buffer.from(salt as Uint8Array).toString('base64url'),
          place: Number(place),
          path: Buffer.concat(pathInPruned(tree, Number(place))).toString('base64url'),
        }));
        return { word, proofs };
      });
    },
  };
}

function read(row: Record<string, unknown>): { word: string; tree: PrunedTree } {
  const places = Buffer.from(row.kept as Uint8Array);
  const kept = Array.from({ length: places.length / 2 }, (_, index) => places.readUInt16BE(index * 2));
  const hashes = hashesIn(row.hashes as Uint8Array);
  return { word: String(row.word), tree: { size: Number(row.size), kept, hashes } };
}
