import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { claimedMessage } from '@entente/exchange';
import { note, releaseMarking, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';
import { arrives, confirmed, filesWith, order, secret } from './test-recalls.ts';

/** Norway, and Iceland (the spoke), which are joined with the Secretariat (the hub) alone. */
async function throughHub(prepare = async (_spoke: TestNode): Promise<void> => {}) {
  const both = { sending: true, receiving: true };
  const norway = await startTestNode('Norway', 300);
  const hub = await startTestNode('Secretariat', 300);
  const spoke = await startTestNode('Iceland', 300);
  await prepare(spoke);
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

/** Says something to everybody, which has come to the spoke. */
async function published({ norway, spoke }: { norway: TestNode; spoke: TestNode }, content = secret) {
  const by = { created_by_ref: norway.identity('Norway') };
  const green = note(content, { ...by, object_marking_refs: [tlp('green')] });
  const open = await norway.collection();
  await norway.write(open, green);
  const id = String(green.id);
  await arrives(spoke, id);
  return { by, open, id };
}

const decide = (at: TestNode, kind: 'leave' | 'return', member: string) =>
  at.core.signedRoster.amend(() => [{ kind, member }], 'a test', `${member}: ${kind}`);

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
  const { by, open, id } = await published(nodes);
  const atHub = hub.core.peers.store.all().find(({ name }) => name === 'Norway');
  assert.ok(atHub);
  await hub.core.peers.service.change(hub.admin, atHub.id, { receiving: 'paused' });
  // Who it is told of has left for those that narrow it meanwhile: for it alone nothing is narrowed.
  await decide(norway, 'leave', 'Iceland');
  await norway.write(open, note('For nobody.', { ...by, id, version: 2, object_marking_refs: [tlp('red')] }));
  await order(norway, id);
  await decide(norway, 'return', 'Iceland');
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
  await decide(norway, 'leave', 'Iceland');
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
  const { by, open, id } = await published(nodes);
  await decide(norway, 'leave', 'Secretariat');
  await norway.write(open, note('For nobody.', { ...by, id, version: 2, object_marking_refs: [tlp('red')] }));
  await decide(norway, 'return', 'Secretariat');
  await eventually(
    () => filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'it has still what is for nobody any more',
  );
});

test('who has it through a hub purges it too when that hub had left before, is back, and keeps it', async () => {
  await using nodes = await throughHub();
  const { norway, spoke } = nodes;
  const { by, open, id } = await published(nodes);
  await decide(norway, 'leave', 'Secretariat');
  await decide(norway, 'return', 'Secretariat');
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
  const { by, open, id } = await published(nodes);
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

test('of two that have it through a hub, what the one lost by then and what the other loses is told together', async () => {
  await using nodes = await throughHub((spoke) => hostMember(spoke, 'Faroes'));
  const { norway, spoke } = nodes;
  const { by, open, id } = await published(nodes, 'The first word.');
  await decide(norway, 'leave', 'Faroes');
  await norway.write(open, note(secret, { ...by, id, version: 2, object_marking_refs: [tlp('green')] }));
  await eventually(
    () => spoke.text('Iceland', id)?.includes('quexalite') === true,
    () => 'the second version did not come',
  );
  await norway.write(open, note('For nobody.', { ...by, id, version: 3, object_marking_refs: [tlp('red')] }));
  await eventually(
    () => filesWith(dirname(spoke.core.database.file)).length === 0,
    () => 'it has still what is for nobody any more',
  );
});
