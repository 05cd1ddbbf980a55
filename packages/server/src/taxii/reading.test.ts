import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { add, indicator, type Json, type Send, startTestNode, type TestNode, timestamp } from './test-node.ts';

let test: TestNode;
let norway: Send;
let sweden: Send;
before(async () => {
  test = await startTestNode({ pageStandard: 50, pageLargest: 60 });
  norway = test.as('Norway');
  sweden = test.as('Sweden');
});
after(() => test[Symbol.asyncDispose]());

const names = (json: Json): string[] => (json.objects ?? []).map(({ name }: Json) => name);

describe('filters', () => {
  const [threeTimes, once, malware] = [
    `indicator--${randomUUID()}`,
    `indicator--${randomUUID()}`,
    `malware--${randomUUID()}`,
  ];
  const address = 'ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd';
  const tlp = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
  let collection: string;
  let dates: string[];

  before(async () => {
    collection = await test.collection();
    await add(norway, collection, indicator({ id: threeTimes, name: 'first', modified: '2020-01-01T00:00:00.000Z' }));
    await add(norway, collection, indicator({ id: once, name: 'once', modified: '2020-06-01T00:00:00.123456789Z' }));
    await add(norway, collection, indicator({ id: threeTimes, name: 'second', modified: '2021-01-01T00:00:00.500Z' }));
    await add(norway, collection, {
      ...{ type: 'malware', spec_version: '2.1', id: malware, is_family: false, name: 'malware' },
      ...{ created: '2019-01-01T00:00:00.000Z', modified: '2019-01-01T00:00:00.000Z' },
    });
    await add(norway, collection, { type: 'ipv4-addr', spec_version: '2.1', id: address, value: '198.51.100.3' });
    await add(norway, collection, {
      ...{ type: 'marking-definition', spec_version: '2.1', id: tlp, created: '2017-01-20T00:00:00.000Z' },
      ...{ definition_type: 'tlp', name: 'TLP:GREEN', definition: { tlp: 'green' } },
    });
    await add(norway, collection, indicator({ id: threeTimes, name: 'third', modified: '2022-01-01T00:00:00.000Z' }));
    const { objects } = (await norway('GET', `${collection}manifest/?match[version]=all`)).json;
    dates = objects.map(({ date_added }: Json) => date_added);
  });

  const versionOf = (name: string): string =>
    ({ first: '2020-01-01T00:00:00.000Z', second: '2021-01-01T00:00:00.500Z', third: '2022-01-01T00:00:00.000Z' })[
      name
    ] ?? '';
  const newest = ['once', 'malware', 'address', 'TLP:GREEN', 'third'];
  const all = ['first', 'once', 'second', 'malware', 'address', 'TLP:GREEN', 'third'];

  /** Query, and the names of what it means in the order added. */
  const cases: [query: () => string, expected: string[]][] = [
    [() => '', newest],
    [() => 'match[version]=last', newest],
    [() => 'match[version]=all', all],
    [() => 'match[version]=first', ['first', 'once', 'malware', 'address', 'TLP:GREEN']],
    [() => 'match[version]=first,last', ['first', 'once', 'malware', 'address', 'TLP:GREEN', 'third']],
    [() => `match[version]=${versionOf('second')}`, ['second']],
    [() => `match[version]=${versionOf('second')},${versionOf('first')}`, ['first', 'second']],
    [() => `match[version]=last,${versionOf('first')}`, ['first', ...newest]],
    [() => 'match[version]=2021-01-01T00:00:00.5Z', ['second']],
    [() => 'match[version]=2020-01-01T00:00:00Z', ['first']],
    [() => 'match[version]=2020-01-01T00:00:00.000000Z', ['first']],
    [() => 'match[version]=2020-06-01T00:00:00.123456789Z', ['once']],
    [() => 'match[version]=2020-06-01T00:00:00.123456Z', []],
    [() => 'match[version]=2017-01-20T00:00:00.000Z', ['TLP:GREEN']],
    [() => `match[version]=${dates[4]}`, ['address']],
    [() => 'match[version]=1999-01-01T00:00:00Z', []],
    [() => 'match[type]=indicator', ['once', 'third']],
    [() => 'match[type]=indicator,malware', ['once', 'malware', 'third']],
    [() => 'match[type]=marking-definition', ['TLP:GREEN']],
    [() => 'match[type]=ipv4-addr', ['address']],
    [() => 'match[type]=campaign', []],
    [() => 'match[type]=no-such-type', []],
    [() => 'match[type]=indicator&match[version]=all', ['first', 'once', 'second', 'third']],
    [() => `match[id]=${once}`, ['once']],
    [() => `match[id]=${threeTimes},${malware}`, ['malware', 'third']],
    [() => `match[id]=${threeTimes},${threeTimes}`, ['third']],
    [() => `match[id]=indicator--${randomUUID()}`, []],
    [() => 'match[id]=nonsense', []],
    [() => `match[id]=${threeTimes},${malware}&match[type]=indicator`, ['third']],
    [() => `match[id]=${threeTimes}&match[type]=malware`, []],
    [() => `match[id]=${threeTimes}&match[version]=first`, ['first']],
    [() => `match[id]=${threeTimes}&match[version]=all&match[spec_version]=2.1`, ['first', 'second', 'third']],
    [() => `match[id]=${address}`, ['address']],
    [() => `match[id]=${address}&match[version]=${dates[4]}`, ['address']],
    [() => 'match[spec_version]=2.1', newest],
    [() => 'match[spec_version]=2.0,2.1', newest],
    [() => 'match[spec_version]=2.0', []],
    [() => 'match%5Btype%5D=malware', ['malware']],
    [() => `match%5Bid%5D=${encodeURIComponent(`${once},${malware}`)}`, ['once', 'malware']],
    [() => `added_after=${dates[2]}`, ['malware', 'address', 'TLP:GREEN', 'third']],
    [
      () => `added_after=${encodeURIComponent(dates[2] ?? '')}&match[version]=first`,
      ['malware', 'address', 'TLP:GREEN'],
    ],
    [() => `added_after=${dates[1]}&match[version]=all`, all.slice(2)],
    [() => `added_after=${dates[6]}`, []],
    [() => 'added_after=1970-01-01T00:00:00Z', newest],
    [() => 'added_after=0001-01-01T00:00:00.000Z', newest],
    [() => 'added_after=2100-01-01T00:00:00.123456789012Z', []],
    [() => 'limit=1000000', newest],
    [() => 'limit=999999999999999999999', newest],
  ];

  /** Names as the manifest and the objects endpoint tell of the same. */
  for (const [query, expected] of cases) {
    it(`?${query.toString().slice(6).replaceAll(/[`'$]/g, '')}`, async () => {
      const objects = await norway('GET', `${collection}objects/?${query()}`);
      assert.equal(objects.status, 200);
      const called = (objects.json.objects ?? []).map(({ name, value }: Json) => name ?? (value && 'address'));
      assert.deepEqual(called, expected);
      const manifest = await norway('GET', `${collection}manifest/?${query()}`);
      assert.deepEqual(
        (manifest.json.objects ?? []).map(({ id }: Json) => id),
        (objects.json.objects ?? []).map(({ id }: Json) => id),
      );
      if (expected.length === 0) assert.deepEqual([objects.json, manifest.json], [{}, {}]);
      const records: Json[] = manifest.json.objects ?? [];
      for (const { headers } of [objects, manifest]) {
        const [first, last] = [headers['x-taxii-date-added-first'], headers['x-taxii-date-added-last']];
        assert.match(String(first), timestamp);
        assert.match(String(last), timestamp);
        if (records.length > 0) assert.deepEqual([first, last], [records[0].date_added, records.at(-1).date_added]);
      }
      for (const each of records) assert.match(each.date_added, timestamp);
      assert.deepEqual(
        records.map(({ date_added }) => date_added).toSorted(),
        records.map(({ date_added }) => date_added),
      );
    });
  }

  it('gives versions as the objects write them, in the manifest, under versions and by match[version]', async () => {
    const { objects } = (await norway('GET', `${collection}manifest/?match[version]=all`)).json;
    assert.deepEqual(
      objects.map(({ version }: Json) => version),
      [
        versionOf('first'),
        '2020-06-01T00:00:00.123456789Z',
        versionOf('second'),
        '2019-01-01T00:00:00.000Z',
        dates[4],
        '2017-01-20T00:00:00.000Z',
        versionOf('third'),
      ],
    );
    for (const { id, version, media_type } of objects) {
      assert.equal(media_type, 'application/stix+json;version=2.1');
      const found = await norway('GET', `${collection}objects/${id}/?match[version]=${version}`);
      assert.equal(found.json.objects.length, 1, version);
    }
    const versions = await norway('GET', `${collection}objects/${threeTimes}/versions/`);
    assert.deepEqual(versions.json, { more: false, versions: ['first', 'second', 'third'].map(versionOf) });
    assert.deepEqual(
      [versions.headers['x-taxii-date-added-first'], versions.headers['x-taxii-date-added-last']],
      [dates[0], dates[6]],
    );
    assert.deepEqual((await norway('GET', `${collection}objects/${address}/versions/`)).json.versions, [dates[4]]);
    const again = { type: 'ipv4-addr', spec_version: '2.1', id: address, value: '198.51.100.3' };
    assert.deepEqual((await add(norway, collection, again)).successes, [{ id: address, version: dates[4] }]);
  });

  const ofObject: [string, string[] | number][] = [
    ['', ['third']],
    ['?match[version]=last', ['third']],
    ['?match[version]=first', ['first']],
    ['?match[version]=all', ['first', 'second', 'third']],
    ['?match[version]=first,2021-01-01T00:00:00.500Z', ['first', 'second']],
    ['?match[version]=all&limit=2', ['first', 'second']],
    ['?match[version]=2021-01-01T00:00:00.500Z,1999-01-01T00:00:00Z', ['second']],
    ['?match[version]=1999-01-01T00:00:00Z', 404],
    ['?match[spec_version]=2.1', ['third']],
    ['?match[spec_version]=2.0', []],
    ['?match[spec_version]=2.0&match[version]=1999-01-01T00:00:00Z', []],
    ['?added_after=2100-01-01T00:00:00Z', []],
    ['?match[type]=malware', ['third']],
  ];
  for (const [query, expected] of ofObject) {
    it(`one object${query}`, async () => {
      const answer = await norway('GET', `${collection}objects/${threeTimes}/${query}`);
      if (typeof expected === 'number') return assert.equal(answer.status, expected);
      assert.deepEqual([answer.status, names(answer.json)], [200, expected]);
      assert.match(String(answer.headers['x-taxii-date-added-first']), timestamp);
      if (expected.length === 0) assert.deepEqual(answer.json, {});
    });
  }

  it('leaves a page of versions empty, where nothing is meant', async () => {
    const { status, json } = await norway('GET', `${collection}objects/${once}/versions/?match[spec_version]=2.0`);
    assert.deepEqual([status, json], [200, {}]);
  });

  const malformed = [
    'limit=0',
    'limit=-1',
    'limit=abc',
    'limit=1.5',
    'limit=1e3',
    'limit=',
    'limit=%201',
    'limit=1&limit=2',
    'added_after=yesterday',
    'added_after=',
    'added_after=2020-01-01',
    'added_after=2020-01-01T00:00:00',
    'added_after=2020-01-01T00:00:00.Z',
    'added_after=2020-01-01T00:00:00%2B01:00',
    'added_after=2020-02-30T00:00:00Z',
    'added_after=2020-01-01T24:00:00Z',
    'added_after=1580000000',
    'added_after=2020-01-01T00:00:00Z,2021-01-01T00:00:00Z',
    'added_after=2020-01-01T00:00:00Z&added_after=2021-01-01T00:00:00Z',
    'next=nonsense',
    'next=',
    'next=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'match[version]=newest',
    'match[version]=',
    'match[version]=2020-01-01',
    'match[version]=last,last',
    'match[version]=2020-01-01T00:00:00Z,2020-01-01T00:00:00.000Z',
    'match[version]=all,last',
    'match[version]=all,2020-01-01T00:00:00Z',
    'match[version]=first&match[version]=last',
  ];
  const onlyOfCollections = ['match[type]=indicator&match[type]=malware', 'match[id]=a&match[id]=b'];
  for (const query of [...malformed, ...onlyOfCollections]) {
    it(`refuses ?${query}`, async () => {
      for (const below of ['objects/', 'manifest/', `objects/${once}/`, `objects/${once}/versions/`]) {
        const knows = below.endsWith('versions/')
          ? !query.includes('match')
          : below.length < 10 || malformed.includes(query);
        const { status, json } = await norway('GET', `${collection}${below}?${query}`);
        assert.equal(status, knows ? 400 : 200, below);
        if (knows) assert.ok(json.title.length > 10 && json.http_status === '400');
      }
    });
  }
});

