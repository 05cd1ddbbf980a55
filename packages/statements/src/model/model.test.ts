import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestPath, logPartition, marginals } from './crf.ts';
import { FeatureTable } from './feature-table.ts';
import { packModel, unpackModel } from './pack.ts';
import { WeightTable } from './weight-table.ts';

const small = { min: -3, max: 3, noNaN: true } as const;

test('best path and marginals agree with counting every path', () => {
  const labels = 3;
  const length = 4;
  fc.assert(
    fc.property(
      fc.array(fc.double(small), { minLength: length * labels, maxLength: length * labels }),
      fc.array(fc.double(small), { minLength: (labels + 1) * labels, maxLength: (labels + 1) * labels }),
      (emissions, moves) => {
        const scores = Float32Array.from(emissions);
        const transitions = Float32Array.from(moves);
        let total = 0;
        let best = Number.NEGATIVE_INFINITY;
        const sums = new Float64Array(length * labels);
        for (let code = 0; code < labels ** length; code++) {
          const path = Array.from({ length }, (_, i) => Math.floor(code / labels ** i) % labels);
          const score = scoreOf(path, scores, transitions, labels);
          best = Math.max(best, score);
          total += Math.exp(score);
          path.forEach((y, i) => {
            sums[i * labels + y] = (sums[i * labels + y] ?? 0) + Math.exp(score);
          });
        }
        const found = [...bestPath(scores, transitions, labels, length)];
        assert.ok(Math.abs(scoreOf(found, scores, transitions, labels) - best) < 1e-4);
        assert.ok(Math.abs(logPartition(scores, transitions, labels, length) - Math.log(total)) < 1e-4);
        const lattice = marginals(scores, transitions, labels, length);
        assert.ok(Math.abs(lattice.logPartition - Math.log(total)) < 1e-4);
        lattice.marginals.forEach((p, k) => {
          assert.ok(Math.abs(p - (sums[k] ?? 0) / total) < 1e-4);
        });
      },
    ),
    { numRuns: 30 },
  );
});

function scoreOf(path: readonly number[], scores: Float32Array, transitions: Float32Array, labels: number): number {
  let before = labels;
  let sum = 0;
  path.forEach((y, i) => {
    sum += (scores[i * labels + y] ?? 0) + (transitions[before * labels + y] ?? 0);
    before = y;
  });
  return sum;
}

test('every hash is found in its row, and others are not', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 60 }),
      fc.integer(),
      (hashes, other) => {
        const table = new FeatureTable(Int32Array.from(hashes));
        hashes.forEach((hash, row) => {
          assert.equal(table.row(hash), row);
        });
        if (!hashes.includes(other)) assert.equal(table.row(other), -1);
      },
    ),
  );
});

test('packing keeps weights to within about half a step and drops rows of nothing', () => {
  const hashes = Int32Array.from([7, -5, 123456789]);
  const weights = Float32Array.from([1, -0.5, 0, 0, 0.25, 0.001]);
  const model = unpackModel(packModel(hashes, weights, 2, Float32Array.from([0.5, -1.5]), 0.01));
  assert.deepEqual([...model.hashes], [7, 123456789]);
  const table = new WeightTable(model.hashes, model.weights, model.labels);
  const weight = (hash: number, label: number) => {
    const sums = new Float64Array(7);
    table.add(hash, sums);
    return (sums[label] ?? 0) * model.scale;
  };
  assert.equal(weight(-5, 0), 0);
  assert.ok(Math.abs(weight(7, 0) - 1) <= model.scale * 0.51);
  assert.ok(Math.abs(weight(7, 1) + 0.5) <= model.scale * 0.51);
  assert.ok(Math.abs(weight(123456789, 0) - 0.25) <= model.scale * 0.51);
  assert.deepEqual([...model.transitions], [0.5, -1.5]);
});
