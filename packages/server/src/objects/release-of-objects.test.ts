import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createCore } from '../core.ts';
import {
  createTestCoalition,
  founder,
  note,
  releaseMarking,
  stampOf,
  type TestCoalition,
  tlp,
} from './test-coalition.ts';

const [france, iraq, germany, turkey] = ['France', 'Iraq', 'Germany', 'Turkey'] as const;
const everybody = [france, germany, iraq, founder, turkey];

let coalition: TestCoalition;

describe('who sees an object at first', () => {
  before(async () => {
    coalition = await createTestCoalition([france, iraq, germany, turkey]);
  });
  after(() => coalition[Symbol.asyncDispose]());

  test('unmarked: its originator alone', async () => {
    const open = await coalition.collection({ title: 'Open' });
    assert.deepEqual(coalition.readers(await coalition.store(france, open, note('private'))), [france]);
  });

  test('with markings that say nothing about release: its originator alone', async () => {
    const open = await coalition.collection({ title: 'Neutral' });
    const statement = {
      type: 'marking-definition',
      spec_version: '2.1',
      id: 'marking-definition--17c2a3a9-9d4c-4a4f-8f6e-3d1a5d0c4b01',
      created: '2026-01-01T00:00:00.000Z',
      definition_type: 'statement',
      definition: { statement: 'Copyright' },
    };
    await coalition.store(france, open, statement);
    const id = await coalition.store(france, open, note('neutral', { object_marking_refs: [statement.id] }));
    assert.deepEqual(coalition.readers(id), [france]);
  });

  test('unmarked in a collection that states what this means: that', async () => {
    const stated = await coalition.collection({ title: 'Stated', unmarked: 'green', readers: [iraq, germany] });
    assert.deepEqual(coalition.readers(await coalition.store(france, stated, note('stated'))), [france, germany, iraq]);
    const red = note('marked all the same', { object_marking_refs: [tlp('red')] });
    assert.deepEqual(coalition.readers(await coalition.store(france, stated, red)), [france]);
  });

  for (const level of ['clear', 'green'] as const) {
    test(`${level}: every member, as far as it reads the collection`, async () => {
      const marked = (text: string) => note(text, { object_marking_refs: [tlp(level)] });
      const open = await coalition.collection({ title: `${level} for all` });
      const limited = await coalition.collection({ title: `${level} for some`, readers: [iraq, turkey] });
      assert.deepEqual(coalition.readers(await coalition.store(france, open, marked('a'))), everybody);
      assert.deepEqual(coalition.readers(await coalition.store(france, limited, marked('b'))), [france, iraq, turkey]);
    });
  }

  for (const level of ['amber', 'amber+strict'] as const) {
    test(`${level}: whom the list names, and without one the readers of the collection`, async () => {
      const list = releaseMarking(coalition.identity(france), {
        to: [coalition.identity(iraq), coalition.identity(turkey)],
      });
      const limited = await coalition.collection({ title: `${level} for some`, readers: [iraq, germany] });
      const listed = note('listed', { object_marking_refs: [tlp(level), list.id] });
      const unlisted = note('unlisted', { object_marking_refs: [tlp(level)] });
      await coalition.store(france, limited, list, listed, unlisted);
      assert.deepEqual(coalition.readers(String(listed.id)), [france, iraq], 'Turkey does not read there');
      assert.deepEqual(coalition.readers(String(unlisted.id)), [france, germany, iraq]);
    });
  }

  test('lists name groups too, nested ones, and exclusions go before them', async () => {
    const open = await coalition.collection({ title: 'Groups' });
    const admin = coalition.viewer(founder);
    const inner = { name: 'Inner', members: [iraq, turkey] };
    await coalition.core.memberService.putGroup(admin, inner);
    await coalition.core.memberService.putGroup(admin, { name: 'Outer', members: ['Inner', germany] });
    const list = releaseMarking(coalition.identity(france), {
      to: [coalition.identity('Outer')],
      not: [coalition.identity(turkey)],
    });
    const listed = note('to a group', { object_marking_refs: [list.id] });
    await coalition.store(france, open, list, listed);
    assert.deepEqual(coalition.readers(String(listed.id)), [france, germany, iraq]);
  });

  test('the marking may stand after what it marks in the same batch', async () => {
    const open = await coalition.collection({ title: 'Batch' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const listed = note('first', { object_marking_refs: [list.id] });
    await coalition.store(france, open, listed, list);
    assert.deepEqual(coalition.readers(String(listed.id)), [france, iraq]);
  });

  test('of parts that are marked narrower: only who may have all of them', async () => {
    const open = await coalition.collection({ title: 'Parts' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const parted = note('parted', {
      object_marking_refs: [tlp('green')],
      granular_markings: [{ marking_ref: list.id, selectors: ['content'] }],
    });
    await coalition.store(france, open, list, parted);
    assert.deepEqual(coalition.readers(String(parted.id)), [france, iraq]);
  });

  test('terms that its source sets on bringing it in narrow like its own', async () => {
    const open = await coalition.collection({ title: 'Imported' });
    const [green, unmarked] = [note('green', { object_marking_refs: [tlp('green')] }), note('unmarked')];
    await coalition.write(germany, open, [green, unmarked], { tlp: 'amber', to: [coalition.identity(turkey)] });
    for (const { id } of [green, unmarked]) assert.deepEqual(coalition.readers(String(id)), [germany, turkey]);
  });
});

describe('who sees it afterwards', () => {
  beforeEach(async () => {
    coalition = await createTestCoalition([france, iraq, germany, turkey]);
  });
  afterEach(() => coalition[Symbol.asyncDispose]());

  const change = (id: string, readers: readonly string[]) =>
    coalition.core.collectionService.change(coalition.viewer(founder), id, { readers });

  test('readers that are added later do not see what was there', async () => {
    const limited = await coalition.collection({ title: 'Limited', readers: [iraq] });
    const before = await coalition.store(france, limited, note('before', { object_marking_refs: [tlp('green')] }));
    const wider = await change(limited.id, [iraq, germany]);
    const after = await coalition.store(france, wider, note('after', { object_marking_refs: [tlp('green')] }));
    assert.deepEqual(coalition.readers(before), [france, iraq]);
    assert.deepEqual(coalition.readers(after), [france, germany, iraq]);
  });

  test('a reader who is taken away loses everything there at once, and its owner nothing', async () => {
    const limited = await coalition.collection({ title: 'Limited', readers: [iraq, france] });
    const id = await coalition.store(france, limited, note('n', { object_marking_refs: [tlp('clear')] }));
    assert.equal(coalition.poll(iraq, limited).length, 1);
    await change(limited.id, [germany]);
    assert.deepEqual(coalition.readers(id), [france]);
    assert.deepEqual(coalition.poll(iraq, limited), []);
    assert.deepEqual(coalition.browse(iraq), []);
  });

  test('a new member, who never read, sees GREEN where it stands already', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const id = await coalition.store(france, open, note('n', { object_marking_refs: [tlp('green')] }));
    const before = coalition.poll(iraq, open);
    await coalition.core.memberService.add(coalition.viewer(founder), { name: 'Chad', kind: 'country' });
    await coalition.settled();
    assert.ok(coalition.readers(id).includes('Chad'));
    assert.deepEqual(coalition.poll('Chad', open), before);
    assert.deepEqual(coalition.browse('Chad'), [id]);
  });

  test('who has read before gets what it gains anew, under later dates; the rows of the others stay', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const admin = coalition.viewer(founder);
    const group = await coalition.core.memberService.putGroup(admin, { name: 'Group', members: [iraq] });
    const list = releaseMarking(coalition.identity(france), { to: [group.identity] });
    const listed = (text: string, more = {}) => note(text, { object_marking_refs: [list.id], ...more });
    await coalition.store(france, open, list, listed('a'), listed('b'), listed('c'), listed('d'));
    const green = note('green', { object_marking_refs: [tlp('green')] });
    await coalition.store(france, open, green);
    const [iraqHad, germanyHad] = [coalition.poll(iraq, open), coalition.poll(germany, open)];
    assert.deepEqual([iraqHad.length, germanyHad.length], [5, 1]);

    await coalition.core.memberService.putGroup(admin, { name: 'Group', members: [iraq, germany] });
    await coalition.settled();
    assert.deepEqual(coalition.poll(iraq, open), iraqHad);
    const cursor = germanyHad.at(-1)?.added ?? 0;
    const gained = coalition.poll(germany, open, { after: cursor });
    assert.deepEqual(ids(gained), ids(iraqHad.filter(({ id }) => id !== green.id)));
    assert.deepEqual(coalition.browse(germany).sort(), coalition.browse(iraq).sort());

    // What comes from now on comes to both.
    const next = await coalition.store(france, open, listed('e'));
    assert.deepEqual(coalition.readers(next), [france, germany, iraq]);

    await coalition.core.memberService.putGroup(admin, { name: 'Group', members: [germany] });
    assert.deepEqual(ids(coalition.poll(iraq, open)), [green.id]);
    assert.equal(coalition.poll(germany, open).length, 6);
  });

  test('a node that stops while somebody is being caught up goes on when it starts again', async () => {
    const open = await coalition.collection({ title: 'Open', readers: [iraq, germany] });
    const id = await coalition.store(france, open, note('n', { object_marking_refs: [tlp('green')] }));
    coalition.poll(germany, open);
    await change(open.id, [iraq]);
    // The gain is committed, and the process ends before anything is placed.
    coalition.core.collections.setAccess(open.collection, { readers: 'all' });
    coalition.database.transaction(() => coalition.core.terms.reevaluate());
    assert.deepEqual(coalition.readers(id), [france, iraq]);
    const restarted = createCore(coalition.database);
    await restarted.catchUps.idle();
    assert.deepEqual(coalition.readers(id), [france, germany, iraq]);
  });

  test('what is narrowed while somebody is being caught up reaches him once', async () => {
    const open = await coalition.collection({ title: 'Open', readers: [iraq, germany] });
    const older = note('n', { object_marking_refs: [tlp('green')] });
    await coalition.store(france, open, older);
    coalition.poll(germany, open);
    await change(open.id, [iraq]);
    coalition.core.collections.setAccess(open.collection, {
      readers: [iraq, germany].map((name) => coalition.viewer(name).member),
    });
    const gains = coalition.database.transaction(() => coalition.core.terms.reevaluate());
    const not = releaseMarking(coalition.identity(france), { not: [coalition.identity(turkey)] });
    const refs = [tlp('green'), not.id];
    const reread = coalition.core.collections.get(open.collection);
    await coalition.store(
      france,
      reread,
      not,
      note('n', { id: String(older.id), version: 2, object_marking_refs: refs }),
    );
    coalition.core.catchUps.start(gains);
    await coalition.settled();
    assert.deepEqual(
      coalition
        .poll(germany, open)
        .map(({ stamp }) => stamp)
        .sort(),
      [stampOf(1), stampOf(2)],
    );
    assert.deepEqual(coalition.browse(germany), [older.id]);
  });

  test('a newer, narrower version takes the older ones back, and a wider one does not give them', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const first = note('first', { object_marking_refs: [tlp('green')] });
    const id = String(first.id);
    await coalition.store(france, open, list, first);
    assert.deepEqual(coalition.readers(id), everybody);

    await coalition.store(france, open, note('second', { id, version: 2, object_marking_refs: [list.id] }));
    assert.deepEqual(coalition.readers(id), [france, iraq]);
    assert.deepEqual(stamps(coalition.poll(germany, open)), []);
    assert.deepEqual(stamps(coalition.poll(iraq, open)), [stampOf(1), stampOf(2)]);

    await coalition.store(france, open, note('third', { id, version: 3, object_marking_refs: [tlp('green')] }));
    assert.deepEqual(stamps(coalition.poll(germany, open)), [stampOf(3)]);
    assert.deepEqual(coalition.browse(germany), [id]);
  });

  test('an older version that comes after a newer one is limited by it, and is not the last', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const second = note('second', { version: 2, object_marking_refs: [list.id] });
    await coalition.store(france, open, list, second);
    await coalition.store(france, open, note('first', { id: String(second.id), object_marking_refs: [tlp('green')] }));
    assert.deepEqual(coalition.readers(String(second.id)), [france, iraq]);
    assert.equal(coalition.poll(iraq, open).length, 2);
    const last = { all: false, first: false, last: true, at: [] };
    assert.deepEqual(stamps(coalition.poll(iraq, open, { versions: last })), [stampOf(2)]);
    assert.deepEqual(coalition.browse(iraq), [second.id]);
  });

  test('who may have an older version and not the newest is shown the older as the last', async () => {
    const limited = await coalition.collection({ title: 'Limited', readers: [iraq, germany] });
    const first = note('first', { object_marking_refs: [tlp('green')] });
    await coalition.store(france, limited, first);
    const fewer = await change(limited.id, [iraq]);
    await coalition.store(
      france,
      fewer,
      note('second', { id: String(first.id), version: 2, object_marking_refs: [tlp('green')] }),
    );
    await change(limited.id, [iraq, germany]);
    await coalition.settled();
    const last = { all: false, first: false, last: true, at: [] };
    assert.deepEqual(stamps(coalition.poll(germany, limited, { versions: last })), [stampOf(1)]);
    assert.deepEqual(stamps(coalition.poll(iraq, limited, { versions: last })), [stampOf(2)]);
    for (const member of [iraq, germany]) {
      assert.deepEqual(coalition.browse(member), [first.id]);
      const { count } = coalition.core.catalogue.count(coalition.viewer(member), {});
      assert.equal(count, 1, member);
    }
  });

  test('a further collection never widens', async () => {
    const [limited, open] = [
      await coalition.collection({ title: 'Limited', readers: [iraq] }),
      await coalition.collection({ title: 'Open' }),
    ];
    const green = note('n', { object_marking_refs: [tlp('green')] });
    await coalition.store(france, limited, green);
    await coalition.store(france, open, green);
    assert.deepEqual(coalition.readers(String(green.id)), [france, iraq]);
    assert.equal(coalition.poll(iraq, open).length, 1);
    assert.deepEqual(coalition.browse(iraq), [green.id]);
  });
});

