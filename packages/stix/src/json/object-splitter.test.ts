import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ObjectSplitter, splitObjects } from './object-splitter.ts';
import type { SplitItem, SplitLimits } from './split-item.ts';

const A = '{"type":"x-a","n":[1,{"k":"}]\\"{"}]}';
const B = '{ "type" : "x-b" }';

/** What came out, short: the text of a good member, `index rule` of a bad one, `document rule` at a bad end. */
function summary(items: readonly SplitItem[]): string[] {
  return items.map((item) => {
    if (item.ok) return item.bytes.toString();
    return item.scope === 'document' ? `document ${item.rule}` : `${item.index} ${item.rule}`;
  });
}

/** Splits a text whole and byte by byte, which must come to the same. */
function split(input: string | Buffer, limits: Partial<SplitLimits> = {}): string[] {
  const bytes = Buffer.from(input);
  const whole = summary(splitObjects(bytes, limits).items);
  const splitter = new ObjectSplitter(limits);
  const items: SplitItem[] = [];
  for (const byte of bytes) items.push(...splitter.push(Buffer.from([byte])));
  items.push(...splitter.end());
  assert.deepEqual(summary(items), whole, 'byte by byte');
  return whole;
}

const FORMS: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['a single object', A, [A]],
  ['white space around it', ` \r\n\t${A}\n `, [A]],
  ['a byte order mark', `\ufeff${A}`, [A]],
  ['lines of JSON', `${A}\n${B}\r\n\n${A}\n`, [A, B, A]],
  ['objects one after the other', `${A}${B}${A}`, [A, B, A]],
  ['an array', `[${A},${B}]`, [A, B]],
  ['an array with white space', ` [ ${A}\n,\t${B} ] `, [A, B]],
  ['an empty array', '[]', []],
  ['arrays one after the other', `[${A}][${B}]`, [A, B]],
  ['a bundle', `{"type":"bundle","id":"bundle--1","objects":[${A},${B}]}`, [A, B]],
  ['a bundle that begins with its objects', `{"objects":[${A},${B}],"type":"bundle","id":"bundle--1"}`, [A, B]],
  ['a bundle with objects in the middle', `{"id":"bundle--1", "objects" : [ ${A} , ${B} ] , "type":"bundle"}`, [A, B]],
  ['a bundle without objects', '{"type":"bundle","id":"bundle--1"}', []],
  ['a bundle with no objects', '{"type":"bundle","id":"bundle--1","objects":[]}', []],
  ['a TAXII envelope', `{"more":true,"next":"n","objects":[${A}]}`, [A]],
  ['an empty TAXII envelope', '{}', []],
  ['an envelope that says only that there is no more', '{"more":false}', []],
  ['lines of bundles', `{"objects":[${A}]}\n{"type":"bundle","objects":[${B}]}\n${A}\n`, [A, B, A]],
  ['a key objects with an escape', `{"obj\\u0065cts":[${A}]}`, [A]],
  [
    'objects that is a dictionary',
    '{"type":"observed-data","objects":{"0":{}}}',
    ['{"type":"observed-data","objects":{"0":{}}}'],
  ],
  ['objects deeper down', '{"type":"x-a","x":{"objects":[1]}}', ['{"type":"x-a","x":{"objects":[1]}}']],
  ['objects as a value', '{"type":"objects","x":["objects"]}', ['{"type":"objects","x":["objects"]}']],
  ['another array after objects', '{"objects":"no","list":[1]}', ['{"objects":"no","list":[1]}']],
  [
    'a bundle inside of a bundle',
    '{"objects":[{"type":"bundle","objects":[{}]}]}',
    ['{"type":"bundle","objects":[{}]}'],
  ],
];

for (const [name, text, expected] of FORMS) {
  test(`splits ${name}`, () => assert.deepEqual(split(text), expected));
}

