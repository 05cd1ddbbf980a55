import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { claimedMessage } from '@entente/exchange';
import { createBackup } from '../backup/create-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { note, releaseMarking, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { arrives, confirmed, filesWith, nodesOf, order, secret } from './test-recalls.ts';

async function twoNodes(prepare = async (_sweden: TestNode): Promise<void> => {}) {
  const norway = await startTestNode('Norway', 300);
  const sweden = await startTestNode('Sweden', 300);
  await prepare(sweden);
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  async function publish(content: string, more: object = {}): Promise<string> {
    const object = note(content, {
      created_by_ref: norway.identity('Norway'),
      object_marking_refs: [tlp('green')],
      ...more,
    });
    assert.equal((await norway.write(open, object))[0]?.state, 'stored');
    return String(object.id);
  }
  return { norway, sweden, open, publish };
}

test('a recall reaches the node that holds it, which purges, confirms, and never takes it again', async () => {
  const { norway, sweden, open, publish } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const id = await publish(secret);
  await arrives(sweden, id);
  const { id: recall } = await order(norway, id);
  await confirmed(norway, recall, 'Sweden');
  assert.deepEqual(sweden.sees('Sweden').includes(id), false);
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
  const kept = sweden.core.database.prepare('SELECT id, reason FROM recall').all();
  assert.deepEqual(
    kept.map((row) => ({ ...row })),
    [{ id: recall, reason: 'Wrong source' }],
  );

  // Norway's node sends it once more, as if it had forgotten: it is not taken, nor kept anywhere else.
  norway.core.database.exec('DELETE FROM tombstone');
  const again = note(secret, {
    id,
    created_by_ref: norway.identity('Norway'),
    object_marking_refs: [tlp('green')],
  });
  norway.core.database.exec('DELETE FROM recall_node');
  // What is remembered of tombstones goes with the process.
  await norway.stop();
  await norway.start();
  assert.equal((await norway.write(open, again))[0]?.state, 'stored');
  const marker = await publish('A later note, to know when it would have come.');
  await arrives(sweden, marker);
  assert.equal(sweden.sees('Sweden').includes(id), false);
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
});

test('who tells an order once more, since our word for it was lost there, gets that word again', async () => {
  const { norway, sweden, publish } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const id = await publish(secret);
  await arrives(sweden, id);
  const { id: recall } = await order(norway, id);
  await confirmed(norway, recall, 'Sweden');
  norway.core.database.exec('UPDATE recall_node SET confirmed = NULL, receipt = NULL');
  await confirmed(norway, recall, 'Sweden');
});

test('a node that was not there is told when it comes back; one that never got it is told nothing', async () => {
  const { norway, sweden, publish } = await twoNodes();
  await using denmark = await startTestNode('Denmark', 300);
  await using _ = norway;
  await using __ = sweden;
  await joinNodes(norway, denmark);
  const toSweden = releaseMarking(norway.identity('Norway'), { to: [norway.identity('Sweden')] });
  const [open] = norway.core.collections.all().filter(({ owner }) => owner === 1);
  assert.ok(open);
  await norway.write(open, toSweden);
  const id = await publish('For Sweden alone, and long enough.', { object_marking_refs: [tlp('amber'), toSweden.id] });
  await arrives(sweden, id);
  await sweden.stop();
  const { id: recall } = await order(norway, id, stampOf(1));
  assert.deepEqual(
    nodesOf(norway, recall).filter(({ here }) => !here),
    [{ name: 'Sweden', state: 'pending', here: false }],
  );
  assert.deepEqual(await norway.core.recall.orderExchange.allOrders(2), { orders: [] }, 'Denmark’s node never got it');
  assert.equal((await norway.core.recall.orderExchange.ordersFor(1)).orders.length, 1);
  // A node that is killed may have delivered what its log does not tell: whoever might have it is told.
  const unfetched = await publish('For all, and taken back before Sweden’s node asked.');
  const { id: second } = await order(norway, unfetched);
  assert.equal(nodesOf(norway, second).find(({ name }) => name === 'Sweden')?.state, 'pending');
  await sweden.start();
  await confirmed(norway, second, 'Sweden');
  await confirmed(norway, recall, 'Sweden');
  assert.equal(sweden.sees('Sweden').includes(id), false);
});

