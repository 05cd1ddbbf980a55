import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createCore, dataFile, openDatabase } from '@entente/server';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

/** A node that joined, of which two objects could not be read and one could not be told whose it is. */
async function withSetAside(data: string): Promise<void> {
  const core = createCore(openDatabase(dataFile(data)));
  const { peers } = core;
  const { peer } = peers.store.add({
    name: 'Sweden',
    publicKey: randomBytes(32),
    privateAddress: true,
    operator: `identity--${randomUUID()}`,
    relays: false,
    sending: 'on',
    receiving: 'on',
    joined: '2026-01-01T00:00:00.000Z',
    nodeId: randomUUID(),
    adopts: false,
  });
  for (const [object, rule] of [
    ['note--1', 'invalid-json'],
    ['note--2', 'no-note'],
    ['note--3', 'no-note'],
  ] as const) {
    const [version, reason] = ['2026-01-01T00:00:00.000Z', `${object} cannot be taken`];
    peers.setAsides.add({
      ...{ peer, member: 1, collection: randomUUID(), object, version, rule, reason, note: '' },
      bytes: Buffer.from(`{"id":"${object}"}`),
    });
  }
  await core.close();
}

test('what was set aside is listed with its reasons, and all of it or of one reason is tried again', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  await withSetAside(data);
  const on = ['--data', data];

  const listed = await entente(['peer', 'set-aside', 'Sweden', ...on]);
  assert.equal(listed.code, 0, listed.stderr);
  assert.match(listed.stdout, /no-note +2\n/);
  assert.match(listed.stdout, /note--1 +France +note--1 cannot be taken/);

  const some = await entente(['peer', 'retry', 'Sweden', '--reason', 'no-note', ...on, '--json']);
  assert.equal(some.code, 0, some.stderr);
  assert.deepEqual(JSON.parse(some.stdout), { rule: 'no-note', total: 2, done: 2, taken: 0, isOver: true });
  const all = await entente(['peer', 'retry', 'Sweden', ...on]);
  assert.match(all.stdout, /Taken now: 0 of 3\./);

  const nobody = await entente(['peer', 'retry', 'Denmark', ...on]);
  assert.equal(nobody.code, 1);
  assert.match(nobody.stderr, /no such node/);
});