const BAD_MEMBERS: readonly (readonly [name: string, member: string | Buffer, rule: string])[] = [
  ['a trailing comma', '{"a":1,}', 'invalid-json'],
  ['a missing value', '{"a":}', 'invalid-json'],
  ['a wrong bracket inside', '{"a":[1}}', 'invalid-json'],
  ['a bare word inside', '{"a":nope}', 'invalid-json'],
  ['single quotes', "{'a':1}", 'invalid-json'],
  ['NaN', '{"a":NaN}', 'invalid-json'],
  ['a control character in a string', '{"a":"\n"}', 'invalid-json'],
  ['a bad escape', '{"a":"\\x"}', 'invalid-json'],
  ['a comment', '{"a":1/**/}', 'invalid-json'],
  ['a leading zero', '{"a":01}', 'invalid-json'],
  ['a bare word', 'nope', 'invalid-json'],
  ['a colon in the wrong place', '{"a"::1}', 'invalid-json'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'invalid-utf8'],
  ['an encoded surrogate', Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), 'invalid-utf8'],
  ['an overlong form', Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]), 'invalid-utf8'],
  ['a key that occurs twice', '{"a":1,"a":1}', 'duplicate-key'],
  ['a key that occurs twice deeper down', '{"a":[{"b":{"c":1,"d":2,"c":3}}]}', 'duplicate-key'],
  ['a key that occurs twice in two spellings', '{"a":1,"\\u0061":1}', 'duplicate-key'],
  ['__proto__ twice', '{"__proto__":1,"__proto__":{}}', 'duplicate-key'],
  ['a high surrogate alone', '{"a":"\\ud83d"}', 'lone-surrogate'],
  ['a low surrogate alone', '{"a":["x",{"b":"\\uDE00 x"}]}', 'lone-surrogate'],
  ['a surrogate alone in a key', '{"\\ud83dx":1}', 'lone-surrogate'],
  ['a number', '42', 'not-an-object'],
  ['null', 'null', 'not-an-object'],
  ['a string', '"{\\"a\\":1}"', 'not-an-object'],
];

for (const [name, member, rule] of BAD_MEMBERS) {
  test(`refuses ${name} alone (${rule})`, () => {
    const inside = (before: string, after: string) =>
      Buffer.concat([Buffer.from(before), Buffer.from(member), Buffer.from(after)]);
    assert.deepEqual(split(inside(`[${A},`, ` ,${B}]`)), [A, `1 ${rule}`, B]);
    assert.deepEqual(split(inside(`{"objects":[${A},`, `,${B}]}`)), [A, `1 ${rule}`, B]);
    assert.deepEqual(split(inside(`${A}\n`, `\n${B}`)), [A, `1 ${rule}`, B]);
    const [item] = splitObjects(inside('[', ']')).items;
    assert.ok(item?.ok === false && item.scope === 'member');
    assert.deepEqual(item.bytes, Buffer.from(member), 'the bytes of the bad member');
  });
}

test('refuses an array as a member', () => {
  assert.deepEqual(split(`[[${A}],${B}]`), ['0 not-an-object', B]);
});

test('refuses a comma with nothing before or after it', () => {
  assert.deepEqual(split(`[${A},,${B}]`), [A, '1 invalid-json', B]);
  assert.deepEqual(split(`[${A},]`), [A, '1 invalid-json']);
  assert.deepEqual(split(`[,${A}]`), ['0 invalid-json', A]);
});

test('accepts what is unusual and right', () => {
  for (const text of [
    '{"__proto__":{"a":1}}',
    '{"a":"\\ud83d\\ude00 😀 \\\\ud83d"}',
    '{"a":"1:2","b:c":"\\":","":{"":[{"":0}]}}',
    '{"constructor":1,"toString":2,"length":3}',
    '{"10":1,"9":2,"a":-0.0e-7}',
    `{"a":"${'\\\\'.repeat(40)}\\"${'"'.replace('"', '\\"').repeat(70)}"}`,
  ]) {
    assert.deepEqual(split(`[${text}]`), [text]);
    assert.deepEqual(split(text), [text]);
  }
});