test('a word for somebody else counts for nothing', async () => {
  const { norway, sweden, publish } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const id = await publish('Norway alone may take this back.');
  await arrives(sweden, id);
  const other = await publish('Another one, to have an order to forge from.');
  await arrives(sweden, other);
  const { id: recall } = await order(norway, other);
  const [word = ''] = (await norway.core.recall.orderExchange.allOrders(1)).orders;
  const said = claimedMessage(word);
  assert.equal(said?.recall, recall, 'it is signed');
  const forged = { ...said, recall: randomUUID(), items: [{ id, versions: 'all' }] };
  const own = JSON.parse(word.slice(word.indexOf('~') + 1));
  const spliced = `${word.split('~')[0]}~${JSON.stringify({ ...own, message: forged })}`;
  // Sweden's own node says so to Norway's, for Norway's object: it does not speak for Norway.
  assert.equal(await norway.core.recall.orderExchange.takeOrders(1, [JSON.stringify(forged), spliced]), 2);
  assert.equal(norway.sees('Norway').includes(id), true);
  await norway.core.recall.orderExchange.takeReceipts(1, [JSON.stringify({ kind: 'purged', recall })]);
  assert.equal(sweden.sees('Sweden').includes(id), true);
  const asMember = norway.core.access.tokens.create(norway.admin, { member: 1, label: 'x', write: true });
  const { status } = await fetch(`${norway.url}/api/exchange/orders`, {
    headers: { authorization: `Bearer ${asMember.token}` },
  });
  assert.equal(status, 403);
});

