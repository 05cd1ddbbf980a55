import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConnectionNotes } from './connection-notes.ts';
import { createPeerStatuses } from './peer-status.ts';
import { startTestNode } from './test-nodes.ts';

test('a connection that comes and goes is told once; one that stays away, and comes back, each time', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const told: boolean[] = [];
  using notes = createConnectionNotes((isThere) => told.push(isThere), 1000);
  notes.connected(false);
  for (let times = 0; times < 5; times += 1) {
    notes.connected(true);
    notes.connected(false);
    t.mock.timers.tick(900);
  }
  assert.deepEqual(told, [true]);
  notes.connected(false);
  t.mock.timers.tick(100);
  assert.deepEqual(told, [true, false], 'since it broke, however often that is said');
  notes.connected(true);
  assert.deepEqual(told, [true, false, true]);
  notes.connected(false);
  notes[Symbol.dispose]();
  t.mock.timers.tick(5000);
  assert.equal(told.length, 3, 'nothing is told afterwards');
});

test('failures that take turns with success and with each other are news once in ten minutes, of each kind', () => {
  let now = 0;
  const statuses = createPeerStatuses(() => now);
  const news: string[] = [];
  for (let minute = 0; minute < 20; minute += 1) {
    for (const code of ['unreachable', 'too-slow']) {
      if (statuses.failed(1, code, `${code} ${minute}`)) news.push(code);
      assert.equal(statuses.of(1).failure?.message, `${code} ${minute}`);
      statuses.answered(1, false);
      assert.equal(statuses.of(1).failure, undefined);
    }
    now += 60_000;
  }
  assert.equal(news.length, 4);
  assert.equal(statuses.of(1).caughtUp, undefined, 'an answer that is not all is no catching up');
  statuses.answered(1, true);
  assert.equal(statuses.of(1).caughtUp, now);
});

test('what a bad line fills the log with drives out nothing that people decided', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { invitation } = await norway.core.peers.joining.invite(norway.admin, { sending: true, receiving: true });
  await sweden.core.peers.joining.join(sweden.admin, invitation, { sending: true, receiving: true });
  const { peer } = norway.core.peers.store.find('Sweden') ?? assert.fail();
  norway.core.database.transaction(() => {
    for (let entry = 0; entry < 2100; entry += 1) norway.core.peers.log.add(peer, 'failed', `${entry}`);
  });
  const kept = norway.core.peers.log.last(peer, 5000);
  assert.equal(kept.filter(({ kind }) => kind === 'failed').length, 2000);
  assert.equal(kept.at(-1)?.kind, 'joined');
});
