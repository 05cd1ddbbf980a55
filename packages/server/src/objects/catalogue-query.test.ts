import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { asksTextForTerms } from './catalogue-costs.ts';
import { createTestCoalition, note, tlp } from './test-coalition.ts';

const green = { object_marking_refs: [tlp('green')] };

test('a beginning finds every word that it may become, whatever its accents, and however many they are', async () => {
  await using coalition = await createTestCoalition(['Sweden']);
  const collection = await coalition.collection({ title: 'Notes' });
  const many = Array.from({ length: 100 }, (_, place) => note(`wagon berth${place}`, green));
  await coalition.store('Norway', collection, note('Die Fähre', green), note('a co-operation', green), ...many);
  const found = (text: string): number => coalition.browse('Sweden', { text }).length;
  assert.deepEqual(['fa', 'FÄHR', 'fähren', 'f'].map(found), [1, 1, 0, 0]);
  assert.deepEqual(['co-op', 'a co-opera', 'co-operated'].map(found), [1, 1, 0]);
  assert.deepEqual(['berth', 'berth9', 'wag bert', 'wagon bert', 'wagon berth99'].map(found), [100, 11, 0, 100, 1]);
});

test('who sees little of much finds and counts what is his, and no more', async () => {
  await using coalition = await createTestCoalition(['Sweden', 'Denmark']);
  const collection = await coalition.collection({ title: 'Notes' });
  const red = Array.from({ length: 3000 }, (_, place) => note(`convoy ${place}`));
  await coalition.store('Norway', collection, ...red.slice(0, 1500));
  const seen = await Promise.all(
    ['north', 'south', 'west'].map((where) => coalition.store('Denmark', collection, note(`convoy ${where}`, green))),
  );
  await coalition.store('Norway', collection, ...red.slice(1500));
  const sweden = coalition.viewer('Sweden');
  const { catalogue, terms } = coalition.core;
  const { ids, placements } = terms.visible(sweden.principal);
  const total = Number(coalition.database.prepare('SELECT count(*) AS n FROM placement').get()?.n);
  assert.ok(asksTextForTerms({ terms: ids.length, visible: placements, total, wanted: 10_001 }), 'asked for by terms');

  for (const text of ['convoy', 'conv', '"convoy"']) {
    assert.deepEqual(coalition.browse('Sweden', { text }).sort(), seen.toSorted(), text);
    const page = catalogue.page(sweden, { text }, Number.MAX_SAFE_INTEGER, 50);
    const counted = catalogue.count(sweden, { text });
    assert.deepEqual([counted.count, counted.exact, counted.facets.type.get('note')], [3, true, 3], text);
    assert.deepEqual(catalogue.count(sweden, { text }, page), counted, 'a whole page is what is counted');
  }
  assert.equal(coalition.browse('Sweden', { text: 'convoy 7' }).length, 0);
  assert.equal(catalogue.count(sweden, { types: ['note'] }).count, 3);
  assert.equal(catalogue.count(sweden, { types: ['note'], since: 1 }).count, 3);
  assert.deepEqual(coalition.browse('Sweden', { since: 1, types: ['note'] }).sort(), seen.toSorted());
  assert.equal(catalogue.count(coalition.viewer('Norway'), { text: 'convoy' }).count, 3003);
});

test('a type beside words is found whether much has it or little', async () => {
  await using coalition = await createTestCoalition(['Sweden']);
  const collection = await coalition.collection({ title: 'Notes' });
  const place = (name: string) => ({
    type: 'location',
    spec_version: '2.1',
    id: `location--${randomUUID()}`,
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    name,
    region: 'northern-europe',
    ...green,
  });
  const notes = Array.from({ length: 40 }, (_, number) => note(`harbour ${number}`, green));
  const ids = [place('harbour of Bergen'), place('Oslo')];
  await coalition.store('Norway', collection, ...notes, ...ids);
  const sweden = coalition.viewer('Sweden');
  const count = (text: string, ...types: string[]): number =>
    coalition.core.catalogue.count(sweden, { text, types }).count;
  assert.deepEqual(coalition.browse('Sweden', { text: 'harbour', types: ['location'] }), [ids[0]?.id]);
  assert.equal(coalition.browse('Sweden', { text: 'harbour', types: ['note'] }).length, 40);
  assert.deepEqual(
    [
      count('harbour', 'location'),
      count('harbour', 'note'),
      count('harbour', 'note', 'location'),
      count('oslo', 'note'),
    ],
    [1, 40, 41, 0],
  );
});
