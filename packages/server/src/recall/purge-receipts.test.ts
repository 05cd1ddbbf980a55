import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage, keyId, openMessage, signMessage } from '@entente/exchange';
import { Problem } from '../http/problem.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';

test('what a node signed about a purge can be shown to its owner, and tells him of nobody else’s', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  const { atHost } = await joinNodes(norway, sweden);
  const open = await norway.collection();
  const { recallService, recallViews } = norway.core.recall;

  async function publish(member: string): Promise<string> {
    const value = note(`of ${member}`, {
      created_by_ref: norway.identity(member),
      object_marking_refs: [tlp('green')],
    });
    await norway.core.service.add(norway.viewer(member), open, [{ bytes: Buffer.from(JSON.stringify(value)), value }]);
    return String(value.id);
  }
  const owners = ['Norway', 'Finland'];
  const ids = await Promise.all(owners.map(publish));
  await eventually(
    () => ids.every((id) => sweden.sees('Sweden').includes(id)),
    () => `Sweden sees ${sweden.sees('Sweden')}`,
  );
  // Both orders go in one page, and are answered together.
  await sweden.stop();
  const recalls = await Promise.all(
    owners.map((name, place) =>
      recallService.order(norway.viewer(name), { object: ids[place] ?? '', reason: 'Wrong source' }),
    ),
  );
  // What another member says of that node, which does not stand behind it, confirms nothing.
  const roster = norway.core.signedRoster.current()?.file.roster;
  const key = roster?.members.find(({ name }) => name === 'Finland')?.keys[0]?.key;
  const jwk = key === undefined ? undefined : norway.core.keyStore.privateKey(keyId(key));
  assert.ok(roster && jwk);
  const said = {
    kind: 'purged' as const,
    coalition: roster.coalition.id,
    by: norway.identity('Finland'),
    at: norway.core.now(),
    node: atHost.nodeId ?? '',
    orders: owners.map((name, place) => ({
      recall: recalls[place]?.id ?? '',
      owner: norway.identity(name),
      id: ids[place] ?? '',
      state: 'purged' as const,
      versions: 1,
    })),
    covered: [...coverage.covered],
    not_covered: [...coverage.notCovered],
    kept: ['tombstone' as const],
  };
  await norway.core.recall.orderExchange.takeReceipts(atHost.peer, [await signMessage(said, jwk)]);
  const receiptsOf = (place: number) =>
    recallViews.receipts(recallService.find(norway.viewer(owners[place] ?? ''), recalls[place]?.id ?? '')).receipts;
  assert.deepEqual(
    [0, 1].map((place) => receiptsOf(place).length),
    [0, 0],
  );
  await sweden.start();
  await eventually(
    () => [0, 1].every((place) => receiptsOf(place).length === 1),
    () => JSON.stringify([0, 1].map(receiptsOf)),
    20_000,
  );
  const keys = norway.core.signedRoster.keys();
  assert.ok(keys);
  for (const [place, name] of owners.entries()) {
    const [receipt] = receiptsOf(place);
    assert.equal(receipt?.node, 'Sweden');
    const opened = await openMessage(receipt?.word ?? '', keys, norway.core.now());
    assert.ok(opened.state === 'opened' && opened.message.kind === 'purged', JSON.stringify(opened));
    const { by, orders } = opened.message;
    assert.equal(by, sweden.identity('Sweden'));
    assert.deepEqual(
      orders.map(({ owner, id, recall }) => [owner, id, recall]),
      [[norway.identity(name), ids[place], recalls[place]?.id]],
    );
  }
  assert.equal(await asked(norway, 'Finland', recalls[0]?.id), 'not-found');
});

async function asked(at: TestNode, member: string, id = ''): Promise<string> {
  try {
    at.core.recall.recallService.find(at.viewer(member), id);
    return 'found';
  } catch (error) {
    return error instanceof Problem ? error.code : 'fault';
  }
}
