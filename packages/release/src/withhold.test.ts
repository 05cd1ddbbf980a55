import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSelector } from '@entente/stix';
import { withheldExtensionId } from './extension-definitions.ts';
import { readTree } from './json-tree.ts';
import { withhold } from './withhold.ts';

function without(text: string, selectors: string[], placeholder?: string, sayWithheld = false): string {
  const paths = selectors.map((selector) => parseSelector(selector) ?? []);
  return withhold({ text, tree: readTree(text) }, { paths, sayWithheld, ...(placeholder && { placeholder }) }).text;
}

const cases: [string, string, string[], string][] = [
  ['nothing', '{ "a" : 1 }', [], '{ "a" : 1 }'],
  ['the first', '{ "a": 1, "b": 2 }', ['a'], '{ "b": 2 }'],
  ['the last', '{ "a": 1 , "b": 2 }', ['b'], '{ "a": 1 }'],
  ['one between', '{"a":1,"b":2,"c":3}', ['b'], '{"a":1,"c":3}'],
  ['first and last', '{"a":1,"b":2,"c":3}', ['a', 'c'], '{"b":2}'],
  ['neighbours', '[1,2,3,4]'.replace(/.*/, '{"a":$&}'), ['a.[1]', 'a.[2]'], '{"a":[1,4]}'],
  ['the first two', '{"a":[1,2,3]}', ['a.[0]', 'a.[1]'], '{"a":[3]}'],
  ['all items, so the list', '{"b":0,"a":[1,2]}', ['a.[1]', 'a.[0]'], '{"b":0}'],
  ['all of a nested object, so both', '{"b":0,"a":{"c":{"d":1}}}', ['a.c.d'], '{"b":0}'],
  ['what is within what is withheld', '{"b":0,"a":{"c":1}}', ['a', 'a.c'], '{"b":0}'],
  ['what is not there', '{"b":0}', ['a', 'b.c', 'b.[0]'], '{"b":0}'],
  ['an escaped key', '{"\\u0061\\"":1,"b":2}', ['a"'], '{"b":2}'],
  [
    'nothing else, whatever its form',
    '{"n":1.50,"e":1E+3,"big":123456789012345678901,"s":"\\u00e9\\/é","t":"2020-01-01T00:00:00.000Z","x":{},"y":[],"a":1}',
    ['a'],
    '{"n":1.50,"e":1E+3,"big":123456789012345678901,"s":"\\u00e9\\/é","t":"2020-01-01T00:00:00.000Z","x":{},"y":[]}',
  ],
  ['a key named __proto__', '{"__proto__":{"a":1,"b":2},"b":2}', ['__proto__.a'], '{"__proto__":{"b":2},"b":2}'],
];

for (const [title, text, selectors, expected] of cases) {
  test(`takes out ${title}`, () => assert.equal(without(text, selectors), expected));
}

const marked = (body: string, ...entries: string[]) => `{${body},"granular_markings":[${entries.join(', ')}]}`;
const entry = (id: string, ...selectors: string[]) =>
  `{"marking_ref":"${id}","selectors":${JSON.stringify(selectors)}}`;

test('takes out selectors to what is gone, then their marking, then the list of markings', () => {
  const text = marked('"a":1,"b":{"c":2,"d":3}', entry('m1', 'a', 'b.c'), entry('m2', 'b.c'));
  assert.equal(without(text, ['b']), marked('"a":1', entry('m1', 'a')));
  assert.equal(without(text, ['b', 'a']), '{}');
  assert.equal(without(text, ['a']), marked('"b":{"c":2,"d":3}', entry('m1', 'b.c'), entry('m2', 'b.c')));
  assert.equal(without(text, ['b.c']), marked('"a":1,"b":{"d":3}', entry('m1', 'a')));
});

test('counts the items that remain, in every list of a selector', () => {
  const text = marked('"a":["p","q",{"r":["s","t","u"]}]', entry('m1', 'a.[1]', 'a.[2].r.[2]', 'a.[2].r', 'a'));
  assert.equal(
    without(text, ['a.[0]', 'a.[2].r.[1]']),
    marked('"a":["q",{"r":["s","u"]}]', entry('m1', 'a.[0]', 'a.[1].r.[1]', 'a.[1].r', 'a')),
  );
});

test('treats languages like markings', () => {
  const text = '{"a":1,"b":2,"granular_markings":[{"selectors":["a"],"lang":"fr"},{"lang":"de","selectors":["b"]}]}';
  assert.equal(without(text, ['a']), '{"b":2,"granular_markings":[{"lang":"de","selectors":["b"]}]}');
});

test('puts the originator into an emptied object_refs and leaves any other', () => {
  const text = marked('"object_refs": [ "x", "y" ],"b":1', entry('m1', 'object_refs.[0]', 'object_refs'));
  assert.equal(
    without(text, ['object_refs.[0]', 'object_refs.[1]'], 'identity--1'),
    marked('"object_refs": ["identity--1"],"b":1', entry('m1', 'object_refs')),
  );
  assert.equal(
    without(text, ['object_refs.[1]'], 'identity--1'),
    marked('"object_refs": [ "x" ],"b":1', entry('m1', 'object_refs.[0]', 'object_refs')),
  );
  assert.equal(without(text, ['object_refs'], 'identity--1'), '{"b":1}');
});

test('says on request that something is withheld, once, and nothing else of it', () => {
  const said = `"${withheldExtensionId}":{"extension_type":"property-extension","withheld":true}`;
  assert.equal(without('{ "a":1, "b":2 }', ['b'], undefined, true), `{ "a":1,"extensions":{${said}} }`);
  assert.equal(without('{"a":1,"extensions":{"e":{}}}', ['a'], undefined, true), `{"extensions":{"e":{},${said}}}`);
  assert.equal(
    without('{"a":1,"extensions":{"e":{"b":1}}}', ['extensions.e'], undefined, true),
    `{"a":1,"extensions":{${said}}}`,
  );
  const forged = `{"a":1,"b":1,"extensions":{"${withheldExtensionId}":{"withheld":false}}}`;
  assert.equal(without(forged, ['b'], undefined, true), `{"a":1,"extensions":{${said}}}`);
});

test('refuses text with a key twice, of which it could leave one', () => {
  assert.throws(() => readTree('{"a":1,"\\u0061":2}'), SyntaxError);
  assert.equal(readTree('{"a":1,"b":{"a":2}}').children?.length, 2);
});
