import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson } from './parse-json.ts';

test('reads what JSON.parse reads, as bytes or text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      const text = JSON.stringify(value);
      assert.deepEqual(parseJson(text), JSON.parse(text));
      assert.deepEqual(parseJson(Buffer.from(text)), JSON.parse(text));
    }),
  );
  for (const text of ['"[[[\\\\"', '{"a\\"[":"]"}', '["\\\\",[]]', '[]']) {
    assert.deepEqual(parseJson(text), JSON.parse(text), text);
  }
  for (const none of ['', '{', '"', '"\\', 'nonsense']) assert.equal(parseJson(none), undefined, none);
});

test('builds nothing of what is nested deeply, or minced into millions of values', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  assert.notEqual(parseJson(nested(64)), undefined);
  assert.equal(parseJson(nested(65)), undefined);
  assert.equal(parseJson(`[${'[],'.repeat(1_500_000)}0]`), undefined);
  assert.notEqual(parseJson(JSON.stringify('[,'.repeat(2_000_000))), undefined, 'brackets in a text are none');
});
