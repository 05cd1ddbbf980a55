import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Handling } from '@entente/release';
import { handlingUnder } from '../export/handling-under.ts';
import { createTestCoalition, note, releaseMarking, tlp } from './test-coalition.ts';

/** A report by Norway for everybody, with a detail for Sweden that has a duty of its own, and an abstract with another. */
async function handledParts() {
  const coalition = await createTestCoalition(['Sweden', 'Denmark']);
  const open = await coalition.collection({ title: 'Open' });
  const by = coalition.identity('Norway');
  const detail = releaseMarking(by, { to: [coalition.identity('Sweden')], handling: { noOnwardRelease: true } });
  const abstract = releaseMarking(by, { handling: { notForCourt: true, purgeAfter: '2099-01-01T00:00:00.000Z' } });
  const object = note('The convoy left.', {
    created_by_ref: by,
    abstract: 'A convoy',
    labels: ['eastward'],
    object_marking_refs: [tlp('green')],
    granular_markings: [
      { marking_ref: detail.id, selectors: ['labels'] },
      { marking_ref: abstract.id, selectors: ['abstract'] },
    ],
  });
  await coalition.store('Norway', open, detail, abstract, object);
  const view = (member: string) => coalition.core.views.view(coalition.viewer(member), String(object.id));
  return { coalition, object, view };
}

test('the duties of a part come with the renditions that have it, and with no other', async () => {
  const { coalition, object, view } = await handledParts();
  await using _ = coalition;
  const { core } = coalition;
  const duties = (member: string): Handling => {
    const shown = core.reader.current(coalition.viewer(member), String(object.id));
    assert.ok(shown);
    const under = handlingUnder(core.terms, shown.terms);
    assert.deepEqual(core.summaries.of(shown).handling, under);
    assert.deepEqual(view(member).terms.handling, under);
    return under;
  };
  assert.deepEqual(duties('Sweden'), { noOnwardRelease: true, notForCourt: true });
  assert.deepEqual(duties('Denmark'), { notForCourt: true });
});

test('whoever has a part is told which duties and dates are its own', async () => {
  const { coalition, view } = await handledParts();
  await using _ = coalition;
  const ofAbstract = {
    selectors: ['abstract'],
    handling: { notForCourt: true, purgeAfter: '2099-01-01T00:00:00.000Z' },
  };
  const ofLabels = { selectors: ['labels'], handling: { noOnwardRelease: true } };
  const handled = (member: string) =>
    [...(view(member).handlingOfParts ?? [])].sort((a, b) => (a.selectors.join() < b.selectors.join() ? -1 : 1));
  assert.deepEqual(handled('Sweden'), [ofAbstract, ofLabels]);
  assert.deepEqual(handled('Denmark'), [ofAbstract]);
  assert.deepEqual(
    view('Norway').parts?.map(({ terms }) => terms.handling),
    [ofLabels.handling, ofAbstract.handling],
  );
});
