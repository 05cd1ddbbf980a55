import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../database/open-database.ts';
import { createTakenInStore } from './taken-in-store.ts';

function store() {
  const database = openDatabase(':memory:');
  database.exec('PRAGMA foreign_keys = OFF');
  return { database, takenIn: createTakenInStore(database) };
}

test('receipts for an owner that cannot be reached keep back none for another', () => {
  const { takenIn } = store();
  for (let number = 0; number < 60; number += 1) takenIn.pass('identity--away', 1, `away ${number}`);
  takenIn.pass('identity--there', 1, 'there');
  takenIn.pass('identity--there', 2, 'brought by it');
  assert.deepEqual([...takenIn.passingTo()].sort(), ['identity--away', 'identity--there']);
  const found = takenIn.passing(2, ['identity--there'], 50);
  assert.deepEqual(
    found.map(({ receipt }) => receipt),
    ['there'],
  );
  takenIn.passed(found[0]?.row ?? 0);
  assert.deepEqual(takenIn.passing(2, ['identity--there'], 50), []);
  assert.equal(takenIn.passing(2, ['identity--away'], 50).length, 50);
});

test('one peer that floods takes the place of no other', () => {
  const { database, takenIn } = store();
  database.transaction(() => {
    for (let number = 0; number < 3000; number += 1) takenIn.pass('identity--x', 1, 'the same again');
    takenIn.pass('identity--x', 2, 'another’s');
  });
  assert.equal(takenIn.passing(3, ['identity--x'], 5000).length, 2001);
});
