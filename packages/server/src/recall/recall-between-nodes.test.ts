import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { claimedMessage } from '@entente/exchange';
import { createBackup } from '../backup/create-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { note, releaseMarking, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';

const secret = 'The quexalite convoy leaves the zorvane depot at four.';

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

/** Norway, and Iceland (the spoke), which are joined with the Secretariat (the hub) alone. */
async function throughHub() {
  const both = { sending: true, receiving: true };
  const norway = await startTestNode('Norway', 300);
  const hub = await startTestNode('Secretariat', 300);
  const spoke = await startTestNode('Iceland', 300);
  await joinNodes(norway, hub);
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  return {
    norway,
    hub,
    spoke,
    async [Symbol.asyncDispose]() {
      for (const node of [spoke, hub, norway]) await node[Symbol.asyncDispose]();
    },
  };
}

const order = (at: TestNode, object: string, version?: string) =>
  at.core.recall.recallService.order(at.admin, { object, version, reason: 'Wrong source' });
const nodesOf = (at: TestNode, id: string) =>
  at.core.recall.recallViews.of(at.core.recall.recallService.find(at.admin, id)).nodes;
const confirmed = (at: TestNode, id: string, name: string) =>
  eventually(
    () => nodesOf(at, id).some((each) => each.name === name && each.state === 'confirmed'),
    () => `${JSON.stringify(nodesOf(at, id))} ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
  );
const arrives = (at: TestNode, id: string) =>
  eventually(
    () => at.sees(at.name).includes(id),
    () => `${id} did not come to ${at.name}: ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
  );

function filesWith(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => ['quexalite', 'zorvane'].some((word) => readFileSync(file).includes(word)));
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

test('a hub passes an order on to whom it passed the object on, in the owner’s own words', async () => {
  await using nodes = await throughHub();
  const { norway, hub, spoke } = nodes;
  const object = note(secret, { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] });
  await norway.write(await norway.collection(), object);
  const id = String(object.id);
  await arrives(spoke, id);
  // As where it is killed right after it has passed it on.
  await hub.core.audit.flush();
  hub.core.database.exec('DELETE FROM audit_delivery');
  const { id: recall } = await order(norway, id);
  await confirmed(norway, recall, 'Secretariat');
  await eventually(
    () => !spoke.sees('Iceland').includes(id),
    () => 'Iceland has it still',
  );
  assert.deepEqual(
    spoke.core.database
      .prepare('SELECT id FROM recall')
      .all()
      .map((row) => row.id),
    [recall],
  );
});

test('a hub that hears at once of an object that its members lost it, and that it is recalled, passes the recall on', async () => {
  await using nodes = await throughHub();
  const { norway, hub, spoke } = nodes;
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  const id = String(green.id);
  const open = await norway.collection();
  await norway.write(open, green);
  await arrives(spoke, id);
  const atHub = hub.core.peers.store.all().find(({ name }) => name === 'Norway');
  assert.ok(atHub);
  await hub.core.peers.service.change(hub.admin, atHub.id, { receiving: 'paused' });
  // Who it is told of has left for those that narrow it meanwhile: for it alone nothing is narrowed.
  await norway.core.signedRoster.amend(() => [{ kind: 'leave', member: 'Iceland' }], 'a test', 'Iceland leaves');
  await norway.write(open, note('For nobody.', { ...by, id, version: 2, object_marking_refs: [tlp('red')] }));
  await order(norway, id);
  await norway.core.signedRoster.amend(() => [{ kind: 'return', member: 'Iceland' }], 'a test', 'Iceland is back');
  await hub.core.peers.service.change(hub.admin, atHub.id, { receiving: 'on' });
  await eventually(
    () => !hub.sees('Secretariat').includes(id) && !spoke.sees('Iceland').includes(id),
    () => 'somebody has it still',
  );
});

test('who has it through a hub and had left when it was narrowed purges it too', async () => {
  await using nodes = await throughHub();
  const { norway, spoke } = nodes;
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  const other = note('This stays for all.', { ...by, object_marking_refs: [tlp('green')] });
  const open = await norway.collection();
  await norway.write(open, green, other);
  await arrives(spoke, String(green.id));
  await arrives(spoke, String(other.id));
  await norway.core.signedRoster.amend(() => [{ kind: 'leave', member: 'Iceland' }], 'a test', 'Iceland leaves');
  await eventually(
    () => spoke.core.members.find('Iceland')?.left !== undefined,
    () => 'it does not hear that it has left',
  );
  const id = String(green.id);
  await norway.write(open, note('For nobody.', { ...by, id, version: 2, object_marking_refs: [tlp('red')] }));
  await eventually(
    () => filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'it has still what is for nobody any more',
  );
  const left = spoke.core.database.prepare('SELECT count(*) AS n FROM version WHERE id = ?').get(String(other.id));
  assert.equal(left?.n, 1);
});