describe('pages', () => {
  async function walk(send: Send, path: string, query: string, step: (answer: Json) => string): Promise<Json[]> {
    const seen: Json[] = [];
    for (let at = ''; ; ) {
      const answer = await send('GET', `${path}?${query}${at}`);
      assert.equal(answer.status, 200);
      seen.push(...(answer.json.objects ?? answer.json.versions ?? []));
      if (answer.json.more !== true) {
        assert.equal(answer.json.next, undefined);
        return seen;
      }
      at = step(answer);
    }
  }
  const byNext = ({ json }: Json): string => `&next=${encodeURIComponent(json.next)}`;
  const byDate = ({ headers }: Json): string => `&added_after=${headers['x-taxii-date-added-last']}`;

  it('are of the standard size, or of what is asked up to the largest', async () => {
    const collection = await test.collection();
    await add(norway, collection, ...Array.from({ length: 70 }, () => indicator()));
    for (const [query, expected] of [
      ['', 50],
      ['limit=1', 1],
      ['limit=59', 59],
      ['limit=60', 60],
      ['limit=61', 60],
      ['limit=70', 60],
    ] as const) {
      for (const below of ['objects/', 'manifest/']) {
        const { json } = await sweden('GET', `${collection}${below}?${query}`);
        assert.equal(json.objects.length, expected);
        assert.equal(json.more, true);
        assert.ok(typeof json.next === 'string' && json.next.length > 0);
      }
    }
    const last = await sweden('GET', `${collection}objects/?limit=60&match[type]=indicator`);
    const rest = await sweden('GET', `${collection}objects/?limit=10&match[type]=indicator${byNext(last)}`);
    assert.deepEqual(
      [rest.json.objects.length, rest.json.more, 'next' in rest.json],
      [10, false, false],
      'exactly the rest',
    );
  });

  it('give each object once, oldest first, by next and by added_after, whatever the filters', async () => {
    const collection = await test.collection();
    const ids = Array.from({ length: 12 }, () => `indicator--${randomUUID()}`);
    for (const year of [2020, 2021, 2022]) {
      await add(norway, collection, ...ids.map((id) => indicator({ id, modified: `${year}-01-01T00:00:00.000Z` })));
    }
    for (const query of [
      'limit=5',
      'limit=7&match[version]=all',
      'limit=1&match[version]=first',
      `limit=2&match[id]=${ids.slice(3).join(',')}`,
    ]) {
      const whole = (await sweden('GET', `${collection}objects/?${query.replace(/limit=\d+/, '')}`)).json.objects;
      for (const step of [byNext, byDate]) {
        assert.deepEqual(await walk(sweden, `${collection}objects/`, query, step), whole, query);
        const manifest = await walk(sweden, `${collection}manifest/`, query, step);
        assert.deepEqual(
          manifest.map(({ id, version }) => [id, version]),
          whole.map(({ id, modified }: Json) => [id, modified]),
        );
      }
    }
    const one = `${collection}objects/${ids[0]}/`;
    for (const step of [byNext, byDate]) {
      assert.deepEqual(
        (await walk(sweden, one, 'limit=1&match[version]=all', step)).map(({ modified }) => modified.slice(0, 4)),
        ['2020', '2021', '2022'],
      );
      assert.equal((await walk(sweden, `${one}versions/`, 'limit=2', step)).length, 3);
    }
  });

  it('take next from nobody but its viewer, and for nothing but its query', async () => {
    const [collection, other] = [await test.collection(), await test.collection()];
    for (const path of [collection, other]) await add(norway, path, ...Array.from({ length: 5 }, () => indicator()));
    const page = await sweden('GET', `${collection}objects/?limit=2`);
    const next = byNext(page);
    assert.equal((await sweden('GET', `${collection}objects/?limit=4${next}`)).status, 200);
    assert.equal((await sweden('GET', `${collection}objects/?limit=2${next}`)).json.objects.length, 2);
    for (const [send, path] of [
      [norway, `${collection}objects/?limit=2${next}`],
      [sweden, `${other}objects/?limit=2${next}`],
      [sweden, `${collection}objects/?match[type]=indicator${next}`],
      [sweden, `${collection}objects/?limit=2${next.slice(0, -2)}`],
    ] as const) {
      assert.equal((await send('GET', path)).status, 400, path);
    }
  });

  it('lose nothing and repeat nothing while others write', async () => {
    const collection = await test.collection();
    const written = new Set<string>();
    let done = false;
    const writer = (async () => {
      for (let batch = 0; batch < 25; batch += 1) {
        const objects = Array.from({ length: 8 }, () => indicator());
        await add(norway, collection, ...objects);
        for (const { id } of objects) written.add(id);
      }
      done = true;
    })();
    const seen: string[] = [];
    for (let after = '1970-01-01T00:00:00Z'; ; ) {
      const finished = done;
      const { json, headers } = await sweden('GET', `${collection}objects/?limit=11&added_after=${after}`);
      seen.push(...(json.objects ?? []).map(({ id }: Json) => id));
      // An empty page says from where to go on as well.
      after = String(headers['x-taxii-date-added-last']);
      if (finished && !json.more) break;
    }
    await writer;
    assert.equal(new Set(seen).size, seen.length);
    assert.deepEqual(new Set(seen), written);
  });

  it('skip what was deleted between two of them', async () => {
    const collection = await test.collection();
    const ids = Array.from({ length: 6 }, () => `indicator--${randomUUID()}`);
    for (const id of ids) await add(norway, collection, indicator({ id }));
    const first = await sweden('GET', `${collection}objects/?limit=2`);
    for (const id of ids.slice(1, 4)) assert.equal((await norway('DELETE', `${collection}objects/${id}/`)).status, 200);
    const rest = await sweden('GET', `${collection}objects/?limit=2${byNext(first)}`);
    assert.deepEqual(
      rest.json.objects.map(({ id }: Json) => id),
      ids.slice(4),
    );
  });
});
