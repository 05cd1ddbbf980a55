import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafValues } from './leaf-values.ts';
import { parsePattern } from './parse-pattern.ts';

/** The values of a pattern, each as one line. */
function lines(pattern: string): string[] {
  const parsed = parsePattern(pattern);
  assert.ok(parsed.ok);
  return leafValues(parsed.expression).map(({ objectType, path, operator, value }) =>
    [objectType, path, operator, value].join(' | '),
  );
}

test('every value comes once, in the order of the text', () => {
  const pattern =
    "([file:hashes.'SHA-256' = 'aa' AND (file:size > 5 OR file:name NOT LIKE '%.exe')] FOLLOWEDBY " +
    "[ipv4-addr:value IN ('198.51.100.3', '198.51.100.4')] REPEATS 2 TIMES) WITHIN 5 SECONDS OR [EXISTS url:value]";
  assert.deepEqual(lines(pattern), [
    "file | hashes.'SHA-256' | = | aa",
    'file | size | > | 5',
    'file | name | NOT LIKE | %.exe',
    'ipv4-addr | value | IN | 198.51.100.3',
    'ipv4-addr | value | IN | 198.51.100.4',
    'url | value | EXISTS | ',
  ]);
});

test('paths are written as a pattern writes them', () => {
  assert.deepEqual(lines("[x:'a-b'[0].c[*].'it\\'s'.'d' = 1]"), ["x | 'a-b'[0].c[*].'it\\'s'.d | = | 1"]);
});

test('constants are written without what marks their type', () => {
  assert.deepEqual(
    lines("[x:a = h'00ff' OR x:b = b'AAAA' OR x:c = t'2014-01-13T07:03:17Z' OR x:d = true OR x:e = 'it\\'s']"),
    [
      'x | a | = | 00ff',
      'x | b | = | AAAA',
      'x | c | = | 2014-01-13T07:03:17Z',
      'x | d | = | true',
      "x | e | = | it's",
    ],
  );
});