const BROKEN: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['no bytes', '', ['document empty']],
  ['only white space', ' \n', ['document empty']],
  ['only a byte order mark', '\ufeff', ['document empty']],
  ['half of a byte order mark', '\u00ef', ['document unexpected-byte']],
  ['HTML', '<html></html>', ['document unexpected-byte']],
  ['a truncated object', '{"a":', ['document truncated']],
  ['a truncated string', '{"a":"b\\', ['document truncated']],
  ['a truncated array', `[${A},${B}`, [A, B, 'document truncated']],
  ['an array that ends in a comma', `[${A},`, [A, 'document truncated']],
  ['an array that ends in a member', `[${A},{"a":`, [A, 'document truncated']],
  ['a truncated bundle', `{"type":"bundle","objects":[${A}`, [A, 'document truncated']],
  ['a bundle that is not closed', `{"type":"bundle","objects":[${A}]`, [A, 'document truncated']],
  ['a second line that is truncated', `${A}\n{"type":`, [A, 'document truncated']],
  ['garbage after an object', `${A} }`, [A, 'document unexpected-byte']],
  ['garbage after an array', `[${A}];[${B}]`, [A, 'document unexpected-byte']],
  ['a missing comma', `[${A} ${B}]`, [A, 'document unexpected-byte']],
  ['a wrong bracket', `[${A}}`, [A, 'document unexpected-byte']],
  ['garbage in the head of a bundle', `{"type" "bundle","objects":[${A}]}`, ['document invalid-json']],
  ['garbage in the tail of a bundle', `{"objects":[${A}],,"type":"bundle"}`, [A, 'document invalid-json']],
  ['a key of the envelope that occurs twice', `{"id":1,"objects":[${A}],"id":2}`, [A, 'document duplicate-key']],
  ['objects twice', `{"objects":[${A}],"objects":[${B}]}`, [A, 'document repeated-objects']],
  ['objects twice, once no array', `{"objects":{},"objects":[${B}]}`, ['document duplicate-key']],
  ['a bundle whose objects are no list', '{"type":"bundle","objects":{}}', ['document objects-not-a-list']],
  ['a bundle after a broken one', `{"objects":[${A}],}\n${B}`, [A, 'document invalid-json']],
];

for (const [name, text, expected] of BROKEN) {
  test(`reports ${name}`, () => assert.deepEqual(split(text), expected));
}

test('the properties of an envelope are told, those before its objects at once', () => {
  const splitter = new ObjectSplitter();
  assert.equal(splitter.envelope, undefined);
  splitter.push(Buffer.from(`{"type":"bundle","spec_version":"2.0","objects":[${A}`));
  assert.deepEqual(splitter.envelope, { type: 'bundle', spec_version: '2.0' });
  splitter.push(Buffer.from('],"id":"bundle--1"}'));
  assert.deepEqual(splitter.envelope, { type: 'bundle', spec_version: '2.0', id: 'bundle--1' });
  assert.deepEqual(splitObjects(Buffer.from('{"more":false}')).envelope, { more: false });
  assert.equal(splitObjects(Buffer.from(A)).envelope, undefined);
});

test('a member that is too large fails alone, however it comes', () => {
  const large = `{"a":"${'x'.repeat(200)}"}`;
  const limits = { maxObjectBytes: 100 };
  assert.deepEqual(split(`[${A},${large},${B}]`, limits), [A, '1 too-large', B]);
  assert.deepEqual(split(`${A}\n${large}\n${B}`, limits), [A, '1 too-large', B]);
  assert.deepEqual(split(`[${A},${'1'.repeat(200)},${B}]`, limits), [A, '1 too-large', B]);
  assert.deepEqual(split(`{"x":"${'x'.repeat(200)}","objects":[${A}]}\n${B}`, limits), ['0 too-large', B]);
  assert.deepEqual(split(`{"objects":[${A}],"x":"${'x'.repeat(200)}"}`, limits), [A, 'document too-large']);
});

test('a member that is too deep fails alone', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  assert.deepEqual(split(`[${nested(5)},${nested(6)},${nested(5)}]`, { maxDepth: 5 }), [
    nested(5),
    '1 too-deep',
    nested(5),
  ]);
  assert.deepEqual(split(`{"x":${nested(6)},"objects":[]}`, { maxDepth: 5 }), ['document too-deep']);
  const abyss = `[${'['.repeat(100_000)}${']'.repeat(100_000)},${B}]`;
  assert.deepEqual(summary(splitObjects(Buffer.from(abyss)).items), ['0 too-deep', B]);
});

