import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, indicators, password, startServer, taxii, temporaryFolder } from './entente.ts';

/** What a script does to come from nothing to a node that shares. */
test('from init to an object over TAXII', { timeout: 60_000 }, async (t) => {
  using folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const json = async <T>(...args: string[]): Promise<T> => {
    const run = await entente([...args, '--data', data, '--json'], { input: `${password}\n` });
    assert.equal(run.code, 0, run.stderr);
    assert.equal(run.stderr, '');
    return JSON.parse(run.stdout) as T;
  };
  await json('init', '--coalition', 'Test', '--member', 'France', '--admin', 'a@france.example', '--password-stdin');
  await json('member', 'add', 'Iraq', '--kind', 'country');
  const { id } = await json<{ id: string }>('collection', 'add', 'Shared', '--unmarked', 'TLP:GREEN');
  const { token } = await json<{ token: string }>('token', 'create', '--member', 'France', '--write');
  const iraq = await json<{ token: string }>('token', 'create', '--member', 'Iraq');
  await json('account', 'add', 'b@france.example', '--member', 'France', '--password-stdin');
  await json('account', 'add', 'c@france.example', '--member', 'France', '--password-stdin', '--change-at-sign-in');

  await using server = await startServer(['serve', '--data', data]);
  const objects = `${server.taxii}coalition/collections/${id}/objects/`;
  const [sent] = indicators(1);

  await t.test(
    'a node that has nothing to do holds less than 200 MB',
    { skip: !existsSync('/proc/self/status') },
    () => {
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
      assert.ok(kilobytes < 200_000, `${kilobytes} kB`);
    },
  );

  await t.test('what is added is answered as it was sent', async () => {
    const added = await taxii(objects, token, [sent]);
    assert.equal(added.status, 202);
    assert.equal(((await added.json()) as { success_count: number }).success_count, 1);
    const read = await taxii(objects, iraq.token);
    assert.ok((await read.text()).includes(JSON.stringify(sent)), 'the exact text');
  });

  await t.test('a token made without --write only reads', async () => {
    assert.equal((await taxii(objects, iraq.token, indicators(1, 5))).status, 403);
  });

  await t.test('a password opens TAXII, unless it is to be changed first', async () => {
    const read = async (email: string): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
      const accept = 'application/taxii+json;version=2.1';
      return (await fetch(objects, { headers: { authorization, accept } })).status;
    };
    assert.equal(await read('b@france.example'), 200);
    assert.equal(await read('c@france.example'), 403);
  });

  await t.test('the data folder is taken, and the refusal says where to turn', async () => {
    const { code, stdout, stderr } = await entente(['member', 'list', '--data', data]);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /in use by process \d+/);
    assert.match(stderr, /use --url/);
    // Who has forgotten the last password cannot make a token.
    assert.match(stderr, new RegExp(`Without a token, end it with: kill ${server.pid}`));
    const again = await entente(['serve', '--data', data]);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /kill \d+/, 'a second server cannot go through the first');
  });

  await t.test('the same commands work through the server', async () => {
    const run = await entente(['collection', 'list', '--json'], {
      environment: { ENTENTE_URL: server.url, ENTENTE_TOKEN: token },
    });
    assert.equal(run.code, 0, run.stderr);
    const { collections } = JSON.parse(run.stdout) as { collections: { id: string }[] };
    assert.ok(collections.some((each) => each.id === id));
    const refused = await entente(['member', 'add', 'Jordan', '--url', server.url, '--token', token]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /administrator/);
    const unknown = await entente(['member', 'list', '--url', server.url, '--token', 'entente_wrong']);
    assert.match(unknown.stderr, /token is not known/);
  });

  await t.test('SIGTERM ends it cleanly and frees the folder', async () => {
    assert.equal(await server.end('SIGTERM'), 0);
    const { code } = await entente(['member', 'list', '--data', data]);
    assert.equal(code, 0);
  });
});

test('init takes back what it began when the password is refused', async () => {
  using folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const init = [
    'init',
    '--data',
    data,
    '--coalition',
    'T',
    '--member',
    'M',
    '--admin',
    'a@m.example',
    '--password-stdin',
  ];
  for (const [option, value, code, said] of [
    ['--coalition', ' ', 2, /'--coalition <name>' argument ' ' is invalid. It must not be empty/],
    ['--member', '', 2, /'--member <name>' argument '' is invalid. It must not be empty/],
    ['--admin', 'admin@localhost', 1, /--admin: must be an e-mail address/],
  ] as const) {
    const wrong = await entente(init.with(init.indexOf(option) + 1, value), { input: `${password}\n` });
    assert.equal(wrong.code, code);
    assert.match(wrong.stderr, said);
  }
  const refused = await entente(init, { input: 'short\n' });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /12 to 1024/);
  assert.equal((await entente(init, { input: `${password}\n` })).code, 0);
  const again = await entente(init, { input: `${password}\n` });
  assert.equal(again.code, 1);
  assert.match(again.stderr, /holds a coalition already/);
});
