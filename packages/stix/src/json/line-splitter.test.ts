import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginsWithLines, LineSplitter } from './line-splitter.ts';

/** What comes of a text in pieces of so many bytes: the text of each object, or the rule that a line breaks. */
function split(text: string, pieceBytes: number, maxObjectBytes = 1000): string[] {
  const splitter = new LineSplitter({ maxObjectBytes });
  const bytes = Buffer.from(text);
  const items = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    items.push(...splitter.push(Buffer.from(bytes.subarray(at, at + pieceBytes))));
  }
  items.push(...splitter.end());
  assert.deepEqual(
    items.map(({ index }) => index),
    items.map((_, index) => index),
  );
  return items.map((item) => (item.ok ? item.bytes.toString() : `${item.scope} ${item.rule}`));
}

const cases: readonly (readonly [what: string, text: string, items: readonly string[]])[] = [
  ['every line', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
  ['the last line without its end', '{"a":1}\r\n\r\n \n{"a":"ä"}', ['{"a":1}', '{"a":"ä"}']],
  ['nothing of nothing', '', []],
  [
    'a byte order mark of each file joined',
    '\ufeff{"a":1}\n\ufeff{"a":2}\n{"a":3} x\n{"a":4}',
    ['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}'],
  ],
  [
    'what is no JSON',
    '{"a":1}\nnot json\n# a: b\n{"a":2}',
    ['{"a":1}', 'member invalid-json', 'member invalid-json', '{"a":2}'],
  ],
  [
    'a line cut off',
    '{"a":1}\n{"b":"c\n{"b":[{\n{"a":2}',
    ['{"a":1}', 'member invalid-json', 'member invalid-json', '{"a":2}'],
  ],
  ['what is too large', `{"a":1}\n{"b":"${'x'.repeat(1000)}"}\n{"a":2}`, ['{"a":1}', 'member too-large', '{"a":2}']],
  [
    'lists and bundles',
    '{"a":1}\n[{"a":2},3,{"a":4}]\n{"objects":[{"a":5}]}',
    ['{"a":1}', '{"a":2}', 'member not-an-object', '{"a":4}', '{"a":5}'],
  ],
  ['a key twice', '{"a":1}\n{"b":1,"b":2}\n{"a":2}', ['{"a":1}', 'member duplicate-key', '{"a":2}']],
];

describe('splitting lines', () => {
  for (const [what, text, items] of cases) {
    for (const pieceBytes of [1, 7, 10_000]) {
      it(`takes ${what}, in pieces of ${pieceBytes}`, () => assert.deepEqual(split(text, pieceBytes), items));
    }
  }

  it('is for texts with an object on the first line', () => {
    const lines = ['{"a":1}\n', '\ufeff{"a":1}\r\n{', '\n {"a":{"objects":[]}} \nnot json'];
    const others = [
      '',
      '{"a":1}',
      '{\n"a":1}\n',
      '[{"a":1}\n]',
      '{"objects":[]}\n',
      '{"type":"bundle"}\n',
      '{"a":1}{"b":2}\n',
    ];
    for (const text of lines) assert.ok(beginsWithLines(Buffer.from(text)), text);
    for (const text of others) assert.ok(!beginsWithLines(Buffer.from(text)), text);
  });
});