test('a member of too many properties, on all levels together, fails alone and is not parsed', () => {
  const wide = (count: number) => `{${Array.from({ length: count }, (_, each) => `"k${each}":${each}`).join()}}`;
  const nested = `{"a":${wide(3)},"b":[${wide(1)}]}`;
  assert.deepEqual(split(`[${wide(5)},${wide(6)},${nested},${B}]`, { maxProperties: 5 }), [
    wide(5),
    '1 too-many-properties',
    '2 too-many-properties',
    B,
  ]);
  const envelope = (count: number) => `{"x":${wide(count)},"objects":[${B}]}`;
  assert.deepEqual(split(envelope(23), { maxProperties: 5 }), [B]);
  assert.deepEqual(split(envelope(26), { maxProperties: 5 }), ['document too-many-properties']);
  // Whose keys are not even told apart: a parser would take a second for it.
  assert.deepEqual(summary(splitObjects(Buffer.from(`[{${'"a":1,'.repeat(2_000_000)}"a":1},${B}]`)).items), [
    '0 too-many-properties',
    B,
  ]);
});

test('a stream may be bounded in members', () => {
  assert.deepEqual(split(`[${A},${B},${A}]`, { maxObjects: 2 }), [A, B, 'document too-many-objects']);
  assert.deepEqual(split(`[${A},${B}]`, { maxObjects: 2 }), [A, B]);
});

test('a stream may be bounded in documents', () => {
  const envelope = `{"objects":[${A}],"more":false}`;
  for (const document of [A, `[${A}]`, envelope]) {
    assert.deepEqual(split(`${document} \n`, { maxDocuments: 1 }), [A], document);
    for (const more of [B, `[${B}]`, `{"objects":[${B}]}`, '{"objects":[]}', '{}', '1', ',', 'x']) {
      const found = split(`${document}${more}`, { maxDocuments: 1 });
      assert.deepEqual(found, [A, 'document too-many-documents'], `${document}${more}`);
    }
  }
  assert.deepEqual(split(`${A}${B}${A}`, { maxDocuments: 2 }), [A, B, 'document too-many-documents']);
});

test('no input takes more than time in proportion to its length', () => {
  const length = 1_000_000;
  const inputs = [
    `{"a"${':'.repeat(length)}`,
    `{"objects":${' '.repeat(length)}x${'[]'.repeat(length)}`,
    `{"${'\\"'.repeat(length)}":1}`,
    `{"${'\\'.repeat(2 * length)}":1}`,
    `[${'{},'.repeat(length / 10)}{}]`,
    `[${','.repeat(length / 10)}]`,
    '"a":'.repeat(length),
    '{'.repeat(length),
    '{"objects":['.repeat(length / 10),
  ];
  for (const input of inputs) {
    const start = process.cpuUsage();
    const splitter = new ObjectSplitter();
    const bytes = Buffer.from(input);
    for (let i = 0; i < bytes.length; i += 1000) splitter.push(bytes.subarray(i, i + 1000));
    splitter.end();
    assert.ok(process.cpuUsage(start).user < 20e6, `${input.slice(0, 20)} took too long`);
  }
});

test('nothing follows the end', () => {
  const splitter = new ObjectSplitter();
  splitter.push(Buffer.from('x'));
  assert.deepEqual(splitter.push(Buffer.from(A)), []);
  assert.deepEqual(splitter.end(), []);
});

test('no message quotes the content', () => {
  for (const [, member] of BAD_MEMBERS) {
    const secret = Buffer.concat([Buffer.from('[{"secret":"hunter2","x":['), Buffer.from(member), Buffer.from('+]}]')]);
    const [item] = splitObjects(secret).items;
    assert.ok(item?.ok === false);
    assert.doesNotMatch(item.message, /hunter2|secret/);
  }
});
