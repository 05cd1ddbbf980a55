import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTakenIn, openMessage, signMessage, takenInLeaf, takenInRoot } from '@entente/exchange';
import { Problem } from '../http/problem.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode } from '../peers/test-nodes.ts';

test('an owner shows offline who took in what, and what was taken back leaves nothing of that', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  const { atHost } = await joinNodes(norway, sweden);
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  const open = await norway.collection();
  const marks = { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] };
  const sent = note('The bridge is open.', marks);
  await norway.write(open, sent);
  const id = String(sent.id);
  const { tookInReceipts, signedRoster, now, database } = norway.core;
  await eventually(
    () => tookInReceipts(norway.admin, id).receipts.length === 1,
    () => 'nobody has confirmed',
    20_000,
  );
  const { receipts, more } = tookInReceipts(norway.admin, id);
  const [receipt] = receipts;
  const keys = signedRoster.keys();
  assert.ok(keys && receipt);
  const opened = await openMessage(receipt.word, keys, now());
  assert.ok(opened.state === 'opened' && opened.message.kind === 'took-in', JSON.stringify(opened));
  const { message } = opened;
  assert.deepEqual([message.by, message.owner], [norway.identity('Sweden'), norway.identity('Norway')]);
  assert.deepEqual(
    receipt.took_in.map((proof) => [proof.id, proof.modified, isTakenIn(message, proof)]),
    [[id, sent.modified, true]],
  );
  assert.equal(more, false);
  assert.deepEqual(tookInReceipts(norway.admin, id, '2001-01-01T00:00:00.000Z').receipts, []);
  assert.deepEqual(tookInReceipts(norway.admin, id, 'no version').receipts, []);

  // Others may read the object, and are not told who has it.
  for (const name of ['Sweden', 'Finland']) {
    assert.throws(
      () => tookInReceipts(norway.viewer(name), id),
      (error) => error instanceof Problem && error.code === 'not-found',
    );
  }

  // What is known takes no more room, however often it is said under other words.
  const words = () => Number(database.prepare('SELECT count(*) AS n FROM holding_word').get()?.n);
  const before = words();
  const [proof] = receipt.took_in;
  const jwk = sweden.core.keyStore.privateKey(opened.keyId);
  assert.ok(proof && jwk);
  const { place: _, path: __, ...line } = proof;
  const again = { ...message, at: now(), root: takenInRoot([takenInLeaf(line)]), size: 1 };
  const said = [{ word: await signMessage(again, jwk), renditions: [line] }];
  assert.equal(await norway.core.peers.receiptExchange.take(atHost.peer, said), 0);
  assert.equal(words(), before);

  await norway.core.recall.recallService.order(norway.admin, { object: id, reason: 'Wrong source' });
  const salt = Buffer.from(proof.salt, 'base64url');
  assert.equal(database.prepare('SELECT 1 FROM holding WHERE salt = ?').get(salt), undefined);
});
