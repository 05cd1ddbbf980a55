import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenThen } from '../briefs/seen-then.ts';
import { claim, position, statement } from '../briefs/test-claims.ts';
import { createTestCoalition, releaseMarking, tlp } from '../objects/test-coalition.ts';
import { pictureFor } from './picture.ts';

const green = { object_marking_refs: [tlp('green')] };

test('the picture of one member is the same before and after what it may not see, at every time', async () => {
  await using coalition = await createTestCoalition(['France', 'Iraq']);
  const into = await coalition.collection({ title: 'Open' });
  const open = claim('The river is high', green);
  await coalition.store('Iraq', into, open, position(open.id, coalition.identity('Iraq'), green));
  const times = [{}, { asOf: '2026-01-03' }, { asOf: '2026-01-03', known: '2026-01-02' }, { asOf: '2025-12-01' }];
  const see = (by: string) => times.map((time) => pictureFor(coalition.core, coalition.viewer(by), time));
  const former = see('France');
  const list = releaseMarking(coalition.identity('Iraq'), { to: [coalition.identity('Norway')] });
  const amber = { object_marking_refs: [tlp('amber'), list.id] };
  const hidden = claim('The dam is weak', amber);
  const said = statement(open.id, coalition.identity('France'), 'It is high.', amber);
  await coalition.store('Iraq', into, list, hidden, said, position(hidden.id, coalition.identity('Iraq'), amber));
  assert.deepEqual(see('France'), former);
  const [theirs] = see('Norway');
  assert.equal(theirs?.claims.length, 2);
  assert.equal(theirs?.signals[0]?.kind, 'contradiction');
});

test('as of a day it shows what was so then, by what is known now or had come by then, whatever its authors write', async () => {
  await using coalition = await createTestCoalition(['France']);
  const into = await coalition.collection({ title: 'Open' });
  const object = claim('The road is open', { ...green, created: '2026-01-01T00:00:00.000Z' });
  const late = position(object.id, coalition.identity('France'), {
    ...green,
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-01-02T00:00:00.000Z',
  });
  await coalition.store('France', into, object, late);
  const came = coalition.core.now().slice(0, 10);
  const dayBefore = new Date(Date.parse(came) - 86_400_000).toISOString().slice(0, 10);
  const held = (asOf: string, known?: string): number =>
    pictureFor(coalition.core, coalition.viewer('France'), { asOf, ...(known === undefined ? {} : { known }) }).cells
      .length;
  assert.equal(held('2026-01-01'), 0, 'it was held from the second');
  assert.equal(held('2026-01-03'), 1, 'as is known now');
  assert.equal(held('2026-01-03', dayBefore), 0, 'it had not come, though it is dated before');
  assert.equal(held('2026-01-03', came), 1);
  const matrix = (known: string) =>
    coalition.core.positions.answers.matrix(
      coalition.viewer('France'),
      '2026-01-03',
      seenThen(coalition.core, coalition.viewer('France'), '2026-01-03', known),
    );
  assert.deepEqual([matrix(dayBefore).cells.length, matrix(came).cells.length], [0, 1]);
});