test('a holder restored from a backup serves nothing until it knows what was recalled since', async () => {
  const { norway, sweden, publish } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const folder = mkdtempSync(join(tmpdir(), 'entente-recall-backup-'));
  try {
    const id = await publish(secret);
    await arrives(sweden, id);
    const data = dirname(sweden.core.database.file);
    await createBackup(sweden.core.database, join(folder, 'backup.db'));
    const { id: recall } = await order(norway, id);
    await confirmed(norway, recall, 'Sweden');
    await sweden.stop();
    rmSync(data, { recursive: true });
    await restoreBackup(join(folder, 'backup.db'), data);
    assert.notDeepEqual(filesWith(data), [], 'the backup holds it');
    await norway.stop();
    await sweden.start();
    assert.equal((await fetch(`${sweden.url}/taxii2/`)).status, 503);
    await norway.start();
    await eventually(
      () => sweden.core.quarantine.since() === undefined,
      () => 'still in quarantine',
    );
    assert.equal(sweden.sees('Sweden').includes(id), false);
    assert.deepEqual(filesWith(data), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('who loses all sight of an object by a newer version has it purged; who still may have it keeps it', async () => {
  const { norway, sweden, open, publish } = await twoNodes();
  await using denmark = await startTestNode('Denmark', 300);
  await using _ = norway;
  await using __ = sweden;
  await joinNodes(norway, denmark);
  const id = await publish(secret);
  await arrives(sweden, id);
  await arrives(denmark, id);
  const forDenmark = releaseMarking(norway.identity('Norway'), { to: [norway.identity('Denmark')] });
  await norway.write(open, forDenmark);
  const narrower = note('What is left to say.', {
    id,
    modified: stampOf(2),
    created_by_ref: norway.identity('Norway'),
    object_marking_refs: [tlp('amber'), forDenmark.id],
  });
  assert.equal((await norway.write(open, narrower))[0]?.state, 'stored');
  const [ordered, ...others] = norway.core.recall.recallService.ofObject(norway.admin, id);
  assert.deepEqual([ordered?.because, ordered?.holder, others], ['narrowed', norway.identity('Sweden'), []]);
  await confirmed(norway, ordered?.id ?? '', 'Sweden');
  assert.equal(sweden.sees('Sweden').includes(id), false);
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
  await eventually(
    () => denmark.text('Denmark', id)?.includes('What is left') === true,
    () => 'the narrower version did not come to Denmark',
  );
  assert.notDeepEqual(filesWith(dirname(denmark.core.database.file)), [], 'the older version stays there');

  // Wider again: the new version comes, the older ones do not come back.
  const wider = { ...narrower, modified: stampOf(3), content: 'For all again.', object_marking_refs: [tlp('green')] };
  assert.equal((await norway.write(open, wider))[0]?.state, 'stored');
  await arrives(sweden, id);
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
});

test('who loses all sight of an object by a change of a group has it purged', async () => {
  const { norway, sweden, open, publish } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const group = await norway.core.memberService.putGroup(norway.admin, { name: 'Coastal', members: ['Sweden'] });
  const coastal = releaseMarking(norway.identity('Norway'), { to: [group.identity] });
  await norway.write(open, coastal);
  const id = await publish(secret, { object_marking_refs: [tlp('amber'), coastal.id] });
  await arrives(sweden, id);
  await norway.core.memberService.putGroup(norway.admin, {
    name: 'Coastal',
    members: ['Norway'],
    identity: group.identity,
  });
  const [ordered] = norway.core.recall.recallService.ofObject(norway.admin, id);
  await confirmed(norway, ordered?.id ?? '', 'Sweden');
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
  assert.equal(norway.sees('Norway').includes(id), true);
});

test('what was recalled is not kept among what was set aside, when a third node sends it in its own name', async () => {
  const { norway, sweden, publish } = await twoNodes();
  await using denmark = await startTestNode('Denmark', 300);
  await using _ = norway;
  await using __ = sweden;
  const both = { sending: true, receiving: true };
  await joinNodes(denmark, sweden, both, both, norway);
  const id = await publish(secret);
  await arrives(sweden, id);
  const text = JSON.parse(sweden.text('Sweden', id) ?? '{}');
  const { id: recall } = await order(norway, id);
  await confirmed(norway, recall, 'Sweden');
  // Denmark's node has it as something that nobody there created, and says that Denmark is its source.
  const forged = { ...text, created_by_ref: undefined, content: secret };
  const open = await denmark.collection();
  assert.equal((await denmark.write(open, forged))[0]?.state, 'stored');
  const marker = note('Comes after it.', {
    created_by_ref: denmark.identity('Denmark'),
    object_marking_refs: [tlp('green')],
  });
  denmark.core.database.exec(`UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), '"spec_version"',
    '"created_by_ref":"${norway.identity('Norway')}","spec_version"') AS BLOB) WHERE CAST(bytes AS TEXT) LIKE '%quexalite%'`);
  await denmark.write(open, marker);
  await arrives(sweden, String(marker.id));
  assert.equal(sweden.core.peers.setAsides.count(2), 0);
  assert.deepEqual(filesWith(dirname(sweden.core.database.file)), []);
});

test('what was for everybody goes from a node of two members once both have lost it', async () => {
  const { norway, sweden, open, publish } = await twoNodes((at) => hostMember(at, 'Finland'));
  await using _ = norway;
  await using __ = sweden;
  const by = { created_by_ref: norway.identity('Norway') };
  const id = await publish(secret);
  await arrives(sweden, id);
  const narrow = async (version: number, ...names: string[]) => {
    const list = releaseMarking(by.created_by_ref, { to: names.map(norway.identity) });
    const marked = { ...by, id, version, object_marking_refs: [tlp('amber'), list.id] };
    await norway.write(open, list, note(`For ${names.join()} now.`, marked));
  };
  await narrow(2, 'Finland');
  await eventually(
    () => sweden.text('Finland', id)?.includes('For Finland') === true && sweden.text('Sweden', id) === undefined,
    () => 'not narrowed',
  );
  assert.notDeepEqual(filesWith(dirname(sweden.core.database.file)), [], 'Finland has it still');
  await narrow(3, 'Norway');
  await eventually(
    () => sweden.text('Finland', id) === undefined && filesWith(dirname(sweden.core.database.file)).length === 0,
    () => 'it is there still',
  );
  const both = await publish(secret);
  await arrives(sweden, both);
  await norway.write(
    open,
    note('For nobody else.', { ...by, id: both, version: 2, object_marking_refs: [tlp('red')] }),
  );
  await eventually(
    () => !sweden.sees('Sweden').includes(both) && filesWith(dirname(sweden.core.database.file)).length === 0,
    () => 'both lost it at once, and it is there still',
  );
});
