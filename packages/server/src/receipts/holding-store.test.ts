import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTakenIn, pruneTree, type TakenIn, takenInLeaf, takenInRoot } from '@entente/exchange';
import { openDatabase } from '../database/open-database.ts';
import { createHoldingStore } from './holding-store.ts';

const [holder, node] = ['identity--sweden', '11111111-1111-4111-8111-111111111111'];
const lineOf = (number: number): TakenIn => ({
  id: `note--${number}`,
  sha256: String(number % 10).repeat(64),
  salt: Buffer.alloc(16, number).toString('base64url'),
});

/** A store that has kept a word over so many renditions, of which those with these numbers stand here as bodies. */
function keeping(size: number, bodies: readonly number[]) {
  const database = openDatabase(':memory:');
  database.exec('PRAGMA foreign_keys = OFF');
  for (const body of bodies) {
    database.prepare("INSERT INTO body (body, bytes) VALUES (?, x'')").run(body);
  }
  const store = createHoldingStore(database);
  const lines = Array.from({ length: size }, (_, place) => lineOf(place));
  const leaves = lines.map(takenInLeaf);
  store.keep(
    'a word',
    '2026-03-01T00:00:00.000Z',
    pruneTree(leaves, bodies),
    bodies.map((place) => ({
      body: place,
      holder,
      since: '2026-03-01T00:00:00.000Z',
      node,
      place,
      salt: lineOf(place).salt,
    })),
  );
  const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  return { database, store, count, said: { root: takenInRoot(leaves), size } };
}
const nameOf = (body: number) => {
  const { salt: _, ...name } = lineOf(body);
  return name;
};

test('what a word is about can be proved later, as long as it is here', () => {
  const { database, store, count, said } = keeping(300, [3, 4, 299]);
  const [found] = store.proofs([3, 299], nameOf);
  assert.equal(found?.word, 'a word');
  assert.deepEqual(
    found?.proofs.map(({ id }) => id),
    ['note--3', 'note--299'],
  );
  assert.ok(found?.proofs.every((proof) => isTakenIn(said, proof)));
  database.exec('DELETE FROM body WHERE body IN (3, 299)');
  assert.deepEqual(store.proofs([3, 299], nameOf), []);
  const [left] = store.proofs([4], nameOf);
  assert.ok(left?.proofs.every((proof) => isTakenIn(said, proof)));
  database.exec('DELETE FROM body');
  assert.deepEqual([count('holding'), count('holding_word')], [0, 0]);
});

test('of a long list of which little is here little is kept, and no salt of what was purged', () => {
  const { database } = keeping(1000, [500, 501]);
  const bytes = () => Number(database.prepare('SELECT length(hashes) AS n FROM holding_word').get()?.n);
  assert.ok(bytes() <= 32 * 12, String(bytes()));
  database.exec('DELETE FROM body WHERE body = 500');
  const salts = database.prepare('SELECT salt FROM holding').all();
  assert.deepEqual(
    salts.map(({ salt }) => Buffer.from(salt as Uint8Array).toString('base64url')),
    [lineOf(501).salt],
  );
});

test('holdings are found by what they are of, and words by what they are about', () => {
  const { database } = keeping(2, [0, 1]);
  for (const [sql, index] of [
    ['SELECT 1 FROM holding WHERE body = 1 AND holder = 2', 'PRIMARY KEY'],
    ['SELECT 1 FROM holding WHERE holding_word = 1', 'holding_by_word'],
  ]) {
    const [plan] = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    assert.match(String(plan?.detail), new RegExp(`SEARCH.*${index}`));
  }
});
