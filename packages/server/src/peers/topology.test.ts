import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { note, releaseMarking, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

const both = { sending: true, receiving: true };

function arrives(at: TestNode, member: string, id: unknown): Promise<void> {
  return eventually(
    () => at.text(member, String(id)) !== undefined,
    () => `${id} is not at ${at.name}`,
  );
}

test('through a hub goes what is for the whole coalition, once somebody said that it is one, and nothing else', async () => {
  await using norway = await startTestNode('Norway');
  await using hub = await startTestNode('Secretariat');
  await using spoke = await startTestNode('Iceland');
  await joinNodes(norway, hub);
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  assert.ok(spoke.core.members.find('Norway'), 'by the roster, which it has through the hub');
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway') };
  const toBoth = releaseMarking(by.created_by_ref, {
    to: [norway.identity('Secretariat'), spoke.identity('Iceland')],
  });
  const orcon = releaseMarking(by.created_by_ref, { handling: { noOnwardRelease: true } });
  // What it names under other terms than its own, all members may know: it is undivided all the same.
  const green = note('for everybody', {
    ...by,
    object_marking_refs: [tlp('green')],
    object_refs: [norway.identity('Norway')],
  });
  const amber = note('for two', { ...by, object_marking_refs: [tlp('amber'), toBoth.id] });
  const bound = note('not to be passed on', { ...by, object_marking_refs: [tlp('green'), orcon.id] });
  const divided = note('names what only two may know', {
    ...by,
    object_marking_refs: [tlp('green')],
    object_refs: [norway.identity('Norway'), String(amber.id)],
  });
  await norway.write(open, toBoth, orcon, green, amber, bound, divided);
  for (const { id } of [green, amber, bound, divided]) await arrives(hub, 'Secretariat', id);

  const last = await hub.collection({ unmarked: 'green' });
  const own = note('of the hub itself');
  await hub.write(last, own);
  await arrives(spoke, 'Iceland', own.id);
  assert.equal(spoke.text('Iceland', String(green.id)), undefined, 'nobody has said that it is a hub');

  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  await arrives(spoke, 'Iceland', green.id);
  const [rendition] = spoke.core.reader.renditions(spoke.viewer('Iceland'), String(green.id));
  assert.equal(rendition?.owner, spoke.core.members.find('Norway')?.member);
  for (const { id } of [amber, bound, divided]) assert.equal(spoke.text('Iceland', String(id)), undefined);
  assert.equal(spoke.core.peers.setAsides.count(atGuest.peer), 0);
});

test('the first thing that a hub passes on wakes who reads through it', async () => {
  await using norway = await startTestNode('Norway');
  await using hub = await startTestNode('Secretariat');
  await using spoke = await startTestNode('Iceland');
  await joinNodes(norway, hub);
  const { atHost, atGuest } = await joinNodes(hub, spoke, both, both, norway);
  assert.equal(hub.core.peers.onward.wants(atHost), false, 'nobody has said that it is a hub');
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  await eventually(
    () => hub.core.peers.onward.wants(atHost),
    () => 'the hub does not know that it is one',
  );
  const first = note('the first of all', {
    created_by_ref: norway.identity('Norway'),
    object_marking_refs: [tlp('green')],
  });
  await norway.write(await norway.collection(), first);
  // The next look without being woken is three quarters of a minute away at the least.
  await arrives(spoke, 'Iceland', first.id);
});

test('what is signed anew comes through a hub by itself, also where the hub has it later than it was asked', async () => {
  await using norway = await startTestNode('Norway');
  await using hub = await startTestNode('Secretariat');
  await using spoke = await startTestNode('Iceland');
  await joinNodes(norway, hub);
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  const sent = note('signed twice', { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] });
  await norway.write(await norway.collection(), sent);
  await arrives(hub, 'Secretariat', sent.id);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  await arrives(spoke, 'Iceland', sent.id);
  const said = () => spoke.core.signedBy.of(spoke.admin, String(sent.id));
  const stolen = (await said()).key?.id ?? '';
  // Norway has the new roster, and so have the others, before anything is signed anew.
  await norway.core.signer.close();
  const { hash } = await norway.core.signedRoster.propose(norway.admin, [{ kind: 'revoke-key', key: stolen }]);
  assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
  const cursors = () => spoke.core.peers.cursors.ofPeer(atGuest.peer).length;
  await eventually(
    () => spoke.core.signedRoster.current()?.hash === hash,
    () => 'no roster',
    20_000,
  );
  await eventually(
    () => cursors() > 0,
    () => 'the hub was not asked again yet',
    20_000,
  );
  assert.equal((await said()).reason, 'key-revoked');
  norway.core.signer.start();
  let now = await said();
  for (const end = performance.now() + 40_000; now.now !== 'valid' && performance.now() < end; now = await said()) {
    await pause(100);
  }
  assert.deepEqual([now.now, now.key?.id === stolen], ['valid', false]);
  assert.deepEqual(spoke.core.peers.setAsides.ofPeer(atGuest.peer, 20), []);
});

