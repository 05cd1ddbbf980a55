import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataFile } from '@entente/server';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

test('the demo signs anybody in, keeps what was done in it, and is never made of another coalition', {
  timeout: 90_000,
}, async () => {
  using folder = temporaryFolder();
  const data = join(folder.path, 'demo');
  {
    await using server = await startServer(['demo', '--data', data]);
    const node = (await (await fetch(`${server.api}node`)).json()) as {
      demoAccounts: { email: string }[];
      demoPassword: string;
    };
    assert.ok(node.demoAccounts.length >= 5);
    const signedIn = await fetch(`${server.api}sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: node.demoAccounts[0]?.email, password: node.demoPassword }),
    });
    assert.equal(signedIn.status, 200);
    assert.equal(await server.end('SIGINT'), 0);
  }
  assert.equal((await entente(['member', 'add', 'Atlantis', '--data', data])).code, 0);
  {
    await using _again = await startServer(['demo', '--data', data]);
  }
  const members = await entente(['member', 'list', '--data', data]);
  assert.match(members.stdout, /Atlantis/);
  const other = await newCoalition(folder.path);
  for (const fresh of [[], ['--fresh']]) {
    const refused = await entente(['demo', '--data', other.data, ...fresh]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /not the sample/);
  }
});

test('a demo that cannot be read is not started, and says how it is made anew', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const data = join(folder.path, 'demo');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(data, 'entente-demo'), '');
  writeFileSync(dataFile(data), 'of another time');
  const { code, stderr } = await entente(['demo', '--data', data, '--port', '0']);
  assert.equal(code, 1);
  assert.match(stderr, /sample coalition in .* cannot be read: .*\n.*--fresh/);
});
