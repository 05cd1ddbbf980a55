import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { add, indicator, type Json, type Send, startTestNode, type TestNode } from './test-node.ts';

let test: TestNode;
let norway: Send;
let collection: string;
before(async () => {
  test = await startTestNode();
  norway = test.as('Norway');
  collection = await test.collection();
});
after(() => test[Symbol.asyncDispose]());

const [first, second, third] = ['2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z', '2022-01-01T00:00:00.000Z'];

/** An object in three versions, added in this order; answers its id. */
async function threeVersions(path = collection): Promise<string> {
  const id = `indicator--${randomUUID()}`;
  for (const modified of [first, second, third]) await add(norway, path, indicator({ id, modified }));
  return id;
}
const versions = async (id: string, path = collection): Promise<string[]> =>
  (await norway('GET', `${path}objects/${id}/versions/`)).json.versions ?? [];

describe('deleting an object', () => {
  it('takes all of its versions from the collection, everywhere and for everyone', async () => {
    const id = await threeVersions();
    const answer = await norway('DELETE', `${collection}objects/${id}/`);
    assert.deepEqual([answer.status, answer.bytes.length], [200, 0]);
    assert.equal(answer.headers['content-type'], 'application/taxii+json;version=2.1');
    for (const send of [norway, test.as('Sweden')]) {
      assert.equal((await send('GET', `${collection}objects/${id}/`)).status, 404);
      assert.equal((await send('GET', `${collection}objects/${id}/versions/`)).status, 404);
      for (const below of ['objects', 'manifest']) {
        const { json } = await send('GET', `${collection}${below}/?match[version]=all&limit=1000`);
        assert.ok(!(json.objects ?? []).some((each: Json) => each.id === id), below);
        assert.deepEqual((await send('GET', `${collection}${below}/?match[id]=${id}`)).json, {});
      }
    }
    assert.equal((await norway('DELETE', `${collection}objects/${id}/`)).status, 404, 'again');
  });

  const cases: [query: string, left: string[]][] = [
    ['match[version]=all', []],
    ['match[version]=last', [first, second]],
    ['match[version]=first', [second, third]],
    ['match[version]=first,last', [second]],
    [`match[version]=${second}`, [first, third]],
    ['match[version]=2021-01-01T00:00:00Z,2022-01-01T00:00:00Z', [first]],
    ['match[spec_version]=2.1', []],
    [`match[spec_version]=2.0,2.1&match[version]=${third}`, [first, second]],
    ['unknown=1', []],
  ];
  for (const [query, left] of cases) {
    it(`takes only what is meant: ?${query}`, async () => {
      const id = await threeVersions();
      assert.equal((await norway('DELETE', `${collection}objects/${id}/?${query}`)).status, 200);
      if (left.length === 0) return assert.equal((await norway('GET', `${collection}objects/${id}/`)).status, 404);
      assert.deepEqual(await versions(id), left);
      const { json } = await norway('GET', `${collection}objects/${id}/`);
      assert.deepEqual(
        json.objects.map(({ modified }: Json) => modified),
        left.slice(-1),
        'the last that is left',
      );
      const listed = await norway('GET', `${collection}objects/?match[type]=indicator&match[id]=${id}`);
      assert.deepEqual(
        listed.json.objects.map(({ modified }: Json) => modified),
        left.slice(-1),
      );
      for (const gone of [first, second, third].filter((each) => !left.includes(each))) {
        assert.equal((await norway('GET', `${collection}objects/${id}/?match[version]=${gone}`)).status, 404);
      }
    });
  }

  it('deletes nothing where nothing is meant, or where it is not understood', async () => {
    const id = await threeVersions();
    for (const [query, expected] of [
      ['match[version]=1999-01-01T00:00:00Z', 404],
      ['match[spec_version]=2.0', 404],
      ['match[version]=newest', 400],
      ['match[version]=', 400],
      ['match[version]=all,last', 400],
      ['match[type]=malware', 400],
      ['match[id]=indicator--1', 400],
      ['match[confidence]=1', 400],
      ['match[version]=first&match[version]=last', 400],
    ] as const) {
      assert.equal((await norway('DELETE', `${collection}objects/${id}/?${query}`)).status, expected, query);
    }
    assert.deepEqual(await versions(id), [first, second, third]);
    assert.equal((await norway('DELETE', `${collection}objects/indicator--${randomUUID()}/`)).status, 404);
    assert.equal((await norway('DELETE', `${collection}objects/nonsense/`)).status, 404);
  });

  it('leaves other collections, and what others own', async () => {
    const other = await test.collection();
    const id = await threeVersions();
    for (const modified of [first, second, third]) await add(norway, other, indicator({ id, modified }));
    assert.equal((await norway('DELETE', `${collection}objects/${id}/`)).status, 200);
    assert.deepEqual(await versions(id, other), [first, second, third]);
    const denmark = test.as('Denmark');
    assert.equal((await denmark('DELETE', `${other}objects/${id}/`)).status, 404);
    assert.deepEqual(await versions(id, other), [first, second, third]);
  });

  it('can be undone by adding it again, which is new to who follows', async () => {
    const object = indicator();
    await add(norway, collection, object);
    const before = await norway('GET', `${collection}manifest/?match[id]=${object.id}`);
    await norway('DELETE', `${collection}objects/${object.id}/`);
    await add(norway, collection, object);
    const after = before.json.objects[0].date_added;
    const { json } = await norway('GET', `${collection}objects/?added_after=${after}&match[id]=${object.id}`);
    assert.deepEqual(json.objects, [object]);
  });

  it('takes an observable too', async () => {
    const id = 'ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd';
    await add(norway, collection, { type: 'ipv4-addr', spec_version: '2.1', id, value: '198.51.100.3' });
    const [version] = await versions(id);
    assert.equal((await norway('DELETE', `${collection}objects/${id}/?match[version]=${version}`)).status, 200);
    assert.equal((await norway('GET', `${collection}objects/${id}/`)).status, 404);
  });
});
