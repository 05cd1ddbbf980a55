import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type StixObject, validateObject } from '@entente/stix';
import { startTestApp, type TestApp } from '../http/test-app.ts';

describe('handling in exports', () => {
  let app: TestApp;
  const [france, iraq] = ['france@people.example', 'iraq@people.example'] as const;
  before(async () => {
    app = await startTestApp();
    await app.person('france', { member: 'France' });
    await app.person('iraq', { member: 'Iraq' });
    for (const [name, notForCourt] of [
      ['guarded', true],
      ['free', false],
    ] as const) {
      await app.must(france, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        handling: { notForCourt, ...(notForCourt ? { purgeAfter: '2036-01-01T00:00:00Z' } : {}) },
        object: {
          type: 'indicator',
          name,
          pattern: `[domain-name:value = '${name}.example']`,
          pattern_type: 'stix',
          valid_from: '2035-01-01T00:00:00Z',
        },
      });
      app.time.now += 1000;
    }
  });
  after(() => app[Symbol.asyncDispose]());

  async function bundle(who: string, query: string): Promise<StixObject[]> {
    const { objects } = await app.must<{ objects: StixObject[] }>(who, 'GET', `/api/export?type=indicator&${query}`);
    return objects;
  }

  it('stands in a column of CSV, for its owner too', async () => {
    for (const who of [france, iraq]) {
      const { text } = await app.ask(who, 'GET', '/api/export?format=csv');
      assert.match(text, /guarded.*"Not for use in court\.\nTo be purged after 2036-01-01 00:00 UTC\."/);
      assert.doesNotMatch(text.slice(text.indexOf('free')).split('\r\n')[0] ?? '', /court/);
    }
  });

  it('stands in notes of a bundle where that is asked for, on what others own and nothing else', async () => {
    const objects = await bundle(iraq, 'handling=true');
    const notes = objects.filter(({ type }) => type === 'note');
    const guarded = objects.find(({ name }) => name === 'guarded');
    assert.deepEqual(
      notes.map(({ content, object_refs: refs }) => [content, refs]),
      [['Not for use in court. To be purged after 2036-01-01 00:00 UTC.', [guarded?.id]]],
    );
    for (const note of notes) assert.deepEqual(validateObject(note), []);
    assert.equal(objects.length, 3);
    assert.equal((await bundle(iraq, '')).length, 2, 'exactly what one may see');
    assert.equal((await bundle(france, 'handling=true')).length, 2, 'its owner has the marking');
  });

  /** What a feed brought carries no marking: its level stands in the terms alone. */
  it('has the level of the terms where the object carries none', async () => {
    const object = {
      type: 'indicator',
      spec_version: '2.1',
      id: 'indicator--5d0092c5-5f74-4287-9642-33f4c354e56d',
      created: '2035-01-01T00:00:00.000Z',
      modified: '2035-01-01T00:00:00.000Z',
      pattern: "[domain-name:value = 'feed.example']",
      pattern_type: 'stix',
      valid_from: '2035-01-01T00:00:00Z',
      name: 'from a feed',
    };
    await app.must(france, 'POST', '/api/import?collection=open&tlp=green', object);
    const { text } = await app.ask(iraq, 'GET', '/api/export?format=csv');
    assert.match(text.split('\r\n').find((line) => line.includes('from a feed')) ?? '', /TLP:GREEN/);
  });
});