describe('a marking that is not known yet', () => {
  beforeEach(async () => {
    coalition = await createTestCoalition([france, iraq, germany, turkey]);
  });
  afterEach(() => coalition[Symbol.asyncDispose]());

  test('closes until its definition arrives from the owner of what it marks', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const id = await coalition.store(france, open, note('waits', { object_marking_refs: [tlp('amber'), list.id] }));
    coalition.poll(iraq, open);
    assert.deepEqual(coalition.readers(id), [france]);

    const [forged] = await coalition.write(germany, open, [list]);
    assert.equal(forged?.state, 'refused');
    const { created_by_ref: _, ...nobodys } = list;
    await coalition.store(germany, open, nobodys);
    await coalition.settled();
    assert.deepEqual(coalition.readers(id), [france], 'brought by another member');

    await coalition.store(france, open, list);
    await coalition.settled();
    assert.deepEqual(coalition.readers(id), [france, iraq]);
    assert.deepEqual(ids(coalition.poll(iraq, open)), [id]);
  });

  test('takes away what it says, also where it grants nothing', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const not = releaseMarking(coalition.identity(france), { not: [coalition.identity(turkey)] });
    const embargo = releaseMarking(coalition.identity(france), { handling: { notBefore: '2099-01-01T00:00:00.000Z' } });
    const excluded = note('a', { object_marking_refs: [tlp('green'), not.id] });
    const embargoed = note('b', { object_marking_refs: [tlp('green'), embargo.id] });
    const unmarked = note('c', { object_marking_refs: [not.id] });
    await coalition.store(france, open, excluded, embargoed, unmarked);
    await coalition.store(france, open, not, embargo);
    assert.deepEqual(coalition.readers(String(excluded.id)), [france, germany, iraq, founder]);
    assert.deepEqual(coalition.readers(String(embargoed.id)), [france]);
    assert.deepEqual(coalition.readers(String(unmarked.id)), [france]);
  });

  test('on a part opens nothing of a whole that is unmarked', async () => {
    const open = await coalition.collection({ title: 'Open' });
    const list = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const parts = [{ marking_ref: list.id, selectors: ['content'] }];
    const unmarked = note('a', { granular_markings: parts });
    const green = note('b', { granular_markings: parts, object_marking_refs: [tlp('green')] });
    await coalition.store(france, open, unmarked, green);
    await coalition.store(france, open, list);
    assert.deepEqual(coalition.readers(String(unmarked.id)), [france]);
    assert.deepEqual(coalition.readers(String(green.id)), [france, iraq]);
  });
});

function ids(got: readonly { readonly id: string }[]): string[] {
  return got.map(({ id }) => id);
}

function stamps(got: readonly { readonly stamp: string }[]): string[] {
  return got.map(({ stamp }) => stamp).sort();
}
