import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { claimedMessage, Purged, type Recall, signMessages } from '@entente/exchange';
import { note, tlp } from '../objects/test-coalition.ts';
import { startLiar } from '../peers/test-liar.ts';
import { eventually, startTestNode, type TestNode } from '../peers/test-nodes.ts';

let node: TestNode;
let liar: Awaited<ReturnType<typeof startLiar>>;

before(async () => {
  node = await startTestNode('Norway', 200);
  liar = await startLiar(node);
});
after(async () => {
  await node[Symbol.asyncDispose]();
  await liar[Symbol.asyncDispose]();
});

const stamp = '2026-01-01T00:00:00.000Z';
const order = (more: Partial<Recall> = {}): Recall => {
  const id = `note--${randomUUID()}`;
  return {
    kind: 'recall',
    coalition: node.core.signedRoster.current()?.file.roster.coalition.id ?? '',
    by: liar.identity,
    at: new Date().toISOString(),
    recall: randomUUID(),
    because: 'recalled',
    items: [
      { id, versions: 'all' },
      { id, versions: [stamp] },
    ],
    ...more,
  };
};
const signed = (orders: readonly Recall[]) => signMessages(orders, liar.key, new Date().toISOString(), randomBytes);
const isKnown = ({ recall }: Recall): boolean =>
  node.core.database.prepare('SELECT 1 FROM recall WHERE id = ?').get(recall) !== undefined;
function serve(answer: (after: string | null) => object): void {
  liar.behaviour.orders = (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(answer(searchParams.get('after'))));
  };
  node.core.peers.wake(node.admin, 'Liar');
}
const confirmedOrders = () => liar.behaviour.receipts.map((word) => Purged.parse(claimedMessage(word)).orders);

test('orders that are none keep back none of those beside and after them, all answered in one word', async () => {
  const good = Array.from({ length: 300 }, () => order());
  const other = order();
  const bad = [
    order({ items: [{ id: `note--${randomUUID()}`, versions: ['no time at all'] }] }),
    order({ by: node.identity('Norway') }),
    order({ coalition: randomUUID() }),
    order({ items: [order(), order()].flatMap(({ items }) => items) }),
  ];
  const words = await signed([...bad, ...good]);
  const [, , , , first = ''] = words;
  const own = JSON.parse(first.slice(first.indexOf('~') + 1));
  const spliced = `${first.split('~')[0]}~${JSON.stringify({ ...own, message: other })}`;
  const page = [spliced, 'nonsense', '~', `${first.split('~')[0]}~{}`, ...words.slice(0, 100)];
  const last = words.slice(100);
  // What it refuses is never confirmed: it must not hide what comes after it.
  let isOver = false;
  serve((after) => {
    if (isOver) return { orders: [] };
    if (after === null) return { orders: page, next: bad[0]?.recall };
    isOver = true;
    return { orders: last };
  });
  await eventually(
    () => confirmedOrders().flat().length >= good.length,
    () => `${confirmedOrders().flat().length} of ${good.length}`,
  );
  assert.deepEqual(
    good.filter((each) => !isKnown(each)),
    [],
  );
  assert.deepEqual([...bad, other].filter(isKnown), []);
  assert.deepEqual(
    confirmedOrders()
      .flat()
      .map(({ recall }) => recall)
      .sort(),
    good.map(({ recall }) => recall).sort(),
  );
  assert.equal(liar.behaviour.receipts.length, 2, 'a word for each page');
});

test('who calls an order as another called its own takes nothing from that one', async () => {
  const open = await node.collection();
  const own = note('Of Norway.', { created_by_ref: node.identity('Norway'), object_marking_refs: [tlp('green')] });
  await node.write(open, own);
  const ask = { object: String(own.id), reason: 'Wrong source' };
  const { id: recall } = await node.core.recall.recallService.order(node.admin, ask);
  const squatting = order({ recall });
  const words = await signed([squatting]);
  let isOver = false;
  serve(() => {
    const orders = isOver ? [] : words;
    isOver = true;
    return { orders };
  });
  const [item] = squatting.items;
  await eventually(
    () =>
      confirmedOrders()
        .flat()
        .some(({ id }) => id === item?.id),
    () => JSON.stringify(confirmedOrders().at(-1)),
  );
  const said = confirmedOrders()
    .flat()
    .filter((each) => each.recall === recall);
  assert.deepEqual(
    said.map(({ owner, id }) => [owner, id]),
    [[liar.identity, item?.id]],
    'it is told apart in what is confirmed',
  );
  assert.equal(node.core.recall.recallService.find(node.admin, recall).object, own.id);
});

test('pages of orders that lead back to themselves are not followed', async () => {
  let asked = 0;
  const [word = ''] = await signed([order()]);
  const next = randomUUID();
  serve(() => {
    asked += 1;
    return { orders: [word], next };
  });
  await eventually(
    () => node.core.peers.statuses.of(liar.peer).failure?.code === 'endless',
    () => JSON.stringify(node.core.peers.statuses.of(liar.peer)),
  );
  assert.ok(asked < 10, `asked ${asked} times`);
});
