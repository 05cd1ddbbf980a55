import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createBackup } from '../backup/create-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { Collection } from '../collections/collection-store.ts';
import { note, releaseMarking, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';

const secret = 'The quexalite convoy leaves at four.';

/** Says something to everybody; the answer is its id. */
async function publish(at: TestNode, into: Collection): Promise<string> {
  const by = at.identity(at.name);
  const green = note(secret, { created_by_ref: by, object_marking_refs: [tlp('green')], object_refs: [by] });
  assert.equal((await at.write(into, green))[0]?.state, 'stored');
  return String(green.id);
}

/** Says something to everybody, which has come to these nodes. */
async function publishTo(others: readonly TestNode[], at: TestNode): Promise<{ open: Collection; id: string }> {
  const open = await at.collection();
  const id = await publish(at, open);
  await eventually(
    () => others.every((node) => node.text(node.name, id) !== undefined),
    () => 'it did not come',
  );
  return { open, id };
}

/** Puts it into the roster that a member leaves, or comes back; the answer is the hash of that version. */
async function decide(at: TestNode, kind: 'leave' | 'return', member: string): Promise<string> {
  const { hash } = await at.core.signedRoster.propose(at.admin, [{ kind, member }]);
  assert.equal((await at.core.signedRoster.sign(at.admin, hash)).state, 'accepted');
  return hash;
}

/** Its next version, for some only. */
async function narrow(
  at: TestNode,
  into: Collection,
  id: string,
  version: number,
  name: string,
  strictly?: 'strictly',
) {
  const by = at.identity(at.name);
  const list = releaseMarking(by, { to: [at.identity(name)] });
  const level = tlp(strictly === undefined ? 'amber' : 'amber+strict');
  const marks = { created_by_ref: by, object_marking_refs: [level, list.id] };
  await at.write(into, list, note(`For ${name} now.`, { ...marks, id, version }));
}

function isInFiles({ core }: TestNode): boolean {
  const folder = dirname(core.database.file);
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('quexalite'));
}

test('a node of two members that hears at once how both lost an object, one after the other, keeps nothing of it', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const { open, id } = await publishTo([sweden], norway);
  await sweden.stop();
  await narrow(norway, open, id, 2, 'Sweden');
  await narrow(norway, open, id, 3, 'Norway');
  await sweden.start();
  await eventually(
    () => !isInFiles(sweden),
    () => 'it is there still',
  );
  for (const member of ['Sweden', 'Finland']) assert.equal(sweden.text(member, id), undefined);
});

test('who lost an object reads it no more, also where the newer version of the other member there cannot come', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await hostMember(sweden, 'Estonia');
  await joinNodes(norway, sweden);
  const { open, id } = await publishTo([sweden], norway);
  // Past its operator nothing so narrow is carried: all that its node hears is who lost it.
  await narrow(norway, open, id, 2, 'Finland', 'strictly');
  await eventually(
    () => sweden.text('Sweden', id) === undefined && sweden.text('Estonia', id) === undefined,
    () => 'they read it still',
  );
  assert.match(sweden.text('Finland', id) ?? '', /quexalite/);
});

test('what a member lost while it was away, and another of its node keeps, it does not have when it is back', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const by = norway.identity('Norway');
  const both = releaseMarking(by, { to: ['Sweden', 'Finland'].map(norway.identity) });
  const amber = note(secret, { created_by_ref: by, object_marking_refs: [tlp('amber'), both.id] });
  const id = String(amber.id);
  const open = await norway.collection();
  await norway.write(open, both, amber);
  await eventually(
    () => sweden.text('Finland', id) !== undefined && sweden.text('Sweden', id) !== undefined,
    () => 'it did not come for both',
  );
  const finlandAt = (node: TestNode) => node.core.members.find('Finland');
  await decide(norway, 'leave', 'Finland');
  await eventually(
    () => finlandAt(sweden)?.left !== undefined,
    () => 'Sweden does not hear that Finland has left',
  );
  await narrow(norway, open, id, 2, 'Sweden');
  await eventually(
    () => sweden.text('Sweden', id)?.includes('For Sweden now') === true,
    () => 'the narrower version did not come',
  );
  await decide(norway, 'return', 'Finland');
  await eventually(
    () => finlandAt(sweden)?.left === undefined,
    () => 'Sweden does not hear that Finland is back',
  );
  const after = await publish(norway, open);
  await eventually(
    () => sweden.text('Finland', after) !== undefined,
    () => 'Finland reads nothing',
  );
  assert.deepEqual(sweden.core.reader.renditions(sweden.viewer('Finland'), id), []);
  assert.equal(sweden.core.reader.renditions(sweden.viewer('Sweden'), id).length, 2);
});

