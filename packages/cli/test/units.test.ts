import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, Me, Unit } from '@entente/server/api-types';
import { entente, newCoalition, password, startServer, temporaryFolder } from './entente.ts';

test('units and who acts for them, on a data folder and then through a server', { timeout: 60_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const json = async <T>(...args: string[]): Promise<T> => {
    const run = await entente([...args, '--data', data, '--json'], { input: `${password}\n` });
    assert.equal(run.code, 0, run.stderr);
    return JSON.parse(run.stdout) as T;
  };

  const police = await json<Unit>('unit', 'add', 'Baghdad Police', '--member', 'Iraq', '--kind', 'served', '--amber');
  assert.deepEqual([police.address, police.amber], ['Iraq/Baghdad Police', true]);
  await json('unit', 'add', 'Border', '--member', 'Iraq', '--kind', 'internal', '--unlisted');
  const border = await json<Unit>('unit', 'change', 'Iraq/Border', '--amber-strict');
  assert.deepEqual([border.amberStrict, border.listed], [true, false]);
  const added = ['account', 'add', 'leila@police.example', '--member', 'Iraq', '--unit', 'Baghdad Police', '--red'];
  const leila = await json<Account>(...added, '--password-stdin');
  assert.deepEqual([leila.unit?.id, leila.clearedForRed], [police.id, true]);
  const withdrawn = await json<Account>('account', 'appoint', 'leila@police.example', '--withdraw');
  assert.equal(withdrawn.clearedForRed, false);
  const wrong = await entente([...added.slice(0, 6), 'Nobody', '--password-stdin', '--data', data], {
    input: `${password}\n`,
  });
  assert.deepEqual([wrong.code, wrong.stderr.includes('Its units are: Baghdad Police, Border')], [1, true]);
  const { token } = await json<{ token: string }>('token', 'create', '--member', 'Iraq', '--unit', 'Baghdad Police');

  await using server = await startServer(['serve', '--data', data]);
  await t.test('its token acts for the unit, and sees of the units what it may', async () => {
    const response = await fetch(`${server.api}me`, { headers: { Authorization: `Bearer ${token}` } });
    const me = (await response.json()) as Me;
    assert.equal(me.unit?.name, 'Iraq/Baghdad Police');
    const { code, stdout } = await entente(['unit', 'list', '--url', server.url, '--token', token]);
    assert.equal(code, 0);
    assert.match(stdout, /Iraq\/Baghdad Police/);
    assert.doesNotMatch(stdout, /Border/);
  });
  await t.test('what it may not do is refused', async () => {
    const { code, stderr } = await entente(['unit', 'close', police.id, '--url', server.url, '--token', token]);
    assert.equal(code, 1);
    assert.match(stderr, /Only an administrator/);
  });
});
