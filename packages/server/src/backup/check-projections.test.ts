import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim, position } from '../briefs/test-claims.ts';
import { createTestCoalition, tlp } from '../objects/test-coalition.ts';
import { checkProjections } from './check-projections.ts';

test('a picture that holds something else than the objects is found, and left as it is', async () => {
  await using coalition = await createTestCoalition(['France']);
  const { database } = coalition;
  const green = { object_marking_refs: [tlp('green')] };
  const put = claim('The road is open', green);
  const into = await coalition.collection({ title: 'Open' });
  await coalition.store('France', into, put, position(put.id, coalition.identity('France'), green));
  await coalition.settled();
  assert.equal(checkProjections(database).state, 'ok');
  database.exec('UPDATE position_row SET content = replace(content, \'"opinion":\', \'"opinion_was":\')');
  const rows = () => JSON.stringify(database.prepare('SELECT * FROM position_row').all());
  const before = rows();
  const { state, message } = checkProjections(database);
  assert.equal(state, 'failed');
  assert.match(message, /^positions:/);
  assert.equal(rows(), before);
});
