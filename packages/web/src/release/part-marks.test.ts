import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphSelector } from '../stix/report-paragraphs.ts';
import { partMarks } from './part-marks.ts';

const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
const amber = 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421';

test('a part has the narrowest level that marks it, or what it lies in', () => {
  const object = {
    granular_markings: [
      { marking_ref: green, selectors: ['extensions', 'description'] },
      { marking_ref: amber, selectors: [`${paragraphSelector(1)}.text`] },
      { lang: 'fr', selectors: ['name'] },
    ],
  };
  assert.equal(partMarks({ object }, paragraphSelector(0))?.tlp, 'green');
  assert.equal(partMarks({ object }, paragraphSelector(1))?.tlp, 'amber');
  assert.equal(partMarks({ object }, 'description')?.tlp, 'green');
  assert.equal(partMarks({ object }, 'name'), undefined);
  assert.equal(partMarks({ object: {} }, 'description'), undefined);
  // One paragraph is not another that begins alike.
  assert.equal(
    partMarks({ object: { granular_markings: [{ marking_ref: amber, selectors: ['a.[1]'] }] } }, 'a.[10]'),
    undefined,
  );
});

test('duties of a part are known to whoever has it', () => {
  const handlingOfParts = [{ selectors: [paragraphSelector(2)], handling: { notForCourt: true } }];
  assert.deepEqual(partMarks({ object: {}, handlingOfParts }, paragraphSelector(2)), {
    tlp: undefined,
    handling: [{ notForCourt: true }],
  });
});
