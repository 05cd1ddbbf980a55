import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compareTimestamps,
  formatMicroseconds,
  isTimestamp,
  parseMicroseconds,
  parseTimestamp,
  timestampKey,
} from './timestamp.ts';

const VALID = [
  '2016-01-20T12:31:12.123Z',
  '2016-01-20T12:31:12Z',
  '2020-02-29T00:00:00Z',
  '2000-02-29T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999999999999Z',
  '2020-01-01T00:00:00.0Z',
  '1990-12-31T23:59:60Z',
  '2015-06-30T23:59:60.5Z',
];

const INVALID = [
  '',
  'Z',
  '2016-01-20',
  '2016-01-20T12:31:12',
  '2016-01-20T12:31Z',
  '2016-01-20T12:31:12.Z',
  '2016-01-20T12:31:12,5Z',
  '2016-01-20T12:31:12.12a3Z',
  '2016-01-20T12:31:12.-12Z',
  '2016-01-20T12:31:12z',
  '2016-01-20t12:31:12Z',
  '2016-01-20 12:31:12Z',
  '2016-01-20T12:31:12+00:00',
  '2016-01-20T12:31:12.123+01:00',
  '2016-01-20T12:31:12ZZ',
  ' 2016-01-20T12:31:12Z',
  '2016-01-20T12:31:12Z\n',
  '16-01-20T12:31:12Z',
  '12016-01-20T12:31:12Z',
  '-016-01-20T12:31:12Z',
  '2016-1-20T12:31:12Z',
  '2016-00-20T12:31:12Z',
  '2016-13-20T12:31:12Z',
  '2016-01-00T12:31:12Z',
  '2016-01-32T12:31:12Z',
  '2016-04-31T12:31:12Z',
  '2020-02-30T00:00:00Z',
  '2019-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2016-01-20T24:00:00Z',
  '2016-01-20T12:60:00Z',
  '2016-01-20T12:31:61Z',
  '2016-01-20T12:31:60Z',
  '2016-01-20T23:59:60Z',
  '2016-06-30T22:59:60Z',
  '2016-06-30T23:58:60Z',
  '2016-12-30T23:59:60Z',
  '２016-01-20T12:31:12Z',
];

for (const text of VALID) {
  test(`accepts ${text}`, () => assert.ok(isTimestamp(text)));
}

for (const text of INVALID) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.equal(isTimestamp(text), false);
    assert.equal(parseTimestamp(text), undefined);
    assert.equal(parseMicroseconds(text), undefined);
  });
}

test('a key is the same for the same moment and sorts across precisions', () => {
  assert.equal(parseTimestamp('2020-01-01T00:00:00Z')?.key, '2020-01-01T00:00:00');
  assert.equal(timestampKey('2020-01-01T00:00:00.000Z'), '2020-01-01T00:00:00');
  assert.equal(timestampKey('2020-01-01T00:00:10Z'), '2020-01-01T00:00:10');
  assert.equal(timestampKey('2020-01-01T00:00:00.1200Z'), '2020-01-01T00:00:00.12');
  const ordered = [
    '2019-12-31T23:59:59.999999999999Z',
    '2019-12-31T23:59:60Z',
    '2019-12-31T23:59:60.5Z',
    '2020-01-01T00:00:00Z',
    '2020-01-01T00:00:00.000000001Z',
    '2020-01-01T00:00:00.01Z',
    '2020-01-01T00:00:00.1Z',
    '2020-01-01T00:00:00.10000000000000000001Z',
    '2020-01-01T00:00:00.9Z',
    '2020-01-01T00:00:01Z',
  ];
  assert.deepEqual(ordered.toReversed().sort(compareTimestamps), ordered);
  assert.equal(compareTimestamps('2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z'), 0);
  assert.equal(compareTimestamps('2020-01-01T00:00:00.5Z', '2020-01-01T00:00:00.50Z'), 0);
});

test('microseconds are written with six digits', () => {
  assert.equal(formatMicroseconds(0), '1970-01-01T00:00:00.000000Z');
  assert.equal(formatMicroseconds(1), '1970-01-01T00:00:00.000001Z');
  assert.equal(formatMicroseconds(-1), '1969-12-31T23:59:59.999999Z');
  assert.equal(formatMicroseconds(1_550_000_000_123_456), '2019-02-12T19:33:20.123456Z');
});

test('microseconds come back as they were written', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (microseconds) => {
      const text = formatMicroseconds(microseconds);
      assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      assert.equal(parseMicroseconds(text), microseconds);
    }),
  );
});

test('any number of digits is read, rounding down', () => {
  assert.equal(parseMicroseconds('1970-01-01T00:00:01Z'), 1_000_000);
  assert.equal(parseMicroseconds('1970-01-01T00:00:00.5Z'), 500_000);
  assert.equal(parseMicroseconds('1970-01-01T00:00:00.123456999Z'), 123_456);
  assert.equal(parseMicroseconds('1969-12-31T23:59:59.9999999Z'), -1);
  assert.equal(parseMicroseconds('2016-12-31T23:59:60.7Z'), parseMicroseconds('2016-12-31T23:59:59.999999Z'));
});

test('moments beyond safe integers become the nearest safe integer', () => {
  assert.equal(parseMicroseconds('9999-12-31T23:59:59Z'), Number.MAX_SAFE_INTEGER);
  assert.equal(parseMicroseconds('0000-01-01T00:00:00Z'), Number.MIN_SAFE_INTEGER);
});

test('texts order as their keys do', () => {
  const fraction = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }).map((digits) => digits.join(''));
  const timestamp = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fraction)
    .map(([second, digits]) => `2020-05-05T05:05:0${second}${digits === '' ? '' : `.${digits}`}Z`);
  fc.assert(
    fc.property(timestamp, timestamp, (a, b) => {
      const exact = (text: string) => BigInt(text.slice(18, -1).replace('.', '').padEnd(20, '0'));
      assert.equal(Math.sign(compareTimestamps(a, b)), Number(exact(a) > exact(b)) - Number(exact(a) < exact(b)));
    }),
  );
});
