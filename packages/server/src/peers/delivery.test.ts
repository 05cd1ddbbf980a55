import assert from 'node:assert/strict';
import { test } from 'node:test';
import { note, releaseMarking, stampOf, tlp } from '../objects/test-coalition.ts';
import { eventually, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

async function twoNodes() {
  const norway = await startTestNode('Norway');
  const sweden = await startTestNode('Sweden');
  await joinNodes(norway, sweden);
  return { norway, sweden };
}

function arrives(at: TestNode, member: string, id: string, text: string): Promise<void> {
  return eventually(
    () => at.text(member, id)?.includes(text) === true,
    () => `${id} is not at ${at.name}: ${at.text(member, id)} ${JSON.stringify(at.core.peers.log.last(1, 20))}`,
  );
}

test('what is published on one node is on the other long before it would ask, byte for byte, in its owner’s name', async () => {
  const { norway, sweden } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const open = await norway.collection();
  await eventually(
    () => sweden.core.peers.statuses.of(1).connected.size === 1,
    () => 'not connected',
  );
  const object = note('The convoy left.', {
    created_by_ref: norway.identity('Norway'),
    object_marking_refs: [tlp('green')],
    x_exact: 1.5,
  });
  const begun = performance.now();
  assert.equal((await norway.write(open, object))[0]?.state, 'stored');
  await arrives(sweden, 'Sweden', String(object.id), 'The convoy left.');
  // It would ask once a minute.
  assert.ok(performance.now() - begun < 12_000, `${performance.now() - begun} ms`);
  assert.equal(sweden.text('Sweden', String(object.id)), JSON.stringify(object));
  const [rendition] = sweden.core.reader.renditions(sweden.viewer('Sweden'), String(object.id));
  assert.equal(rendition?.owner, sweden.core.members.find('Norway')?.member);
});

test('what is not released to a member never travels, and what is narrowed later is not widened on the way', async () => {
  const { norway, sweden } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const { member: denmark } = await norway.core.memberService.add(norway.admin, { name: 'Denmark', kind: 'country' });
  const denmarks = norway.core.members.get(denmark).identity;
  const [open, closed] = [await norway.collection(), await norway.collection({ title: 'Ours', readers: ['Denmark'] })];
  const by = { created_by_ref: norway.identity('Norway') };
  const toDenmark = releaseMarking(by.created_by_ref, { to: [denmarks] });
  const toSweden = releaseMarking(by.created_by_ref, { to: [norway.identity('Sweden')] });
  const hidden = [
    note('unmarked', by),
    note('for Denmark', { ...by, object_marking_refs: [tlp('amber'), toDenmark.id] }),
    note('red', { ...by, object_marking_refs: [tlp('red'), toSweden.id] }),
  ];
  const shown = note('for Sweden', { ...by, object_marking_refs: [tlp('amber'), toSweden.id] });
  await norway.write(open, toDenmark, toSweden, ...hidden);
  await norway.write(closed, note('elsewhere', { ...by, object_marking_refs: [tlp('clear')] }));
  await norway.write(open, shown);
  await arrives(sweden, 'Sweden', String(shown.id), 'for Sweden');

  const everything = sweden.core.database.prepare('SELECT bytes FROM body').all();
  const texts = everything.map(({ bytes }) => Buffer.from(bytes as Uint8Array).toString()).join('\n');
  for (const secret of ['unmarked', 'for Denmark', 'red', 'elsewhere', toDenmark.id]) {
    assert.ok(!texts.includes(secret) || secret === 'red', secret);
  }
  assert.ok(!sweden.core.collections.all().some(({ title }) => title === 'Ours'));
  // Denmark is known at Sweden's node by the roster: it sees nothing of what is Sweden's.
  assert.ok(sweden.core.members.find('Denmark'));
  assert.deepEqual(
    sweden.sees('Denmark').filter((id) => id.startsWith('note--')),
    [],
  );
  assert.equal(sweden.core.peers.setAsides.count(1), 0);
});

test('new versions follow, and narrow the older ones; nobody here writes in the other’s name', async () => {
  const { norway, sweden } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const open = await norway.collection();
  const by = { created_by_ref: norway.identity('Norway') };
  const toSweden = releaseMarking(by.created_by_ref, { to: [norway.identity('Sweden')] });
  const first = note('first', { ...by, object_marking_refs: [tlp('green')] });
  const id = String(first.id);
  await norway.write(open, toSweden, first);
  await arrives(sweden, 'Sweden', id, 'first');
  await norway.core.memberService.add(norway.admin, { name: 'Finland', kind: 'country' });
  await eventually(
    () => sweden.core.members.find('Finland') !== undefined,
    () => 'who joins is known on every node',
  );
  assert.ok(sweden.sees('Finland').includes(id));

  await norway.write(open, note('second', { ...by, id, version: 2, object_marking_refs: [tlp('amber'), toSweden.id] }));
  await arrives(sweden, 'Sweden', id, 'second');
  assert.deepEqual(
    sweden.core.reader.renditions(sweden.viewer('Finland'), id),
    [],
    'what is AMBER now is not GREEN in its older version',
  );
  assert.deepEqual(
    sweden.core.reader.renditions(sweden.viewer('Sweden'), id).map(({ stamp }) => stamp),
    [stampOf(1), stampOf(2)],
  );

  const here = await sweden.collection();
  const [forged] = await sweden.write(here, note('forged', { ...by, id, version: 3 }));
  assert.equal(forged?.state === 'refused' && forged.refusals[0]?.rule, 'not-the-originator');
  const mirror = sweden.core.collections.find(open.id);
  assert.ok(mirror !== undefined && !sweden.core.service.mayWrite(sweden.admin, mirror));
});

test('a node that was killed goes on where it was: nothing lost, nothing twice', async () => {
  const { norway, sweden } = await twoNodes();
  await using _ = norway;
  await using __ = sweden;
  const open = await norway.collection({ unmarked: 'green' });
  const notes = Array.from({ length: 2500 }, (_, number) => note(`number ${number}`));
  for (let from = 0; from < notes.length; from += 500) {
    await norway.write(open, ...notes.slice(from, from + 500));
    if (from !== 1000) continue;
    await sweden.stop();
    await norway.stop();
    await norway.start();
    await sweden.start();
  }
  const count = (): number =>
    Number(sweden.core.database.prepare("SELECT count(*) AS n FROM version WHERE id GLOB 'note--*'").get()?.n);
  await eventually(
    () => count() === notes.length,
    () => `${count()} of ${notes.length}`,
    20_000,
  );
  const placed = sweden.core.database
    .prepare("SELECT count(*) AS n FROM placement p JOIN version v ON v.version = p.version WHERE v.id GLOB 'note--*'")
    .get();
  assert.equal(placed?.n, notes.length);
});
