import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatabase } from '../backup/check-database.ts';
import type { Database } from '../database/open-database.ts';
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

test('a word is looked for as often where there is one as where there is none', async () => {
  const { coalition } = await withManyNotes();
  await using _ = coalition;
  let looks = 0;
  const prepare: Database['prepare'] = (sql) => {
    const { database } = coalition;
    if (!sql.includes('search_word WHERE')) return database.prepare(sql);
    const statement = database.prepare(sql);
    return Object.assign(Object.create(statement), {
      get: (...given: never[]) => {
        looks += 1;
        return statement.get(...given);
      },
    });
  };
  const counted = Object.assign(Object.create(coalition.database), { prepare }) as Database;
  using index = createSearchIndex(counted, coalition.core.queue, createBodyObject(coalition.database));
  index.settle();
  const looksFor = (letters: string) => {
    looks = 0;
    return { words: index.wordsBeginning(letters, 64)?.length, looks };
  };
  assert.deepEqual(looksFor('harbour'), { words: 1, looks: 8 });
  assert.deepEqual(looksFor('hardly'), { words: 0, looks: 8 });
  assert.deepEqual(looksFor('number1'), { words: undefined, looks: 65 });
  assert.deepEqual(looksFor('number10'), { words: 11, looks: 16 });
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