test('what a member lost does not come back to it through a hub that tells it again, while another there has it', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using hub = await startTestNode('Secretariat', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, hub);
  await joinNodes(norway, sweden);
  const { atHost, atGuest } = await joinNodes(hub, sweden);
  await sweden.core.peers.service.change(sweden.admin, atGuest.id, { relays: true });
  const { open, id } = await publishTo([sweden, hub], norway);
  // The hub hears nothing of what is narrowed, and has everything to tell once more.
  const atHub = hub.core.peers.store.all().find(({ peer }) => peer !== atHost.peer);
  await hub.core.peers.service.change(hub.admin, atHub?.id ?? '', { receiving: 'paused' });
  await narrow(norway, open, id, 2, 'Finland', 'strictly');
  await eventually(
    () => sweden.text('Sweden', id) === undefined,
    () => 'not narrowed',
  );
  sweden.core.peers.cursors.reset(atGuest.peer);
  const after = note('after it', { created_by_ref: hub.identity(hub.name), object_marking_refs: [tlp('green')] });
  await hub.write(await hub.collection(), after);
  await eventually(
    () => sweden.text('Sweden', String(after.id)) !== undefined,
    () => 'the hub was not heard',
  );
  await eventually(
    () => sweden.core.peers.cursors.ofPeer(atGuest.peer).length > 1,
    () => 'the hub told nothing again',
  );
  assert.deepEqual(sweden.core.reader.renditions(sweden.viewer('Sweden'), id), []);
  assert.match(sweden.text('Finland', id) ?? '', /quexalite/);
});

test('what came to everybody once more, since a member came back for whom it is another, goes with the rest', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const id = await publish(norway, open);
  const versionsAt = () => sweden.core.reader.renditions(sweden.viewer('Sweden'), id).length;
  await eventually(
    () => versionsAt() === 1,
    () => 'it did not come',
  );
  for (const kind of ['leave', 'return'] as const) {
    const hash = await decide(norway, kind, 'Finland');
    await eventually(
      () => sweden.core.signedRoster.current()?.hash === hash,
      () => 'the roster did not come to Sweden',
      20_000,
    );
  }
  await eventually(
    () => versionsAt() === 2,
    () => 'it did not come to Finland again',
  );
  await narrow(norway, open, id, 2, 'Norway');
  await eventually(
    () => !isInFiles(sweden),
    () => `it is there still: ${versionsAt()}`,
  );
});

