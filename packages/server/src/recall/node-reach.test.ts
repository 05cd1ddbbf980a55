import assert from 'node:assert/strict';
import { test } from 'node:test';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode } from '../peers/test-nodes.ts';
import { createNodeReach } from './node-reach.ts';

const minute = 60_000;

test('a node that is not heard for two minutes counts as unreachable, and who waits for it is told of both changes', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  const { atHost } = await joinNodes(norway, sweden);
  const own = note('The quexalite convoy leaves at four.', { object_marking_refs: [tlp('green')] });
  await norway.write(await norway.collection(), own);
  await eventually(
    () => sweden.text('Sweden', String(own.id)) !== undefined,
    () => 'not there',
  );
  await sweden.stop();
  await norway.core.recall.recallService.order(norway.admin, { object: String(own.id), reason: 'Wrong source' });

  let now = 0;
  let isListening = true;
  let asked = 0;
  const told: (readonly number[])[] = [];
  using reach = createNodeReach(
    {
      database: norway.core.database,
      isListening: () => {
        asked += 1;
        return isListening;
      },
      changed: (owners) => told.push([...owners]),
      clock: () => now,
    },
    5,
  );
  reach.start();
  now = 30 * minute;
  assert.equal(reach.isSilent(atHost.peer), false, 'it hears what is new, so it is there');
  // Looked at a few times, so that it was there until now.
  const before = asked;
  await eventually(
    () => asked > before + 5,
    () => 'not looked at',
  );
  isListening = false;
  assert.equal(reach.isSilent(atHost.peer), false);
  now += 2 * minute + 1;
  const owner = norway.core.members.find('Norway')?.member;
  await eventually(
    () => told.length === 1,
    () => `told ${told.length} times`,
  );
  assert.equal(reach.isSilent(atHost.peer), true);
  reach.seen(atHost.peer);
  assert.equal(reach.isSilent(atHost.peer), false);
  assert.deepEqual(told, [[owner], [owner]]);
});
