import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ObjectSplitter } from './object-splitter.ts';
import type { SplitItem } from './split-item.ts';

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** The text of a JSON object, spelled in one of many ways; its keys are no envelope's. */
const objectText = fc
  .tuple(
    fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 4 })),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
  )
  .map(([properties, indent, isEscaped]) => {
    const text = JSON.stringify({ type: 'x-any', ...properties, objects: null }, null, indent);
    return isEscaped
      ? text.replaceAll(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : text;
  });

const objectTexts = fc.array(objectText, { minLength: 1, maxLength: 8 });

const documentText = fc
  .tuple(objectTexts, space, space, fc.constantFrom('lines', 'array', 'bundle', 'envelope'))
  .map(([texts, before, after, form]) => ({ texts, document: compose(texts, before, after, form) }));

function compose(texts: readonly string[], before: string, after: string, form: string): string {
  const list = `[${before}${texts.join(`${before},${after}`)}${after}]`;
  if (form === 'lines') return before + texts.join(after === '' ? '\n' : after);
  if (form === 'array') return before + list + after;
  if (form === 'bundle') return `{${before}"type":"bundle"${after},"objects"${before}:${after}${list}}`;
  return `{"objects":${list}${before},"more":true,"next":"[{,"}`;
}

/** Cuts bytes at the given places, taken modulo the length, each piece in memory of its own. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return places.slice(1).map((place, i) => Buffer.from(bytes.subarray(places[i], place)));
}

function splitPieces(chunks: readonly Buffer[]): SplitItem[] {
  const splitter = new ObjectSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

test('objects come out byte for byte, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(documentText, fc.array(fc.nat(), { maxLength: 12 }), ({ texts, document }, cuts) => {
      const items = splitPieces(pieces(Buffer.from(document), cuts));
      assert.deepEqual(
        items.map((item) => (item.ok ? item.bytes.toString() : item)),
        texts,
      );
      for (const item of items) assert.ok(item.ok && item.index === items.indexOf(item));
      assert.deepEqual(
        items.map((item) => item.ok && item.value),
        texts.map((text) => JSON.parse(text)),
      );
    }),
    { numRuns: 500 },
  );
});

test('damaged documents never throw, and come to the same in one piece and in many', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Buffer.from('{}[]",:\\x0 \n\u00ff'))), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(documentText, damage, fc.array(fc.nat(), { maxLength: 8 }), ({ document }, changes, cuts) => {
      const bytes = Buffer.from(document);
      for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
      assert.deepEqual(splitPieces(pieces(bytes, cuts)), splitPieces([bytes]));
    }),
    { numRuns: 1000 },
  );
});

test('any bytes at all are survived', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const items = splitPieces([Buffer.from(bytes)]);
      assert.ok(items.every((item) => !item.ok || item.bytes.length > 0));
    }),
  );
});
