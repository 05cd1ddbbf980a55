import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatabase } from '../backup/check-database.ts';
import { createBodyObject } from '../objects/body-object.ts';
import { createTestCoalition, note, tlp } from '../objects/test-coalition.ts';
import { createSearchIndex } from './search-index.ts';

const many = 300;
const green = { object_marking_refs: [tlp('green')] };

async function withManyNotes() {
  const coalition = await createTestCoalition(['Sweden']);
  const collection = await coalition.collection({ title: 'Notes' });
  const notes = Array.from({ length: many }, (_, place) => note(`harbour number${place}`, green));
  await coalition.store('Norway', collection, ...notes);
  const indexed = () => Number(coalition.database.prepare('SELECT count(*) AS n FROM search_content').get()?.n);
  return { coalition, collection, notes, indexed };
}

test('a large batch waits to be indexed, and nobody who searches misses any of it', async () => {
  const { coalition, indexed } = await withManyNotes();
  await using _ = coalition;
  const before = indexed();
  assert.ok(before < many);
  assert.deepEqual(failed(coalition.database.connection), []);
  assert.equal(coalition.browse('Sweden', { text: 'harbour' }).length, many);
  assert.equal(indexed(), before + many);
  assert.deepEqual(failed(coalition.database.connection), []);
});

test('what waited when a node stopped is indexed when it is there again', async () => {
  const { coalition, indexed } = await withManyNotes();
  await using _ = coalition;
  const { database, core } = coalition;
  const before = indexed();
  using again = createSearchIndex(database, core.queue, createBodyObject(database));
  again.settle();
  assert.equal(indexed(), before + many);
  assert.deepEqual(coalition.browse('Sweden', { text: 'number299' }).length, 1);
});

test('it is indexed within two seconds, also where nobody searches', async () => {
  const { coalition, indexed } = await withManyNotes();
  await using _ = coalition;
  const before = indexed();
  coalition.core.searchIndex.start();
  for (let waited = 0; waited < 100 && indexed() < before + many; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(indexed(), before + many);
});

test('what is changed or deleted while it waits is found as it is then', async () => {
  const { coalition, collection, notes } = await withManyNotes();
  await using _ = coalition;
  const [gone, narrowed] = [String(notes[0]?.id), String(notes[1]?.id)];
  const viewer = coalition.viewer('Norway');
  await coalition.core.remover.remove(viewer, gone, coalition.core.reader.owned(viewer, gone, collection.collection));
  await coalition.store('Norway', collection, {
    ...note('harbour closed', { id: narrowed, version: 2 }),
    object_marking_refs: [tlp('red')],
  });
  assert.equal(coalition.browse('Sweden', { text: 'harbour' }).length, many - 2);
  assert.deepEqual(coalition.browse('Norway', { text: 'number0' }), []);
  assert.deepEqual(coalition.browse('Norway', { text: 'closed' }), [narrowed]);
});

function failed(connection: Parameters<typeof checkDatabase>[0]): string[] {
  return [...checkDatabase(connection, { isThorough: true })]
    .filter(({ state }) => state === 'failed')
    .map(({ message }) => message);
}
