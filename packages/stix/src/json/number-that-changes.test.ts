import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { numberThatChanges } from './number-that-changes.ts';

const changes = (json: string) => numberThatChanges(Buffer.from(json)) !== undefined;

const KEPT = [
  '0',
  '-0',
  '0.0',
  '0e999',
  '1.00',
  '1E2',
  '1e+2',
  '100e-2',
  '0.1',
  '-0.1',
  '123456789012345',
  '9007199254740991',
  '9007199254740992',
  '9007199254740994',
  '1e21',
  '1e308',
  '5e-324',
  '0.000000000000000000001',
  '123456789012345680000',
  '1.7976931348623157e308',
  '100000000000000000000000',
  '{"a":[1,2.5,-3],"b":"12345678901234567890","c\\"1e999":true}',
  '"1e999"',
];

const CHANGED = [
  '12345678901234567890',
  '-12345678901234567890',
  '9007199254740993',
  '0.1e-400',
  '1e-400',
  '1e400',
  '-1e400',
  '1e99999999999999999999',
  '0.10000000000000000555',
  '3.141592653589793238',
  '1.0000000000000000000000001',
  '{"a":{"b":[1,2,{"c":12345678901234567890}]}}',
  '["text \\" and \\\\",9007199254740993]',
];

for (const json of KEPT) test(`keeps ${json}`, () => assert.equal(changes(json), false));
for (const json of CHANGED) test(`changes ${json}`, () => assert.equal(changes(json), true));

test('what a double writes is never changed', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => !changes(JSON.stringify({ x }))));
});

test('whole numbers change exactly where a double cannot hold their shortest form', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (whole) => {
      assert.equal(changes(String(whole)), BigInt(toPlain(String(Number(whole)))) !== whole);
    }),
  );
});

/** Writes out the zeros of a whole number in exponent notation. */
function toPlain(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  return sign + first + rest.padEnd(Number(exponent), '0');
}

test('names the first number that changes, as it is written', () => {
  assert.equal(
    numberThatChanges(Buffer.from('{"a":1,"b":[2,12345678901234567890],"c":1e-400}')),
    '12345678901234567890',
  );
});
