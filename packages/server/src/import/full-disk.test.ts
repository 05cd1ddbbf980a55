import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialise } from '../coalition/initialise.ts';
import { createCore } from '../core.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { eventually } from '../peers/test-nodes.ts';
import { importStream } from './import-stream.ts';

const bounds = { importBytes: 1e9, objectBytes: 1e6, batchSize: 50 };

function note(number: number) {
  return {
    type: 'note',
    spec_version: '2.1',
    id: `note--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    created: '2019-02-06T10:00:00.000Z',
    modified: '2019-02-06T10:00:00.000Z',
    content: `Seen at the crossing, ${number}. ${'Nothing further was reported. '.repeat(40)}`,
    object_refs: ['report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3'],
  };
}

async function* lines(count: number): AsyncIterable<Uint8Array> {
  for (let number = 0; number < count; number += 1) yield Buffer.from(`${JSON.stringify(note(number))}\n`);
}

/** A coalition of one member, with a collection. */
async function nodeOn(database: Database) {
  await initialise(database, {
    name: 'Test',
    member: { name: 'France', kind: 'country' },
    admin: { email: 'a@france.example', password: 'a password long enough' },
  });
  const core = createCore(database);
  const viewer = core.localViewer(1);
  const collection = await core.collectionService.add(viewer, { title: 'Notes', unmarked: 'green' });
  return { core, viewer, collection };
}

test('a full disk stops writes, says so, and loses nothing', async () => {
  using database = openDatabase(':memory:');
  const { core, viewer, collection } = await nodeOn(database);
  const pages = (): number => Number(database.connection.prepare('PRAGMA page_count').get()?.page_count);
  const stored = (): number => Number(database.prepare('SELECT count(*) AS n FROM version').get()?.n) - 1;
  // SQLite answers this limit with the same error as a disk without room.
  database.exec(`PRAGMA max_page_count = ${pages() + 500}`);

  await assert.rejects(
    importStream(core.service, viewer, collection, lines(5000), bounds),
    (error) =>
      error instanceof Problem && error.code === 'storage-full' && /disk is full.*Free space/.test(error.message),
  );
  const kept = stored();
  assert.ok(kept >= 50 && kept < 5000, `${kept} were stored before`);
  assert.equal(kept % 50, 0, 'batches are stored whole or not at all');
  assert.equal(core.catalogue.count(viewer, { types: ['note'] }).count, kept, 'what is counted is what is there');

  database.exec('PRAGMA max_page_count = 1000000');
  const after = await importStream(core.service, viewer, collection, lines(1000), bounds);
  assert.equal(after.unchanged, Math.min(kept, 1000));
  assert.equal(after.stored + after.unchanged, 1000);
  core.access[Symbol.dispose]();
});

test('who gains sight of older objects while the disk is full gets them when there is room again', async () => {
  const database = openDatabase(':memory:');
  const { core, viewer: france, collection } = await nodeOn(database);
  await importStream(core.service, france, collection, lines(1000), bounds);
  const { member } = await core.memberService.add(france, { name: 'Iraq', kind: 'country', joined: '2020-01-01' });
  await core.catchUps.idle();
  const iraq = core.localViewer(member);
  const seen = (): number => core.catalogue.count(iraq, { types: ['note'] }).count;
  assert.equal(seen(), 1000);
  const setReaders = (readers: 'all' | readonly string[]) =>
    core.collectionService.change(france, collection.id, { readers });
  // Who has read something gets what it gains as placements of its own.
  database.prepare('UPDATE principal SET has_read = 1 WHERE principal = ?').run(iraq.principal);
  await setReaders(['France']);
  assert.equal(seen(), 0);
  await setReaders('all');
  // What follows in the background has not begun.
  database.exec('PRAGMA max_page_count = 1');
  await core.catchUps.idle();
  assert.ok(seen() < 1000, 'the disk was not full');
  database.exec('PRAGMA max_page_count = 1000000');
  await eventually(
    () => seen() === 1000,
    () => `${seen()} came`,
  );
  await core.close();
});