test('who has it through a hub purges it too when that hub had left as it was narrowed', async () => {
  await using nodes = await throughHub();
  const { norway, spoke } = nodes;
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  const open = await norway.collection();
  await norway.write(open, green);
  const id = String(green.id);
  await arrives(spoke, id);
  await norway.core.signedRoster.amend(() => [{ kind: 'leave', member: 'Secretariat' }], 'a test', 'It leaves');
  await norway.write(open, note('For nobody.', { ...by, id, version: 2, object_marking_refs: [tlp('red')] }));
  await norway.core.signedRoster.amend(() => [{ kind: 'return', member: 'Secretariat' }], 'a test', 'It is back');
  await eventually(
    () => filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'it has still what is for nobody any more',
  );
});

test('who has it through a hub purges it too when that hub had left before, is back, and keeps it', async () => {
  await using nodes = await throughHub();
  const { norway, spoke } = nodes;
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  const open = await norway.collection();
  await norway.write(open, green);
  const id = String(green.id);
  await arrives(spoke, id);
  await norway.core.signedRoster.amend(() => [{ kind: 'leave', member: 'Secretariat' }], 'a test', 'It leaves');
  await norway.core.signedRoster.amend(() => [{ kind: 'return', member: 'Secretariat' }], 'a test', 'It is back');
  const toHub = releaseMarking(by.created_by_ref, { to: [norway.identity('Secretariat')] });
  const marks = { ...by, id, version: 2, object_marking_refs: [tlp('amber'), toHub.id] };
  await norway.write(open, toHub, note('For the hub.', marks));
  await eventually(
    () => filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'it has still what is for nobody there any more',
  );
});

test('who has it through a hub purges it too once it is not for everybody any more, and is told of nobody else', async () => {
  await using nodes = await throughHub();
  const { norway, hub, spoke } = nodes;
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  const open = await norway.collection();
  await norway.write(open, green);
  const id = String(green.id);
  await arrives(spoke, id);
  const toHub = releaseMarking(by.created_by_ref, { to: [norway.identity('Secretariat')] });
  const narrower = note('What is left to say.', {
    ...by,
    id,
    version: 2,
    object_marking_refs: [tlp('amber'), toHub.id],
  });
  await norway.write(open, toHub, narrower);
  await eventually(
    () => !spoke.sees('Iceland').includes(id) && filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'Iceland has it still',
  );
  await eventually(
    () => hub.text('Secretariat', id)?.includes('What is left') === true,
    () => 'the narrower version did not come to the hub',
  );
  assert.notDeepEqual(filesWith(dirname(hub.core.database.file)), [], 'who may have the newest keeps the older');
  // Nobody at all may have the next one any more.
  const other = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  await norway.write(open, other);
  await arrives(spoke, String(other.id));
  await norway.write(
    open,
    note('For nobody.', { ...by, id: String(other.id), version: 2, object_marking_refs: [tlp('red')] }),
  );
  await eventually(
    () => !spoke.sees('Iceland').includes(String(other.id)) && !hub.sees('Secretariat').includes(String(other.id)),
    () => 'somebody has it still',
  );
  // No way leads the next one of this to Iceland, which may have it and so keeps the first, until that ends too.
  const third = note(secret, { ...by, object_marking_refs: [tlp('green')] });
  await norway.write(open, third);
  await arrives(spoke, String(third.id));
  const toBoth = releaseMarking(by.created_by_ref, { to: ['Secretariat', 'Iceland'].map(norway.identity) });
  const narrowing = { ...by, id: String(third.id) };
  const second = note('For two.', { ...narrowing, version: 2, object_marking_refs: [tlp('amber'), toBoth.id] });
  await norway.write(open, toBoth, second);
  await eventually(
    () => hub.text('Secretariat', String(third.id))?.includes('For two') === true,
    () => 'the second version did not come to the hub',
  );
  assert.ok(spoke.sees('Iceland').includes(String(third.id)));
  const last = note('For one.', { ...narrowing, version: 3, object_marking_refs: [tlp('amber'), toHub.id] });
  await norway.write(open, last);
  await eventually(
    () => !spoke.sees('Iceland').includes(String(third.id)),
    () => 'Iceland has still what was for it until then',
  );
  for (const { word } of spoke.core.database.prepare('SELECT word FROM recall').all()) {
    const { holders, because } = claimedMessage(String(word)) ?? {};
    assert.deepEqual({ holders, because }, { holders: undefined, because: 'narrowed' });
  }
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
