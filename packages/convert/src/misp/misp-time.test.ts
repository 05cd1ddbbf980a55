import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeOfEpoch, timeOfText } from './misp-time.ts';

for (const [value, expected] of [
  ['1603642920', '2020-10-25T16:22:00.000Z'],
  [1603642920, '2020-10-25T16:22:00.000Z'],
  [253402300799, '9999-12-31T23:59:59.000Z'],
  ['0', undefined],
  [-1, undefined],
  [253402300800, undefined],
  [Number.NaN, undefined],
  ['1e9', undefined],
  ['2020-10-25', undefined],
  [null, undefined],
] as const) {
  test(`${value} seconds are ${expected}`, () => assert.equal(timeOfEpoch(value), expected));
}

for (const [value, expected] of [
  ['2020-10-25', '2020-10-25T00:00:00.000Z'],
  ['2020-10-25T16:22:00', '2020-10-25T16:22:00.000Z'],
  ['2020-10-25 16:22:00', '2020-10-25T16:22:00.000Z'],
  ['2020-10-25T16:22:00Z', '2020-10-25T16:22:00.000Z'],
  ['2020-10-25T16:22:00.123456+0000', '2020-10-25T16:22:00.123456Z'],
  ['2020-10-25T16:22:00.123456789-02:00', '2020-10-25T18:22:00.123456789Z'],
  ['2020-02-30', undefined],
  ['2020-10-25T25:00:00Z', undefined],
  ['yesterday', undefined],
  ['1603642920', undefined],
  [1603642920, undefined],
] as const) {
  test(`${value} is ${expected}`, () => assert.equal(timeOfText(value), expected));
}
