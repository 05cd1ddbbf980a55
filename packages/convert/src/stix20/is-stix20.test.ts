import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStix20 } from './is-stix20.ts';

const created = '2020-01-01T00:00:00.000Z';
const cases: readonly [what: string, object: Parameters<typeof isStix20>[0], expected: boolean][] = [
  ['an indicator without a version', { type: 'indicator', created }, true],
  ['an indicator of 2.1', { type: 'indicator', created, spec_version: '2.1' }, false],
  ['an object that says 2.0', { type: 'note', spec_version: '2.0' }, true],
  ['a type that 2.0 had not', { type: 'note', created }, false],
  ['an observable, which needs no version', { type: 'file', name: 'a' }, false],
  ['a custom object without a version', { type: 'x-berth', created }, true],
  ['a custom observable', { type: 'x-berth', name: 'a' }, false],
  ['something without a type', { created }, false],
  ['a version of another kind', { type: 'indicator', created, spec_version: 2 }, false],
];

for (const [what, object, expected] of cases) {
  test(`${what} ${expected ? 'is' : 'is not'} STIX 2.0`, () => assert.equal(isStix20(object), expected));
}
