import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

test('recall says what it would do, takes back, and leaves nothing in any file', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const secret = 'velmarite shipment from the coast';
  const stamp = '2026-02-01T00:00:00.000Z';
  async function imported(id: string): Promise<string> {
    const file = join(folder.path, 'incident.json');
    const object = { type: 'incident', spec_version: '2.1', id, created: stamp, modified: stamp, name: secret };
    writeFileSync(file, JSON.stringify(object));
    const into = ['--member', 'France', '--collection', 'shared', '--data', data, '--tlp', 'green'];
    assert.equal((await entente(['import', file, ...into])).code, 0);
    return id;
  }
  const holding = () =>
    readdirSync(data, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes('velmarite'))
      .map(({ name }) => name);

  await t.test('on a data folder', async () => {
    const id = await imported('incident--3f0e5a8c-2f5b-4c58-9d2c-1f4b8f0a5c11');
    const asked = ['recall', id, '--member', 'France', '--data', data];
    const look = await entente([...asked, '--dry-run']);
    assert.equal(look.code, 0, look.stderr);
    assert.match(look.stdout, /Would take back all versions \(1\).*\nNothing is known to be beyond recall\./);
    assert.equal((await entente(asked)).code, 2, 'a reason is needed');
    assert.notDeepEqual(holding(), []);
    const others = await entente([...asked.slice(0, 2), '--member', 'Iraq', '--data', data, '--reason', 'Mine']);
    assert.equal(others.code, 1);
    assert.match(others.stderr, /no such object/);
    const done = await entente([...asked, '--reason', 'Source withdrawn', '--version', stamp]);
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, new RegExp(`Took back ${stamp} of ${id}`));
    assert.deepEqual(holding(), []);
  });

  await t.test('on a running server', async () => {
    const id = await imported('incident--9c1d7c53-6a3e-4a59-8a62-6d1f4d2a9b02');
    await using server = await startServer(['serve', '--data', data]);
    const there = ['--url', server.url, '--token', tokens.france, '--reason', 'Source withdrawn'];
    const order = await entente(['recall', id, ...there, '--json']);
    assert.equal(order.code, 0, order.stderr);
    assert.equal((JSON.parse(order.stdout) as { whole: boolean }).whole, true);
    assert.match((await entente(['recall', id, ...there])).stderr, /recalled already/);
  });
});
