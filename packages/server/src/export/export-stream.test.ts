import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialise } from '../coalition/initialise.ts';
import { createCore } from '../core.ts';
import { openDatabase } from '../database/open-database.ts';
import { exportStream } from './export-stream.ts';

const count = 2500;

function domain(number: number) {
  const value = {
    type: 'domain-name',
    spec_version: '2.1',
    id: `domain-name--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    value: `host-${number}.example`,
  };
  return { bytes: Buffer.from(JSON.stringify(value)), value };
}

test('all pages, each object once, by catalogue and by collection; an empty bundle has no objects', async () => {
  using database = openDatabase(':memory:');
  const admin = { email: 'a@france.example', password: 'a password long enough' };
  await initialise(database, { name: 'Test', member: { name: 'France', kind: 'country' }, admin });
  const core = createCore(database);
  const viewer = core.localViewer(1);
  const first = await core.collectionService.add(viewer, { title: 'First', unmarked: 'green' });
  const second = await core.collectionService.add(viewer, { title: 'Second', unmarked: 'green' });
  await core.service.add(
    viewer,
    first,
    Array.from({ length: count }, (_, number) => domain(number)),
  );
  // What is in two collections stands in the catalogue once, and is in the export of either.
  await core.service.add(viewer, second, [domain(7)]);

  async function ids(filter: Parameters<typeof exportStream>[2]): Promise<string[] | undefined> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of exportStream(core, viewer, filter, 'stix')) chunks.push(chunk);
    const bundle = JSON.parse(Buffer.concat(chunks).toString()) as { objects?: { id: string }[] };
    return bundle.objects?.map(({ id }) => id);
  }

  for (const filter of [{ types: ['domain-name'] }, { collections: [first.collection] }]) {
    const found = await ids(filter);
    assert.equal(found?.length, count);
    assert.equal(new Set(found).size, count);
  }
  assert.deepEqual(await ids({ collections: [second.collection] }), [domain(7).value.id]);
  assert.equal(await ids({ types: ['tool'] }), undefined);
  core.access[Symbol.dispose]();
});
