import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCoalition, password, temporaryFolder } from '../../test/entente.ts';
import type { Connection } from './connection.ts';
import { openData } from './data-connection.ts';

test('what the API refuses a data folder refuses too, and stays as it was', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  await using connection = openData(data);
  const long = 'x'.repeat(201);
  const account = { email: 'a@iraq.example', name: 'A', member: 'Iraq', password };
  const wrong: readonly (readonly [(to: Connection) => Promise<unknown>, RegExp])[] = [
    [(to) => to.addMember({ name: ' ' }), /^name: must not be empty/],
    [(to) => to.addMember({ name: long }), /^name: must have 200/],
    [(to) => to.addMember({ name: 'Oman', identity: `identity--${'-'.repeat(36)}` }), /^identity: must be the STIX id/],
    [(to) => to.addUnit('France', { name: 'a/b', kind: 'internal' }), /^name: without \/ and ,/],
    [(to) => to.putGroup({ name: '', members: ['Iraq'] }), /^name: must not be empty/],
    [(to) => to.addCollection({ title: '' }), /^title: must not be empty/],
    [(to) => to.addCollection({ title: 'A', alias: '../b' }), /^alias: must be 1 to 64/],
    [(to) => to.addCollection({ title: 'A', alias: '' }), /^alias: must be 1 to 64/],
    [(to) => to.addAccount({ ...account, email: 'nobody' }), /^email: must be an e-mail address/],
    [(to) => to.addAccount({ ...account, name: ' ' }), /^name: must not be empty/],
    [(to) => to.addAccount({ ...account, password: 'short' }), /^password: must have 12 to 1024/],
    [(to) => to.createToken({ member: 'Iraq', label: long }), /^label: must have 200/],
  ];
  for (const [work, message] of wrong) await assert.rejects(() => work(connection), { code: 'invalid', message });

  // A member in the data that the roster does not take would keep every other from joining.
  await connection.addMember({ name: 'Denmark' });
  const names = (await connection.members()).map(({ name }) => name);
  assert.deepEqual(names, ['Denmark', 'France', 'Iraq']);
});
