import assert from 'node:assert/strict';
import { test } from 'node:test';
import reference from 'canonicalize';
import fc from 'fast-check';
import { canonicalize } from './canonicalize.ts';
import type { JsonValue } from './json-value.ts';

/** RFC 8785 appendix B: the bits of a double and its text. */
const NUMBERS = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

for (const [bits, text] of NUMBERS) {
  test(`writes the double ${bits} as ${text}`, () => {
    assert.equal(canonicalize(Buffer.from(bits, 'hex').readDoubleBE()), text);
  });
}

test('the example of RFC 8785 section 3.2.2', () => {
  const input = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`;
  const expected =
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
    String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`;
  assert.equal(canonicalize(JSON.parse(input)), expected);
});

test('keys are sorted by UTF-16 code units (RFC 8785 section 3.2.3)', () => {
  const input = String.raw`{
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis"
  }`;
  const expected =
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
    '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}';
  assert.equal(canonicalize(JSON.parse(input)), expected);
});

test('only what must be escaped in a string is, in the shortest way', () => {
  assert.equal(
    canonicalize('\u0000\b\t\n\u000b\f\r\u001f"\\/\u007f\u2028'),
    '"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u007f\u2028"',
  );
});

test('a key __proto__ is kept', () => {
  assert.equal(canonicalize(JSON.parse('{"b":1,"__proto__":{"a":2}}')), '{"__proto__":{"a":2},"b":1}');
});

test('there is no canonical form of what JSON cannot write', () => {
  assert.throws(() => canonicalize('\ud800'));
  assert.throws(() => canonicalize({ 'a\udc00': 1 }));
  assert.throws(() => canonicalize(Number.NaN));
  assert.throws(() => canonicalize(undefined as unknown as JsonValue), TypeError);
});

test('the canonical form says the same and is its own canonical form', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalize(value as JsonValue);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonicalize(JSON.parse(text)), text);
    }),
  );
});

test('it is that of the reference implementation', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as JsonValue;
      assert.equal(canonicalize(json), reference(json));
    }),
  );
});
