import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, splitHostileText } from './hostile-text.ts';

test('ordinary text, line breaks and joiners pass unchanged', () => {
  const text = 'Zeile 1\nسطر ۲\tمی‌خواهم 👩‍✈️';
  assert.deepEqual(splitHostileText(text), [{ text }]);
  assert.equal(plainText(text), text);
});

test('a bidirectional override becomes visible and takes no effect', () => {
  assert.deepEqual(splitHostileText('invoice\u202Egpj.exe'), [
    { text: 'invoice' },
    { codepoint: 'U+202E' },
    { text: 'gpj.exe' },
  ]);
  assert.equal(plainText('a\u2066b\u2069'), 'a⟨U+2066⟩b⟨U+2069⟩');
});

test('controls, invisible tags and lone surrogates are named', () => {
  assert.equal(plainText('a\u0000b'), 'a⟨U+0000⟩b');
  assert.equal(plainText('a\u{e0041}b'), 'a⟨U+E0041⟩b');
  assert.equal(plainText('a\ud800b'), 'a⟨U+D800⟩b');
  assert.equal(plainText('\ufeffa\u200bb'), '⟨U+FEFF⟩a⟨U+200B⟩b');
});

test('an empty text has no pieces', () => {
  assert.deepEqual(splitHostileText(''), []);
});
