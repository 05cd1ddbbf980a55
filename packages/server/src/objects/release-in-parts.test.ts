import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import {
  allVersions,
  createTestCoalition,
  note,
  releaseMarking,
  stampOf,
  type TestCoalition,
  tlp,
} from './test-coalition.ts';

const [france, iraq, germany, turkey] = ['France', 'Iraq', 'Germany', 'Turkey'] as const;

let coalition: TestCoalition;
let open: Collection;
let turn = 0;

/** What a member gets of an object in the collection, as it would over TAXII; undefined for nothing. */
function got(member: string, id: string): JsonObject | undefined {
  const { reader } = coalition.core;
  const viewer = coalition.viewer(member);
  const current = reader.current(viewer, id);
  if (current === undefined) return undefined;
  const [bytes] = reader.bodies([current]);
  return JSON.parse(Buffer.from(bytes ?? []).toString()) as JsonObject;
}

/** A note that France says it wrote itself: what others wrote is released whole or not at all. */
function own(text: string, properties: JsonObject = {}): JsonObject {
  return note(text, { created_by_ref: coalition.identity(france), ...properties });
}

/** A note for everybody, whose abstract only those may see whom the marking names. */
function inParts(text: string, marking: string, properties: JsonObject = {}): JsonObject {
  return own(text, {
    abstract: `secret of ${text}`,
    object_marking_refs: [tlp('green')],
    granular_markings: [{ marking_ref: marking, selectors: ['abstract'] }],
    ...properties,
  });
}

