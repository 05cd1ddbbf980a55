import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tokenize } from './tokenize.ts';

test('clitics, abbreviations, numbers and old quotation marks are tokens of their own', () => {
  const words = (text: string) => [...tokenize(text).words];
  assert.deepEqual(words("Mr. O'Hara doesn't trust the U.S. envoy’s word."), [
    'Mr.',
    "O'Hara",
    'does',
    "n't",
    'trust',
    'the',
    'U.S.',
    'envoy',
    '’s',
    'word',
    '.',
  ]);
  assert.deepEqual(words("''We sent 2,000 men,'' she said -- twice"), [
    "''",
    'We',
    'sent',
    '2,000',
    'men',
    ',',
    "''",
    'she',
    'said',
    '--',
    'twice',
  ]);
  assert.deepEqual(words('where the U.S stands'), ['where', 'the', 'U.S', 'stands']);
});

test('tokens cover every character that is not white space, in order and without overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { start, end } = tokenize(text);
      let at = 0;
      for (let i = 0; i < start.length; i++) {
        assert.equal(text.slice(at, start[i]).trim(), '');
        assert.ok((end[i] ?? 0) > (start[i] ?? 0));
        at = end[i] ?? 0;
      }
      assert.equal(text.slice(at).trim(), '');
    }),
  );
});
