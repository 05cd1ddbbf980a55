import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastVersion } from './object-reader.ts';
import { createTestCoalition, note, tlp } from './test-coalition.ts';

const [start, end] = ['[', `]${' '.repeat(20)}`];

test('a page that was read ahead is what is asked for, once, and nothing that a commit has taken away', async () => {
  await using coalition = await createTestCoalition(['Sweden']);
  const { core } = coalition;
  const collection = await coalition.collection({ title: 'Notes' });
  const marked = { object_marking_refs: [tlp('green')] };
  const ids = ['one', 'two', 'three', 'four'].map(() => note('x', marked).id as string);
  for (const [place, id] of ids.entries()) {
    await coalition.store('Norway', collection, note(`text ${place}`, { id, ...marked }));
  }
  const viewer = coalition.viewer('Sweden');
  const asked = (after: number) => ({ after, limit: 2, versions: lastVersion });
  const read = (after: number) => core.reader.joinedPage(viewer, collection.collection, asked(after), start, end);
  const says = (page: ReturnType<typeof read>) =>
    (JSON.parse(Buffer.from(page?.bytes ?? []).toString()) as { content: string }[]).map(({ content }) => content);
  const first = read(0);
  assert.deepEqual(says(first), ['text 0', 'text 1']);
  assert.equal(first?.more, true);
  const { last = 0 } = first ?? {};
  const ahead = () => core.reader.readAhead(viewer, collection.collection, asked(last), start, end);

  ahead();
  const second = read(last);
  assert.deepEqual(says(second), ['text 2', 'text 3']);
  assert.notEqual(read(last)?.bytes, second?.bytes);

  ahead();
  assert.deepEqual(
    core.reader.joinedPage(coalition.viewer('Norway'), collection.collection, asked(last), start, end)?.rows,
    2,
  );
  await coalition.store(
    'Norway',
    collection,
    note('text 2, corrected', { id: ids[2] ?? '', version: 2, object_marking_refs: [tlp('red')] }),
  );
  assert.deepEqual(says(read(last)), ['text 3']);
});
