import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffObjects, sameJson } from './diff-objects.ts';

test('added, changed and removed properties are told apart', () => {
  assert.deepEqual(diffObjects({ name: 'A', labels: ['x'], gone: 1 }, { name: 'B', labels: ['x'], fresh: true }), [
    { property: 'name', kind: 'changed', before: 'A', after: 'B' },
    { property: 'fresh', kind: 'added', after: true },
    { property: 'gone', kind: 'removed', before: 1 },
  ]);
});

test('the order of keys is no difference, the order of a list is', () => {
  assert.equal(sameJson({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 }), true);
  assert.equal(sameJson([1, 2], [2, 1]), false);
  assert.equal(sameJson({ a: undefined }, {}), false);
  assert.equal(sameJson([], {}), false);
});

test('properties named like members of Object.prototype are properties', () => {
  const before = JSON.parse('{"constructor":"a"}');
  const after = JSON.parse('{"constructor":"b","__proto__":{"x":1},"toString":"c"}');
  assert.deepEqual(
    diffObjects(before, after).map(({ property, kind }) => [property, kind]),
    [
      ['constructor', 'changed'],
      ['__proto__', 'added'],
      ['toString', 'added'],
    ],
  );
});
