import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Viewer } from '../accounts/viewer.ts';
import { type Core, createCore } from '../core.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { loadSample, samplePassword } from './load-sample.ts';
import { sampleAccounts, sampleMembers, sampleObjects } from './sample-data.ts';

/** Everything that a member publishes besides the sample's objects, and that is not in the README's table. */
const bookkeeping = 'marking-definition';
const pictured = ['United States', 'France', 'Iraq', 'NATO', 'INTERPOL'];

let database: Database;
let core: Core;
let milliseconds: number;

before(async () => {
  database = openDatabase(':memory:');
  const started = performance.now();
  await loadSample(database);
  milliseconds = performance.now() - started;
  core = createCore(database);
});
after(() => core.close());

test('loads in the time that somebody waits who has typed npm start', () => {
  // It takes about one second; machines that run tests do other things besides.
  assert.ok(milliseconds < 20_000, `took ${Math.round(milliseconds)} ms`);
});

test('each member sees as many objects of each type as the README tells', () => {
  const told = tableOfReadme();
  for (const name of pictured) {
    const { facets } = core.catalogue.count(viewer(name), {});
    const counted = new Map(facets.type);
    counted.delete(bookkeeping);
    // Everybody sees the identities of the members, which come on top.
    counted.set('identity', (counted.get('identity') ?? 0) - sampleMembers().length);
    assert.deepEqual(sorted(counted), sorted(told(name)), name);
  }
});

test('walking the catalogue and walking the collections show the same objects, and no two members the same', () => {
  const pictures = pictured.map((name) => {
    const rows = core.catalogue.page(viewer(name), {}, Number.MAX_SAFE_INTEGER, 1000);
    const browsed = core.reader.names(rows).map(({ id }) => id);
    assert.equal(new Set(browsed).size, browsed.length, `${name} sees an object twice`);
    assert.deepEqual([...browsed].sort(), [...new Set(walkedBy(name))].sort(), name);
    return browsed.sort().join();
  });
  assert.equal(new Set(pictures).size, pictured.length);
});

test('what is under TLP:RED for its author alone, and what is unmarked, is seen by its author alone', () => {
  const red = sampleObjects().filter(({ tlp }) => tlp === 'red');
  const unmarked = sampleObjects().filter(({ tlp, collection }) => tlp === null && collection !== 'statements');
  assert.ok(red.length > 0 && unmarked.length > 0);
  for (const { by, object } of [...red, ...unmarked]) {
    const seeing = sampleMembers().filter(({ name }) => core.reader.current(viewer(name), String(object.id)));
    assert.deepEqual(
      seeing.map(({ name }) => name),
      [by],
    );
  }
});

test('all 79 are members, with what is known of them', () => {
  const [france] = core.members.all().filter(({ name }) => name === 'France');
  assert.equal(core.members.all().length, 79);
  assert.equal(france?.country, 'FR');
  assert.equal(france?.joined, '2014-09-01');
  for (const { name, joined, latitude } of core.members.all()) {
    assert.match(joined, /^20\d\d-\d\d-\d\d$/, name);
    assert.ok(latitude !== undefined, name);
  }
});

test('every account signs in with the one password, and may do what the data says', async () => {
  for (const { email, member, roles } of sampleAccounts()) {
    const authorization = `Basic ${Buffer.from(`${email}:${samplePassword}`).toString('base64')}`;
    const found = await core.access.authenticate({ authorization }, '127.0.0.1');
    assert.equal(found?.memberName, member);
    assert.deepEqual([...(found?.roles ?? [])].sort(), [...roles].sort(), email);
  }
});

test('a data file that holds a coalition is left as it is', async () => {
  await assert.rejects(loadSample(database), { code: 'conflict' });
});

function viewer(name: string): Viewer {
  const member = core.members.find(name);
  assert.ok(member, name);
  return core.localViewer(member.member);
}

function walkedBy(name: string): string[] {
  const versions = { all: true, first: false, last: false, at: [] };
  return core.collections.all().flatMap(({ collection }) => {
    const { rows, more } = core.reader.page(viewer(name), collection, { after: 0, limit: 1000, versions });
    assert.equal(more, false);
    return core.reader.names(rows).map(({ id }) => id);
  });
}

/** The README's table: how many objects of each type a member sees. */
function tableOfReadme(): (name: string) => Map<string, number> {
  const readme = readFileSync(new URL('../../sample/README.md', import.meta.url), 'utf8');
  const lines = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const head = lines.find((cells) => cells[1] === 'type') ?? [];
  return (name) => {
    const column = head.indexOf(name);
    assert.ok(column > 0, `${name} is not in the README's table`);
    return new Map(
      lines.flatMap((cells): [string, number][] => {
        const type = /^`(.+)`$/.exec(cells[1] ?? '')?.[1];
        const count = Number(cells[column]);
        return type === undefined || cells.length !== head.length || count === 0 ? [] : [[type, count]];
      }),
    );
  };
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
