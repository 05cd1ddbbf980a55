import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeClaim } from '@entente/positions';
import type { StixObject } from '@entente/stix';
import { createTestCoalition, stampOf, tlp } from '../objects/test-coalition.ts';
import { createJobs } from '../operator/jobs.ts';
import type { Projected, Projection } from './projection.ts';
import { createProjections } from './projections.ts';

function claim(number: number, version = 1, markings = [tlp('green')]) {
  return {
    ...writeClaim({ name: `Claim ${number}`, aliases: [], places: [], askedOf: [] }),
    spec_version: '2.1',
    id: `claim--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    created: '2026-01-01T00:00:00.000Z',
    modified: stampOf(version),
    ...(markings.length === 0 ? {} : { object_marking_refs: markings }),
  };
}

test('a projection of another edition is made anew in the background, and does not answer until it is whole', async () => {
  await using coalition = await createTestCoalition(['France']);
  const { core, database } = coalition;
  const open = await coalition.collection({ title: 'Open' });
  await coalition.store('France', open, claim(1), claim(2));
  const objectOf = (body: number): StixObject =>
    JSON.parse(
      Buffer.from(database.prepare('SELECT bytes FROM body WHERE body = ?').get(body)?.bytes as Uint8Array).toString(),
    );
  database.exec('CREATE TABLE seen_claim (added INTEGER PRIMARY KEY, terms INTEGER NOT NULL, name TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO seen_claim VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM seen_claim WHERE added = ?');
  const seen: Projection = {
    name: 'seen',
    edition: 1,
    types: ['claim'],
    tables: ['seen_claim'],
    add: ({ added, terms }: Projected, object) => void insert.run(added, terms, String(object.name)),
    remove: (added) => void remove.run(added),
  };
  const rows = () =>
    database
      .prepare('SELECT name FROM seen_claim ORDER BY name')
      .all()
      .map(({ name }) => name);

  const projections = createProjections(database, core.types, objectOf, [seen]);
  assert.throws(() => projections.mustBeReady('seen'), { code: 'not-ready' });
  projections.start(core.queue, createJobs(core.now));
  await projections.idle();
  projections.mustBeReady('seen');
  assert.deepEqual(rows(), ['Claim 1', 'Claim 2']);

  // The same edition stays; another begins from nothing, also where one was stopped half-way.
  insert.run(1, 1, 'left over');
  createProjections(database, core.types, objectOf, [seen]).mustBeReady('seen');
  assert.equal(rows().length, 3);
  const next = createProjections(database, core.types, objectOf, [{ ...seen, edition: 2 }]);
  assert.deepEqual(rows(), []);
  assert.throws(() => createProjections(database, core.types, objectOf, [{ ...seen, edition: 2 }]).mustBeReady('seen'));
  next.start(core.queue, createJobs(core.now));
  await next.idle();
  assert.deepEqual(rows(), ['Claim 1', 'Claim 2']);

  // What moves to other terms is told with them, and what goes is taken back.
  const [placement] = database
    .prepare('SELECT * FROM placement WHERE added = (SELECT min(added) FROM seen_claim)')
    .all();
  const moved = {
    added: Number(placement?.added),
    collection: 1,
    terms: 99,
    version: 1,
    body: Number(placement?.body),
    objectType: Number(placement?.object_type),
    flags: 5,
  };
  next.moved(moved);
  assert.equal(database.prepare('SELECT terms FROM seen_claim WHERE added = ?').get(moved.added)?.terms, 99);
  next.gone(moved);
  assert.equal(rows().length, 1);
});

test('a version that narrows its readers leaves no row to those who lost it', async () => {
  await using coalition = await createTestCoalition(['France', 'Iraq']);
  const { reader } = coalition.core.positions;
  const open = await coalition.collection({ title: 'Open' });
  await coalition.store('France', open, claim(1));
  assert.equal(reader.claims(coalition.viewer('Iraq')).length, 1);
  await coalition.store('France', open, claim(1, 2, []));
  assert.equal(reader.claims(coalition.viewer('Iraq')).length, 0);
  assert.equal(reader.claims(coalition.viewer('France')).length, 1);
});
