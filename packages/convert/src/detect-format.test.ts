import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { detectFormat, type Format } from './detect-format.ts';
import bundle from './fixtures/stix20-bundle.json' with { type: 'json' };

const sdo = '{"type":"tool","id":"tool--1","created":"2020-01-01T00:00:00Z"';
const cases: readonly [what: string, text: string, format: Format][] = [
  ['a bundle of 2.1', `{"type":"bundle","id":"bundle--1","objects":[${sdo},"spec_version":"2.1"}]}`, 'stix21-bundle'],
  ['an envelope', `{"more":false,"objects":[${sdo},"spec_version":"2.1"}]}`, 'stix21-bundle'],
  ['a bundle that says 2.0', '{"type":"bundle","spec_version":"2.0","objects":[', 'stix20-bundle'],
  ['a bundle of 2.0 by its objects', `{"type":"bundle","objects":[${sdo}}]}`, 'stix20-bundle'],
  ['an observable before an object of 2.0', `{"objects":[{"type":"url","value":"a"},${sdo}}]}`, 'stix20-bundle'],
  ['a bundle cut off within its first object', `{"type":"bundle","objects":[${sdo},"name":"a`, 'stix21-bundle'],
  ['an empty bundle', '{"type":"bundle","id":"bundle--1"}', 'stix21-bundle'],
  ['lines of objects', `${sdo}}\n${sdo}}\n`, 'ndjson'],
  ['one object', `\n  ${sdo}, "x": {"a": [1, 2`, 'ndjson'],
  ['a list of objects', `[${sdo}},`, 'stix-list'],
  ['a byte order mark', `\uFEFF${sdo}}`, 'ndjson'],
  ['a MISP event', '{"Event":{"id":"1","info":"a', 'misp'],
  ['a MISP answer', '{"response":[{"Event":{"id":"1"', 'misp'],
  ['a list of MISP events', '[{"Event":{"id":"1"}},', 'misp'],
  ['a MISP event alone', '{"id":"1","orgc_id":"2","date":"2020-', 'misp'],
  ['other JSON', '{"a":{"type":"bundle"}}', 'unknown'],
  ['a list of other things', '[1,2]', 'unknown'],
  ['text', 'id,name\n1,a\n', 'unknown'],
  ['a string', '"bundle"', 'unknown'],
  ['broken JSON', '{"type":"bundle"]', 'unknown'],
  ['braces in a string', '{"type":"bundle","id":"}{\\"","spec_version":"2.0","objects":[]}', 'stix20-bundle'],
  ['nothing', '', 'unknown'],
];

for (const [what, text, format] of cases) {
  test(`${what}: ${format}`, () => assert.equal(detectFormat(Buffer.from(text)), format));
}

test('gzip is told by its first bytes', () => assert.equal(detectFormat(gzipSync('{}')), 'gzip'));

test('every cut of a STIX 2.0 bundle that has its version is detected', () => {
  const bytes = Buffer.from(JSON.stringify(bundle, undefined, 2));
  for (let length = 200; length < 4000; length += 37) {
    assert.equal(detectFormat(bytes.subarray(0, length)), 'stix20-bundle', `${length} bytes`);
  }
});
