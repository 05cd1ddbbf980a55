import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../src/calendar/day.ts';
import { parseWindow } from '../src/windows/parse-window.ts';

type Rule = [phrase: string, from: string, to: string | null, likelihood?: string];
const rules: { said: string; rules: Rule[] }[] = JSON.parse(
  readFileSync(new URL('./fixtures/time-phrases.json', import.meta.url), 'utf8'),
);

for (const { said, rules: phrases } of rules) {
  for (const [phrase, from, to, likelihood = 'stated'] of phrases) {
    test(`“${phrase}” said on ${said}`, () => {
      const window = to === null ? { from } : { from, to };
      assert.deepEqual(parseWindow(phrase, said), { window, likelihood });
    });
  }
}

test('words that name no time are none', () => {
  for (const phrase of [
    '',
    'the caliphate',
    'as part of any deal',
    '31 February 2019',
    'x'.repeat(500),
    'constructor',
  ]) {
    assert.equal(parseWindow(phrase, '2019-02-06'), undefined, phrase);
  }
});

test('whatever is typed, a window never ends before it begins, and takes no time', () => {
  const words = fc.constantFrom(
    'next',
    'week',
    'by',
    'the',
    'end',
    'of',
    'March',
    'in',
    '3',
    'to',
    'between',
    'and',
    'half',
    '2019',
    'may',
    'first',
    'before',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.integer({ min: 0, max: 4000 }), (parts, offset) => {
      const window = parseWindow(parts.join(' '), addDays('2015-01-01', offset))?.window;
      assert.ok(window?.to === undefined || window.from <= window.to);
    }),
  );
});
