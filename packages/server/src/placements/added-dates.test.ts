import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createAddedDates } from './added-dates.ts';

const start = 1_767_600_000_000;

test('dates are all different, later from batch to batch, and in order within the same terms', () => {
  const batches = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 700 }), { maxLength: 6 });
  fc.assert(
    fc.property(batches, fc.nat(5), (written, step) => {
      let now = start;
      const draw = createAddedDates(() => {
        now += step;
        return now;
      }, 0);
      let last = 0;
      for (const terms of written) {
        const dates = draw(terms);
        assert.equal(new Set(dates).size, terms.length);
        assert.ok(dates.every((date) => date > last));
        for (const each of new Set(terms)) {
          const own = dates.filter((_, index) => terms[index] === each);
          assert.deepEqual(
            own,
            own.toSorted((a, b) => a - b),
          );
        }
        last = Math.max(last, ...dates);
      }
    }),
    { numRuns: 50 },
  );
});

test('dates go on after what is stored, also where the clock is behind', () => {
  const later = start * 1000 + 60_000_000;
  const draw = createAddedDates(() => start, later);
  assert.ok(draw([1, 1, 1]).every((date) => date > later));
});

/** Two-sample Kolmogorov-Smirnov: what equal distributions exceed once in a million tests of this size. */
const samples = 4000;
const mostByChance = 2.7 * Math.sqrt(2 / samples);

test('what one sees of a batch does not tell whether there was more in it', () => {
  const mine = 7;
  const alone = observe([mine, mine, mine]);
  const before = observe([...Array(150).fill(1), mine, mine, mine]);
  const between = observe([mine, ...Array(200).fill(1), mine, ...Array(200).fill(2), mine]);
  for (const seen of [before, between]) {
    for (const [index, quantity] of ['first', 'gap', 'last'].entries()) {
      const difference = distance(
        alone.map((each) => each[index] ?? 0),
        seen.map((each) => each[index] ?? 0),
      );
      assert.ok(difference < mostByChance, `${quantity} differs by ${difference}`);
    }
  }

  /** First date from the start of the batch, the gap to the second, and the last, many times over. */
  function observe(terms: readonly number[]): number[][] {
    return Array.from({ length: samples }, () => {
      const dates = createAddedDates(() => start, 0)(terms);
      const [first = 0, second = 0, third = 0] = dates.filter((_, index) => terms[index] === mine);
      return [first - start * 1000, second - first, third - start * 1000];
    });
  }
});

test('that test could fail: dates dealt in the order written are told apart', () => {
  const evenly = Array.from({ length: samples }, () => Math.random());
  const later = evenly.map((each) => each + 0.1);
  assert.ok(distance(evenly, later) > mostByChance);
});

/** The largest difference between two empirical distributions. */
function distance(a: readonly number[], b: readonly number[]): number {
  const steps = [
    ...a.map((value) => ({ value, step: 1 / a.length })),
    ...b.map((value) => ({ value, step: -1 / b.length })),
  ];
  steps.sort((x, y) => x.value - y.value);
  let [level, largest] = [0, 0];
  for (const [index, { value, step }] of steps.entries()) {
    level += step;
    if (steps[index + 1]?.value !== value) largest = Math.max(largest, Math.abs(level));
  }
  return largest;
}
