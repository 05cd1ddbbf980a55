import assert from 'node:assert/strict';
import { test } from 'node:test';
import { note, tlp } from '../objects/test-coalition.ts';
import { eventually, hostMember, joinNodes, startTestNode, type TestNode } from './test-nodes.ts';

const green = { object_marking_refs: [tlp('green')] };

/** What a member reads of an object, by any of its versions. */
function texts(at: TestNode, member: string, id: unknown): string[] {
  const { reader } = at.core;
  return reader
    .renditions(at.viewer(member), String(id))
    .map((each) => JSON.parse(Buffer.from(reader.bodies([each])[0] ?? '').toString()).content)
    .sort();
}

/** Norway's node hosts Finland and Iraq too; Sweden has a collection for all, and one that Iraq may not read. */
async function start() {
  const norway = await startTestNode('Norway', 300);
  const sweden = await startTestNode('Sweden', 300);
  for (const name of ['Finland', 'Iraq']) await hostMember(norway, name);
  await joinNodes(norway, sweden);
  await eventually(
    () => sweden.core.members.find('Iraq') !== undefined,
    () => 'Sweden does not know Iraq',
  );
  const by = { created_by_ref: sweden.identity('Sweden'), ...green };
  const first = note('for all', by);
  const second = note('for some', { ...by, id: String(first.id), version: 2 });
  async function publishSecond(): Promise<void> {
    const readers = ['Sweden', 'Norway', 'Finland'];
    await sweden.write(await sweden.collection({ readers }), second);
  }
  const read = (member: string, expected: readonly string[]): Promise<void> =>
    eventually(
      () => JSON.stringify(texts(norway, member, first.id)) === JSON.stringify(expected),
      () => `${member} reads ${texts(norway, member, first.id)}`,
      20_000,
    );
  return { norway, sweden, first, publishSecond, read };
}

test('a newer version among fewer readers takes the older from nobody, here as at its owner’s', async () => {
  const { norway, sweden, first, publishSecond, read } = await start();
  await using _ = norway;
  await using __ = sweden;
  await sweden.write(await sweden.collection(), first);
  await read('Iraq', ['for all']);
  await publishSecond();
  for (const member of ['Norway', 'Finland']) await read(member, ['for all', 'for some']);
  assert.deepEqual(texts(sweden, 'Iraq', first.id), ['for all']);
  assert.deepEqual(texts(norway, 'Iraq', first.id), ['for all']);
  // What its owner narrows then is narrower everywhere.
  const third = {
    ...first,
    modified: '2026-02-01T00:00:00.000Z',
    content: 'for one',
    object_marking_refs: [tlp('amber')],
  };
  await sweden.write(await sweden.collection({ readers: ['Sweden', 'Norway'] }), third);
  await read('Norway', ['for all', 'for one', 'for some']);
  for (const member of ['Finland', 'Iraq']) await read(member, []);
});

test('so it is where the newer version arrives first', async () => {
  const { norway, sweden, first, publishSecond, read } = await start();
  await using _ = norway;
  await using __ = sweden;
  await publishSecond();
  for (const member of ['Norway', 'Finland']) await read(member, ['for some']);
  await sweden.write(await sweden.collection(), first);
  for (const member of ['Norway', 'Finland']) await read(member, ['for all', 'for some']);
  await read('Iraq', ['for all']);
});
