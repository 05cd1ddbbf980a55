import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

test('who sits at the node subscribes for a person, lists it and ends it', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const person = ['--account', 'admin@france.example', '--data', data];
  const added = await entente(['alerts', 'add', 'signals', '--kinds', 'contradiction,reversal', ...person, '--json']);
  assert.equal(added.code, 0, added.stderr);
  const { id } = JSON.parse(added.stdout) as { id: string };
  const list = await entente(['alerts', 'list', ...person]);
  assert.match(list.stdout, new RegExp(`${id} +Signals: contradiction, reversal`));
  const removed = await entente(['alerts', 'remove', id, ...person, '--json']);
  assert.deepEqual(JSON.parse(removed.stdout), { removed: id });
  const nobody = await entente(['alerts', 'list', '--account', 'nobody@france.example', '--data', data]);
  assert.match(nobody.stderr, /no account nobody@france.example/);
});
