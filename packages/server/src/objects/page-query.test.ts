import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastVersion } from './object-reader.ts';
import { createPageQuery } from './page-query.ts';
import { createTestCoalition, note, releaseMarking } from './test-coalition.ts';

test('who sees little of much gets every row once, in order, however unevenly it stands under his terms', async () => {
  await using coalition = await createTestCoalition(['Sweden', 'Denmark']);
  const { core, database } = coalition;
  const collection = await coalition.collection({ title: 'Notes' });
  const lists = [['Sweden'], ['Sweden', 'Denmark'], ['Denmark']].map((names) =>
    releaseMarking(coalition.identity('Norway'), { to: names.map(coalition.identity) }),
  );
  await coalition.store('Norway', collection, ...lists);
  const under = (list: number, count: number) =>
    Array.from({ length: count }, () => note('seen', { object_marking_refs: [lists[list]?.id ?? ''] }));
  // One of his terms has little early and much late, the other the reverse, and most is under neither.
  for (const [first, second, hidden] of [
    [2, 90, 1500],
    [80, 1, 1500],
    [5, 5, 10],
  ] as const) {
    await coalition.store('Norway', collection, ...under(0, first), ...under(2, hidden), ...under(1, second));
  }

  const sweden = coalition.viewer('Sweden');
  const expected = database
    .prepare(
      `SELECT added FROM placement p WHERE collection = ? AND EXISTS
         (SELECT 1 FROM visible v WHERE v.terms = p.terms AND v.principal = ?) ORDER BY added`,
    )
    .all(collection.collection, sweden.principal)
    .map(({ added }) => Number(added));
  assert.ok(expected.length >= 183);
  const { rows, joined } = createPageQuery(database, core.terms);
  for (const limit of [1, 40, 150, 1000]) {
    const got: number[] = [];
    for (let after = 0; ; ) {
      const request = { principal: sweden.principal, collection: collection.collection, after, limit, flags: 0 };
      const page = rows(request);
      if (page.length === 0) break;
      got.push(...page.map(({ added }) => added));
      const whole = joined(request, '[', ']');
      assert.deepEqual(
        [whole?.rows, whole?.first, whole?.last],
        [page.length, page[0]?.added, page.at(-1)?.added],
        `${limit} joined`,
      );
      const bytes = core.reader.joined(page, '[', ']');
      assert.ok(Buffer.from(whole?.bytes ?? []).equals(bytes), 'the same bytes in the same order');
      after = page.at(-1)?.added ?? 0;
    }
    assert.deepEqual(got, expected, `${limit} at a time`);
  }
  const filter = { after: 0, limit: 100, versions: lastVersion };
  const { rows: shown, more } = core.reader.page(sweden, collection.collection, filter);
  assert.equal(core.reader.joinedPage(sweden, collection.collection, filter, '[', ']')?.rows, shown.length);
  assert.equal(core.reader.joinedPage(sweden, collection.collection, filter, '[', ']')?.more, more);
  const typed = core.reader.page(sweden, collection.collection, { ...filter, types: ['marking-definition'] });
  assert.ok(typed.rows.length < shown.length);
});