test('an owner restored from a backup hears from others what it had narrowed, and nobody else loses anything', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await using denmark = await startTestNode('Denmark', 300);
  await joinNodes(norway, sweden);
  await joinNodes(norway, denmark);
  const folder = mkdtempSync(join(tmpdir(), 'entente-narrowing-backup-'));
  try {
    const open = await norway.collection();
    const id = await publish(norway, open);
    await eventually(
      () => [sweden, denmark].every((node) => node.text(node.name, id) !== undefined),
      () => 'it did not come',
    );
    const data = dirname(norway.core.database.file);
    await createBackup(norway.core.database, join(folder, 'backup.db'));
    await narrow(norway, open, id, 2, 'Denmark');
    await eventually(
      () => !isInFiles(sweden) && denmark.text('Denmark', id)?.includes('For Denmark') === true,
      () => 'not narrowed',
    );
    await norway.stop();
    rmSync(data, { recursive: true });
    await restoreBackup(join(folder, 'backup.db'), data);
    await norway.start();
    await eventually(
      () => norway.core.quarantine.since() === undefined,
      () => 'still in quarantine',
    );
    const after = await publish(norway, open);
    await eventually(
      () => [sweden, denmark].every((node) => node.text(node.name, after) !== undefined),
      () => 'nothing comes from it any more',
      20_000,
    );
    assert.equal(norway.core.reader.current(norway.viewer('Sweden'), id), undefined);
    assert.equal(sweden.text('Sweden', id), undefined);
    assert.equal(denmark.core.reader.renditions(denmark.viewer('Denmark'), id).length, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('who had left purges what is narrowed meanwhile and went to him, hears of nothing else, and comes back without it', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const { open, id: held } = await publishTo([sweden], norway);
  // As where the node was killed before it wrote down what it had just delivered.
  await norway.core.audit.flush();
  norway.core.database.exec('DELETE FROM audit_delivery');
  await decide(norway, 'leave', 'Sweden');
  await sweden.stop();
  const later = await publish(norway, open);
  await narrow(norway, open, held, 2, 'Norway');
  await narrow(norway, open, later, 2, 'Norway');
  const ordered = norway.core.database.prepare('SELECT object FROM recall').all();
  assert.deepEqual(
    ordered.map(({ object }) => object),
    [held],
  );
  await decide(norway, 'return', 'Sweden');
  await sweden.start();
  await eventually(
    () => !isInFiles(sweden),
    () => 'it is there still',
    20_000,
  );
  assert.equal(sweden.text('Sweden', held), undefined);
});

test('who had left purges what went to it by a group that it is in no longer, and keeps all else', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const { memberService } = norway.core;
  const by = norway.identity('Norway');
  const open = await norway.collection();
  const [patrols, staff] = await Promise.all(
    ['Patrols', 'Staff'].map((name) => memberService.putGroup(norway.admin, { name, members: ['Norway', 'Sweden'] })),
  );
  async function publishToGroups(text: string, ...groups: (typeof patrols)[]): Promise<string> {
    const list = releaseMarking(by, { to: groups.map((group) => group?.identity ?? '') });
    const sent = note(text, { created_by_ref: by, object_marking_refs: [tlp('amber'), list.id] });
    await norway.write(open, list, sent);
    return String(sent.id);
  }
  const going = await publishToGroups(secret, patrols);
  const staying = [await publishToGroups('Kept.', staff), await publishToGroups('Kept, too.', patrols, staff)];
  const green = note('For all.', { created_by_ref: by, object_marking_refs: [tlp('green')] });
  await norway.write(open, green);
  staying.push(String(green.id));
  await eventually(
    () => [going, ...staying].every((id) => sweden.text('Sweden', id) !== undefined),
    () => 'it did not come',
  );
  const ordered = () => norway.core.database.prepare('SELECT object FROM recall').all();
  await decide(norway, 'leave', 'Sweden');
  await memberService.putGroup(norway.admin, { name: 'Others', members: ['Norway'] });
  assert.deepEqual(ordered(), [], 'another group takes nothing from it');
  await memberService.putGroup(norway.admin, { name: 'Patrols', members: ['Norway'] });
  assert.deepEqual(
    ordered().map(({ object }) => object),
    [going],
  );
  await eventually(
    () => !isInFiles(sweden),
    () => 'it is there still',
    20_000,
  );
  await decide(norway, 'return', 'Sweden');
  const after = await publishToGroups('After it.', staff);
  await eventually(
    () => sweden.text('Sweden', after) !== undefined,
    () => 'nothing comes to it any more',
    20_000,
  );
  assert.equal(sweden.text('Sweden', going), undefined);
  for (const id of staying) assert.notEqual(sweden.text('Sweden', id), undefined);
  assert.equal(ordered().length, 1);
});

test('who comes back purges what it had from a collection that it may not read any more', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await joinNodes(norway, sweden);
  const { open, id } = await publishTo([sweden], norway);
  await decide(norway, 'leave', 'Sweden');
  await norway.core.collectionService.change(norway.admin, open.id, { readers: ['Norway'] });
  await decide(norway, 'return', 'Sweden');
  await eventually(
    () => !isInFiles(sweden),
    () => 'it is there still',
    20_000,
  );
  assert.equal(sweden.text('Sweden', id), undefined);
});