test('three nodes in a ring of hubs take each thing once, and their own not at all', async () => {
  const nodes = [await startTestNode('Norway'), await startTestNode('Sweden'), await startTestNode('Denmark')];
  const [norway, sweden, denmark] = nodes as [TestNode, TestNode, TestNode];
  await using _ = norway;
  await using __ = sweden;
  await using ___ = denmark;
  for (const [host, guest, signer] of [
    [norway, sweden, undefined],
    [sweden, denmark, norway],
    [denmark, norway, undefined],
  ] as const) {
    const { atHost, atGuest } = await joinNodes(host, guest, both, both, signer);
    await host.core.peers.service.change(host.admin, atHost.id, { relays: true });
    await guest.core.peers.service.change(guest.admin, atGuest.id, { relays: true });
  }
  const written = await Promise.all(
    nodes.map(async (node) => {
      const open = await node.collection({ unmarked: 'green' });
      const own = Array.from({ length: 30 }, (_, number) => note(`${node.name} ${number}`));
      await node.write(open, ...own);
      return own.map(({ id }) => String(id));
    }),
  );
  const all = written.flat();
  for (const node of nodes) {
    await eventually(
      () => all.every((id) => node.text(node.name, id) !== undefined),
      () => `${node.name}: ${all.filter((id) => node.text(node.name, id) === undefined).length} are missing`,
    );
  }
  await pause(1000);
  for (const node of nodes) {
    const rows = node.core.database.prepare('SELECT id, count(*) AS n FROM version GROUP BY id HAVING n > 1').all();
    assert.deepEqual(
      rows.filter(({ id }) => all.includes(String(id))),
      [],
    );
    for (const { peer } of node.core.peers.store.all()) {
      assert.deepEqual(node.core.peers.setAsides.ofPeer(peer, 10), []);
    }
  }
});

test('two members on one node each have the rendition that is theirs, and their units what the level allows', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await hostMember(sweden, 'Finland');
  for (const [name, kind] of [
    ['Border Service', 'internal'],
    ['City Police', 'served'],
  ] as const) {
    await sweden.core.unitService.add(sweden.admin, 'Sweden', { name, kind, listed: true });
  }
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway') };
  const [toBoth, toSweden] = [['Sweden', 'Finland'], ['Sweden']].map((names) =>
    releaseMarking(by.created_by_ref, { to: names.map(norway.identity) }),
  );
  assert.ok(toBoth && toSweden);
  const inParts = note('in parts', {
    ...by,
    abstract: 'only for Sweden',
    object_marking_refs: [tlp('amber'), toBoth.id],
    granular_markings: [{ marking_ref: toSweden.id, selectors: ['abstract'] }],
  });
  const id = String(inParts.id);
  await norway.write(open, toBoth, toSweden, inParts);
  await arrives(sweden, 'Sweden', id);
  await arrives(sweden, 'Finland', id);
  assert.match(sweden.text('Sweden', id) ?? '', /only for Sweden/);
  assert.doesNotMatch(sweden.text('Finland', id) ?? '', /only for Sweden/);
  assert.equal(sweden.core.database.prepare('SELECT count(*) AS n FROM version WHERE id = ?').get(id)?.n, 1);

  const unit = (name: string) => {
    const found = sweden.core.units.all().find((each) => each.name === name);
    assert.ok(found);
    return { ...sweden.viewer('Sweden'), principal: found.unit, unit: found.unit };
  };
  assert.equal(sweden.core.reader.renditions(unit('Border Service'), id).length, 1, 'AMBER is for internal units');
  assert.equal(sweden.core.reader.renditions(unit('City Police'), id).length, 0, 'and for served ones where allowed');

  const second = { ...inParts, modified: '2026-02-01T00:00:00.000Z', content: 'now for one' };
  await norway.write(open, { ...second, object_marking_refs: [tlp('amber'), toSweden.id] });
  await eventually(
    () => sweden.text('Sweden', id)?.includes('now for one') === true,
    () => 'the second version',
  );
  assert.doesNotMatch(sweden.text('Finland', id) ?? '', /now for one/);
});

