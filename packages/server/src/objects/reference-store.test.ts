import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from '../database/open-database.ts';
import { createWriteQueue } from '../database/write-queue.ts';
import { createReferenceStore } from './reference-store.ts';

/** More than wait before they are sorted in. */
const many = 100_500;

function counted(database: ReturnType<typeof openDatabase>, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
}

describe('the store of references', () => {
  it('finds what was just added, what was sorted in, and both together', async () => {
    using database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    const references = createReferenceStore(database, queue);
    await queue.run(() => {
      for (let version = 1; version <= many; version += 1) references.add(version, [(version * 7919) % 5000]);
    });
    assert.equal(references.naming(7919 % 5000).includes(1), true);
    await references.idle();
    assert.equal(counted(database, 'reference_recent'), 0);
    assert.equal(counted(database, 'reference'), many);
    await queue.run(() => references.add(many + 1, [7919 % 5000]));
    const expected = Array.from({ length: many }, (_, index) => index + 1).filter((each) => (each - 1) % 5000 === 0);
    assert.deepEqual(
      [...references.naming(7919 % 5000)].sort((a, b) => a - b),
      [...expected, many + 1],
    );
  });

  it('finds after a new start what the last one had not sorted in', async () => {
    using database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    await queue.run(() => createReferenceStore(database, queue).add(1, [5, 6]));
    const again = createReferenceStore(database, queue);
    assert.deepEqual([again.naming(5), again.naming(6), again.naming(7)], [[1], [1], []]);
    await queue.run(() => again.add(2, [6]));
    assert.deepEqual(again.naming(6), [1, 2]);
  });

  it('forgets what was rolled back', async () => {
    using database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    const references = createReferenceStore(database, queue);
    await assert.rejects(
      queue.run(() => {
        references.add(1, [5]);
        throw new Error('not this time');
      }),
    );
    assert.deepEqual(references.naming(5), []);
  });

  it('has removed what is removed while all are being sorted in', async () => {
    using database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    const references = createReferenceStore(database, queue);
    await queue.run(() => {
      for (let version = 1; version <= many; version += 1) references.add(version, [version]);
    });
    await queue.run(() => references.remove(many - 1, many - 1));
    await references.idle();
    assert.deepEqual(references.naming(many - 1), []);
    assert.deepEqual(references.naming(many), [many]);
    assert.equal(counted(database, 'reference'), many - 1);
  });
});
