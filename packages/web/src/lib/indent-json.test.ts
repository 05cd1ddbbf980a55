import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indentJson } from './indent-json.ts';

test('indents as JSON.stringify does', () => {
  const value = { a: [1, 'x,{}:[]', { b: null }], c: {}, d: [], e: 'say \\"hi\\" \n' };
  assert.equal(indentJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
});

test('digits and keys stay as they were sent', () => {
  const text = '{"n":1.10000000000000000001,"__proto__":{"x":1e400},"a":1,"a":2}';
  assert.equal(indentJson(text).replace(/\s/g, ''), text);
});

test('text that is no JSON is not lost and does not hang', () => {
  assert.equal(indentJson('"unclosed').trim(), '"unclosed');
  assert.equal(indentJson(']]').replace(/\s/g, ''), ']]');
});
