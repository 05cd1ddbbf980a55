import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { uncovered, united } from './deliveries.ts';

const range = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 9 }))
  .map(([after, length]) => ({ after, last: after + length }));
const points = (ranges: readonly { after: number; last: number }[]): number[] =>
  ranges.flatMap(({ after, last }) => Array.from({ length: last - after }, (_, index) => after + 1 + index));
const distinct = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

describe('ranges of pages', () => {
  it('united hold what the single ones hold, each once, and do not meet', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const result = united(ranges);
        assert.deepEqual(points(result), distinct(points(ranges)));
        for (const [place, { after }] of result.entries())
          assert.ok(place === 0 || after > (result[place - 1]?.last ?? 0));
      }),
    );
  });

  it('not covered yet are what is new, and nothing twice', () => {
    fc.assert(
      fc.property(range, fc.array(range), (wanted, others) => {
        const known = united(others).filter(({ after, last }) => last > wanted.after && after < wanted.last);
        const had = new Set(points(known));
        assert.deepEqual(
          points(uncovered(wanted, known)),
          points([wanted]).filter((point) => !had.has(point)),
        );
      }),
    );
  });
});
