import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { disagreement } from './disagreement.ts';
import { type Opinion, opinions } from './shapes/scale.ts';

function held(...counts: readonly number[]): Opinion[] {
  return counts.flatMap((count, place) => new Array<Opinion>(count).fill(opinions[place] as Opinion));
}

test('the ends of the measure are those that van der Eijk gives for five places', () => {
  assert.equal(disagreement(held(0, 0, 7, 0, 0)), 0);
  assert.equal(disagreement(held(3, 3, 3, 3, 3)), 0.5);
  assert.equal(disagreement(held(4, 0, 0, 0, 4)), 1);
  assert.equal(disagreement(held(0, 2, 2, 0, 0)), 0.125);
  assert.equal(disagreement(held(1)), undefined);
});

test('layers weigh as many as they hold', () => {
  // By hand: layers of 3 in all five places, 1 in four, 9 in three, 6 in two with one between them, and 2 in one.
  const value = disagreement(held(3, 4, 21, 13, 19)) ?? Number.NaN;
  const agreement = (15 * 0 + 4 * (1 / 4) + 27 * (1 / 2) + 12 * agreementOfEnds() + 2 * 1) / 60;
  assert.ok(Math.abs(value - (1 - agreement) / 2) < 1e-12, String(value));
});

/** The third and the fifth place: one triple is apart, two are together. */
function agreementOfEnds(): number {
  const together = 2;
  const apart = 1;
  return (((3 * together - 4 * apart) / (3 * (together + apart))) * 3) / 4;
}

test('order does not matter, nor which end is called which, and it stays between 0 and 1', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...opinions), { minLength: 2, maxLength: 80 }), (list) => {
      const value = disagreement(list) ?? -1;
      assert.ok(value >= 0 && value <= 1, String(value));
      assert.equal(disagreement(list.toReversed()), value);
      const mirrored = list.map((each) => opinions[4 - opinions.indexOf(each)] as Opinion);
      assert.ok(Math.abs((disagreement(mirrored) ?? -1) - value) < 1e-12);
    }),
  );
});
