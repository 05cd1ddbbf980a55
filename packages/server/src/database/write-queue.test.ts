import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from './open-database.ts';
import { createWriteQueue } from './write-queue.ts';

describe('the write queue', () => {
  it('undoes what fails, and nothing else of the same transaction', async () => {
    using database = openDatabase(':memory:');
    database.exec('CREATE TABLE note (text TEXT)');
    const queue = createWriteQueue(database);
    const add = (text: string) => queue.run(() => database.prepare('INSERT INTO note VALUES (?)').run(text));
    const failed = queue.run(() => {
      database.exec("INSERT INTO note VALUES ('lost')");
      throw new Error('no');
    });
    await Promise.all([add('a'), assert.rejects(failed, /no/), add('b')]);
    assert.deepEqual(
      database
        .prepare('SELECT text FROM note')
        .all()
        .map(({ text }) => text),
      ['a', 'b'],
    );
  });

  it('refuses all that wait where no transaction can begin, and comes to rest', async () => {
    const database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    database[Symbol.dispose]();
    const refused = [queue.run(() => 1), queue.run(() => 2)];
    for (const each of refused) await assert.rejects(each);
    await queue.idle();
  });

  it('lets what may wait go on when long writes have paused, and after its patience', async () => {
    using database = openDatabase(':memory:');
    const queue = createWriteQueue(database);
    await queue.lull(60_000);
    queue.expectLong();
    await queue.lull(1);
    let [last, paused] = [0, 0];
    const write = (): Promise<void> =>
      queue.run(() => {
        last = performance.now();
      }, 'long');
    await write();
    const lull = queue.lull(60_000).then(() => {
      paused = performance.now() - last;
    });
    for (let each = 0; each < 10 && paused === 0; each += 1) {
      await write();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await lull;
    assert.ok(paused >= 100, `${paused} ms`);
  });
});
