import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonObject, parseSelector } from '@entente/stix';
import { reachBack } from './reach-back.ts';
import type { Part } from './read-terms.ts';

const part = (selector: string): Part => ({
  path: parseSelector(selector) ?? [],
  selector,
  terms: { owner: 1, tlp: 'red' },
  markings: [],
});
const reached = (older: JsonObject, newest: JsonObject, ...selectors: string[]) =>
  reachBack({ object: older, parts: [] }, { object: newest, parts: selectors.map(part) }).map(
    ({ selector }) => selector,
  );

test('what the newest version marks is marked in an older one, whatever it said there', () => {
  assert.deepEqual(reached({ a: 1, b: { c: 1 } }, { a: 2, b: { c: 3 } }, 'a', 'b.c'), ['a', 'b.c']);
});

test('an older version keeps its own marks', () => {
  const parts = reachBack({ object: { a: 1, b: 1 }, parts: [part('a')] }, { object: { b: 1 }, parts: [part('b')] });
  assert.deepEqual(
    parts.map(({ selector }) => selector),
    ['a', 'b'],
  );
});

test('an item is found again in an equal list; of a changed list nothing is sure, so all is marked', () => {
  assert.deepEqual(reached({ a: ['x', 'y'] }, { a: ['x', 'y'] }, 'a.[1]'), ['a.[1]']);
  assert.deepEqual(reached({ a: ['y', 'x'] }, { a: ['x', 'y'] }, 'a.[1]'), ['a']);
  assert.deepEqual(reached({ b: { a: [{ c: 1 }] } }, { b: { a: [{ c: 2 }] } }, 'b.a.[0].c'), ['b.a']);
});

test('what an older version does not have cannot be marked in it', () => {
  assert.deepEqual(reached({ a: 1 }, { a: 1, b: ['x'], c: { d: 1 } }, 'b.[0]', 'c.d'), []);
});
