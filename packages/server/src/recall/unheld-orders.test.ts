import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type Recall, signMessages } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import { startLiar } from '../peers/test-liar.ts';
import { eventually, startTestNode } from '../peers/test-nodes.ts';

test('a member that invents orders without end fills no table, and its orders about what is here are carried out', async () => {
  const unheldOrders = { perOwner: 50, perPeer: 1000 };
  await using node = await startTestNode('Norway', 300, {
    peers: { allowsPrivate: true, pollMilliseconds: 300, unheldOrders },
  });
  await using liar = await startLiar(node);
  const real = note('It was here.', { object_marking_refs: [tlp('green')] });
  await liar.serve([{ object: real }]);
  await eventually(
    () => node.sees('Norway').includes(String(real.id)),
    () => 'it did not come',
  );
  const order = (id: string): Recall => ({
    kind: 'recall',
    coalition: node.core.signedRoster.current()?.file.roster.coalition.id ?? '',
    by: liar.identity,
    at: new Date().toISOString(),
    recall: randomUUID(),
    because: 'recalled',
    items: [
      { id, versions: 'all' },
      { id, versions: [String(real.modified)] },
    ],
  });
  const invented = Array.from({ length: 200 }, () => order(`note--${randomUUID()}`));
  const said = [...invented, order(String(real.id))];
  const words = await signMessages(said, liar.key, new Date().toISOString(), randomBytes);
  liar.behaviour.orders = (_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ orders: words }));
  node.core.peers.wake(node.admin, 'Liar');
  await eventually(
    () => !node.sees('Norway').includes(String(real.id)),
    () => 'what is here was not purged',
  );
  const count = (sql: string) => Number(node.core.database.prepare(sql).get()?.n);
  await eventually(
    () => node.core.peers.statuses.of(liar.peer).refusesOrdersOf.length > 0,
    () => 'nobody is told',
  );
  assert.deepEqual(node.core.peers.statuses.of(liar.peer).refusesOrdersOf, ['Liar']);
  // Each is two lines: the order, and the version that it names.
  assert.equal(count('SELECT count(*) AS n FROM recall'), 25 + 1);
  assert.equal(count('SELECT sum(lines) AS n FROM recall_unheld'), 50);
  await eventually(
    () => node.core.peers.log.last(liar.peer, 50).some(({ detail }) => detail.includes('never came here')),
    () => JSON.stringify(node.core.peers.log.last(liar.peer, 50)),
  );
});