test('its originator learns of each member on a node that has it, once', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const sent = note('for all', { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] });
  await norway.write(open, sent);
  const receipts = () => norway.core.holders.of(norway.admin, String(sent.id)).receipts;
  await eventually(
    () => receipts()?.waiting.length === 0,
    () => JSON.stringify(receipts()),
  );
  const names = receipts()?.confirmed.map(({ member }) => member.name);
  assert.deepEqual(names?.sort(), ['Finland', 'Sweden']);
  const words = (): unknown => norway.core.database.prepare('SELECT count(*) AS n FROM holding_word').get()?.n;
  let before: unknown;
  do {
    before = words();
    await pause(1000);
  } while (words() !== before);
  sweden.core.peers.cursors.reset(1);
  await sweden.stop();
  await sweden.start();
  const next = note('next', { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] });
  await norway.write(open, next);
  await arrives(sweden, 'Finland', next.id);
  await pause(500);
  assert.ok(Number(words()) <= Number(before) + 2, 'what is read once more is not confirmed once more');
});

test('what the operator of a node may not carry does not leave for the members that it hosts', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway') };
  const [toFinland, bound] = [{}, { handling: { noOnwardRelease: true as const } }].map((more) =>
    releaseMarking(by.created_by_ref, { to: [norway.identity('Finland')], ...more }),
  );
  assert.ok(toFinland && bound);
  const carried = note('past its operator', { ...by, object_marking_refs: [tlp('amber'), toFinland.id] });
  const kept = [
    note('not past its operator', { ...by, object_marking_refs: [tlp('amber+strict'), toFinland.id] }),
    note('not onward', { ...by, object_marking_refs: [tlp('amber'), bound.id] }),
  ];
  await norway.write(open, toFinland, bound, ...kept, carried);
  await arrives(sweden, 'Finland', carried.id);
  assert.equal(sweden.text('Sweden', String(carried.id)), undefined);
  for (const { id } of kept) {
    assert.notEqual(norway.text('Finland', String(id)), undefined, 'Finland may have it');
    const rows = sweden.core.database.prepare('SELECT 1 FROM version WHERE id = ?').all(String(id));
    assert.deepEqual(rows, [], 'but not on a node of another member');
  }
});

test('a member that another node hosts comes back to that node, and what it says then arrives', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using sweden = await startTestNode('Sweden', 300);
  await hostMember(sweden, 'Finland');
  await joinNodes(norway, sweden);
  const change = async (kind: 'leave' | 'return') => {
    const { hash } = await norway.core.signedRoster.propose(norway.admin, [{ kind, member: 'Finland' }]);
    assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
    await eventually(
      () => sweden.core.signedRoster.current()?.hash === hash,
      () => 'the roster did not come to Sweden',
      20_000,
    );
  };
  await change('leave');
  await change('return');
  const nodes = norway.core.signedRoster.current()?.file.roster.nodes ?? [];
  const hosting = nodes.filter(({ hosts }) => hosts.includes(norway.identity('Finland')));
  assert.deepEqual(
    hosting.map(({ name }) => name),
    ['Sweden'],
  );
  const finland = sweden.viewer('Finland');
  const into = await sweden.core.collectionService.add(sweden.admin, { title: 'Of Finland', owner: 'Finland' });
  const by = { created_by_ref: sweden.identity('Finland') };
  const said = note('there again', { ...by, object_marking_refs: [tlp('green')] });
  const [outcome] = await sweden.core.service.add(finland, into, [
    { bytes: Buffer.from(JSON.stringify(said)), value: said },
  ]);
  assert.equal(outcome?.state, 'stored');
  await arrives(norway, 'Norway', said.id);
});

test('who is joined with a hub alone hears that it left, takes nothing from it, and hears through it that it is back', async () => {
  await using norway = await startTestNode('Norway', 300);
  await using hub = await startTestNode('Secretariat', 300);
  await using spoke = await startTestNode('Iceland', 300);
  await joinNodes(norway, hub);
  const { atGuest } = await joinNodes(hub, spoke, both, both, norway);
  await spoke.core.peers.service.change(spoke.admin, atGuest.id, { relays: true });
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway'), object_marking_refs: [tlp('green')] };
  const before = note('before', by);
  await norway.write(open, before);
  await arrives(spoke, 'Iceland', before.id);
  for (const kind of ['leave', 'return'] as const) {
    const { hash } = await norway.core.signedRoster.propose(norway.admin, [{ kind, member: 'Secretariat' }]);
    assert.equal((await norway.core.signedRoster.sign(norway.admin, hash)).state, 'accepted');
    await eventually(
      () => spoke.core.signedRoster.current()?.hash === hash,
      () => `Iceland does not hear of the ${kind}`,
      20_000,
    );
    if (kind === 'return') continue;
    const own = note('of who has left', { object_marking_refs: [tlp('green')] });
    await hub.write(await hub.collection(), own);
    await hub.core.signer.catchUp();
    await pause(1000);
    assert.equal(spoke.text('Iceland', String(own.id)), undefined);
  }
  const after = note('after', by);
  await norway.write(open, after);
  await arrives(spoke, 'Iceland', after.id);
});
