import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Audience } from './audience.ts';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 200 }));

test('does what sets do', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const [left, right] = [new Set(a), new Set(b)];
      const [x, y] = [Audience.of(a), Audience.of(b)];
      assert.deepEqual(
        x.list(),
        [...left].sort((m, n) => m - n),
      );
      assert.deepEqual(new Set(x.union(y).list()), new Set([...a, ...b]));
      assert.deepEqual(new Set(x.intersect(y).list()), new Set(a.filter((id) => right.has(id))));
      assert.deepEqual(new Set(x.subtract(y).list()), new Set(a.filter((id) => !right.has(id))));
      assert.equal(
        x.isSubsetOf(y),
        a.every((id) => right.has(id)),
      );
      assert.equal(x.size, left.size);
      for (const id of [1, 31, 32, 33, 64, 200]) assert.equal(x.has(id), left.has(id));
    }),
  );
});

test('has one key for each set, however it came about, and reads it back', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const direct = Audience.of(a);
      const roundabout = Audience.of([...b, ...a]).subtract(Audience.of(b).subtract(direct));
      assert.equal(roundabout.key, direct.key);
      assert.ok(Audience.parse(direct.key).equals(direct));
      assert.equal(Audience.of(a).equals(Audience.of(b)), direct.list().join() === Audience.of(b).list().join());
    }),
  );
});

test('the empty set is the same whatever emptied it', () => {
  assert.equal(Audience.of([700]).intersect(Audience.of([3])).key, Audience.none.key);
  assert.ok(Audience.of([]).isEmpty);
});

test('refuses what is no id and no key', () => {
  for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31]) assert.throws(() => Audience.of([id]), RangeError);
  for (const key of ['x.0', '-1', '1..2', 'zzzzzzz', ' 1', '01']) assert.throws(() => Audience.parse(key), SyntaxError);
});