describe('versions that not everybody has all of', () => {
  before(async () => {
    coalition = await createTestCoalition([france, iraq, germany, turkey]);
  });
  after(() => coalition[Symbol.asyncDispose]());
  beforeEach(async () => {
    turn += 1;
    open = await coalition.collection({ title: `Open ${turn}` });
  });

  const toIraq = async (): Promise<string> => {
    const marking = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    await coalition.store(france, open, marking);
    return String(marking.id);
  };

  test('each audience gets the same id, with what it may see and nothing else', async () => {
    const object = inParts('one', await toIraq());
    const id = await coalition.store(france, open, object);
    assert.deepEqual(got(france, id), object);
    assert.deepEqual(got(iraq, id), object);
    const others = got(germany, id);
    assert.equal(others?.content, 'one');
    assert.ok(!('abstract' in (others ?? {})), 'the marked part is gone');
    assert.ok(!JSON.stringify(others).includes('secret'));
    assert.deepEqual(got(turkey, id), others);
    assert.deepEqual(coalition.poll(germany, open).filter((each) => each.id === id).length, 1);
  });

  test('what changes within a batch is what it says at its end, for who names it too', async () => {
    const marking = await toIraq();
    for (const isNamedFirst of [false, true]) {
      const target = own('named', { object_marking_refs: [tlp('green')] });
      const narrowed = { ...target, modified: stampOf(5), object_marking_refs: [marking] };
      const naming = own('naming', { object_marking_refs: [tlp('green')], object_refs: [String(target.id)] });
      const batch = [target, narrowed, narrowed];
      const outcomes = await coalition.write(france, open, isNamedFirst ? [naming, ...batch] : [...batch, naming]);
      assert.deepEqual(outcomes.map(({ state }) => state).sort(), ['stored', 'stored', 'stored', 'unchanged']);
      assert.deepEqual(got(iraq, String(naming.id))?.object_refs, [target.id]);
      assert.equal(got(germany, String(target.id)), undefined, 'the older version is narrowed too');
      assert.ok(!JSON.stringify(got(germany, String(naming.id))).includes(String(target.id)));
    }
  });

  test('what is withheld is not found, by those from whom it is withheld', async () => {
    await coalition.store(france, open, inParts('searched', await toIraq(), { abstract: 'quicksilver' }));
    assert.equal(coalition.browse(iraq, { text: 'quicksilver' }).length, 1);
    assert.equal(coalition.browse(germany, { text: 'quicksilver' }).length, 0);
    assert.equal(coalition.core.catalogue.count(coalition.viewer(germany), { text: 'quicksilver' }).count, 0);
  });

  test('who comes to see more gets it as a change, and who comes to see less loses it at once', async () => {
    const group = await coalition.core.memberService.putGroup(coalition.viewer('Norway'), {
      name: `G${turn}`,
      members: [iraq],
    });
    const marking = releaseMarking(coalition.identity(france), { to: [group.identity] });
    await coalition.store(france, open, marking);
    const id = await coalition.store(france, open, inParts('moving', String(marking.id)));
    const before = coalition.poll(germany, open).find((each) => each.id === id);
    coalition.poll(iraq, open);
    assert.ok(before);

    await coalition.core.memberService.putGroup(coalition.viewer('Norway'), { name: group.name, members: [germany] });
    assert.equal(got(iraq, id)?.abstract, undefined, 'lost at once');
    await coalition.settled();
    assert.equal(got(germany, id)?.abstract, 'secret of moving');
    const [again] = coalition.poll(germany, open, { after: before.added }).filter((each) => each.id === id);
    assert.ok(
      again !== undefined && again.stamp > before.stamp,
      'a client that has the other rendition sees a newer one',
    );
    assert.equal(got(iraq, id)?.content, 'moving', 'who lost the part has the rest');
    assert.equal(got(germany, id)?.modified, again.stamp);
    assert.equal(got(france, id)?.modified, stampOf(1), 'the originator’s own stays');

    const early = { ...inParts('moving', String(marking.id)), id, modified: again.stamp, content: 'changed' };
    const [refused] = await coalition.write(france, open, [early]);
    assert.equal(refused?.state, 'refused', 'the next version must be newer than what readers were given');
  });

  test('renditions made later keep to what the author said of omissions, in every collection', async () => {
    const admin = coalition.viewer('Norway');
    // Of its owner alone: nobody needs a rendition for it yet.
    const group = await coalition.core.memberService.putGroup(admin, { name: `L${turn}`, members: [france] });
    const toGroup = releaseMarking(coalition.identity(france), { to: [group.identity] });
    const toTurkey = releaseMarking(coalition.identity(france), { to: [coalition.identity(turkey)] });
    await coalition.store(france, open, toGroup, toTurkey);
    const further = await coalition.collection({ title: `Further ${turn}` });
    const extension = 'extension-definition';
    for (const sayWithheld of [false, true]) {
      const value = own(`kept quiet: ${sayWithheld}`, {
        abstract: 'for the group',
        authors: ['for Turkey'],
        object_marking_refs: [tlp('green')],
        granular_markings: [
          { marking_ref: String(toGroup.id), selectors: ['abstract'] },
          { marking_ref: String(toTurkey.id), selectors: ['authors'] },
        ],
      });
      const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
      const viewer = coalition.viewer(france);
      await coalition.core.service.add(viewer, open, incoming, { sayWithheld });
      // Said with the first publication: what comes with a further one changes nothing.
      await coalition.core.service.add(viewer, further, incoming);
      const id = String(value.id);
      assert.equal(got(germany, id)?.abstract, undefined);

      await coalition.core.memberService.putGroup(admin, { name: group.name, members: [germany] });
      await coalition.settled();
      const made = got(germany, id);
      assert.deepEqual([made?.abstract, made?.authors], ['for the group', undefined]);
      assert.equal(JSON.stringify(made).includes(extension), sayWithheld);
      const { reader } = coalition.core;
      const there = reader.bodies(reader.renditions(coalition.viewer(germany), id, further.collection));
      assert.ok(
        there.some((bytes) => Buffer.from(bytes).toString().includes('for the group')),
        'also where it was published later',
      );
      assert.equal(JSON.stringify(got(turkey, id)).includes(extension), sayWithheld);
      await coalition.core.memberService.putGroup(admin, { name: group.name, members: [france] });
      await coalition.settled();
    }
  });

  test('a newer version that marks a part takes it out of the older ones too', async () => {
    const marking = await toIraq();
    const older = own('open once', { abstract: 'was open', object_marking_refs: [tlp('green')] });
    const id = await coalition.store(france, open, older);
    assert.equal(got(germany, id)?.abstract, 'was open');
    const newer = inParts('closed now', marking, { id, modified: stampOf(5), abstract: 'was open' });
    await coalition.store(france, open, newer);
    const versions = coalition.poll(germany, open, { versions: allVersions }).filter((each) => each.id === id);
    assert.equal(versions.length, 1, 'the older version is not left standing');
    assert.equal(got(germany, id)?.abstract, undefined);
    assert.equal(coalition.poll(iraq, open, { versions: allVersions }).filter((each) => each.id === id).length, 2);
  });

  test('renditions of an older version that are made later withhold what a newer one marks', async () => {
    const admin = coalition.viewer('Norway');
    // Of its owner alone: nobody needs the rendition with `authors` and without `labels` yet.
    const group = await coalition.core.memberService.putGroup(admin, { name: `R${turn}`, members: [france] });
    const [toGroup, toTurkey] = [group.identity, coalition.identity(turkey)].map((to) =>
      releaseMarking(coalition.identity(france), { to: [to] }),
    );
    await coalition.store(france, open, toGroup as JsonObject, toTurkey as JsonObject);
    const marking = await toIraq();
    const parts = {
      authors: ['for the group'],
      labels: ['for-turkey'],
      abstract: 'was open',
      object_marking_refs: [tlp('green')],
      granular_markings: [
        { marking_ref: String(toGroup?.id), selectors: ['authors'] },
        { marking_ref: String(toTurkey?.id), selectors: ['labels'] },
      ],
    };
    const id = await coalition.store(france, open, own('twice', parts));
    const marked = [...parts.granular_markings, { marking_ref: marking, selectors: ['abstract'] }];
    await coalition.store(
      france,
      open,
      own('twice', { ...parts, id, modified: stampOf(5), granular_markings: marked }),
    );
    await coalition.core.memberService.putGroup(admin, { name: group.name, members: [germany] });
    await coalition.settled();
    const { reader } = coalition.core;
    const versions = reader
      .bodies(reader.renditions(coalition.viewer(germany), id))
      .map((each) => Buffer.from(each).toString());
    assert.ok(versions.some((text) => text.includes('for the group')));
    for (const text of versions) assert.ok(!text.includes('was open') && !text.includes('for-turkey'), text);
  });

  test('a reference to what the audience may not see is withheld, whichever comes first in a bundle', async () => {
    const marking = releaseMarking(coalition.identity(france), { to: [coalition.identity(iraq)] });
    const hidden = note('hidden', { object_marking_refs: [tlp('amber'), marking.id] });
    const shown = note('shown', { object_marking_refs: [tlp('green')] });
    const both = own('both', {
      object_refs: [String(hidden.id), String(shown.id)],
      object_marking_refs: [tlp('green')],
    });
    await coalition.store(france, open, both, shown, hidden, marking);
    const id = String(both.id);
    assert.deepEqual(got(iraq, id)?.object_refs, [hidden.id, shown.id]);
    assert.deepEqual(got(germany, id)?.object_refs, [shown.id]);
    assert.ok(!JSON.stringify(got(germany, id)).includes(String(hidden.id)));
  });

  test('a part that an object cannot be without: no rendition, and others get nothing', async () => {
    const marking = await toIraq();
    const object = own('needed', {
      object_marking_refs: [tlp('green')],
      granular_markings: [{ marking_ref: marking, selectors: ['content'] }],
    });
    const id = await coalition.store(france, open, object);
    assert.deepEqual(got(iraq, id), object);
    assert.equal(got(germany, id), undefined);
  });

  test('third-party material is released whole or not at all', async () => {
    const marking = await toIraq();
    const { created_by_ref: _, ...object } = inParts('theirs', marking);
    const id = await coalition.store(france, open, object as JsonObject);
    assert.deepEqual(got(iraq, id), object);
    assert.equal(got(germany, id), undefined);
  });
});
