import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StixObject } from '@entente/stix';
import fc from 'fast-check';
import { createQuoteEraser, erased, quotableTexts } from './quote-eraser.ts';

const secret = 'The convoy leaves the depot at four in the morning, by the northern road, with three lorries.';

test('takes out quotes and leaves the words around them', () => {
  const { erase } = createQuoteEraser([secret, 'Operation Amber Lantern']);
  assert.equal(erase(`They write: “${secret}” Is that so?`), `They write: “${erased}” Is that so?`);
  assert.equal(erase(`a ${secret.slice(11, 50)} b ${secret.slice(40)} c`), `a ${erased} b ${erased} c`);
  assert.equal(erase('About Operation Amber Lantern, today'), `About ${erased}, today`);
  for (const own of ['The convoy leaves', secret.slice(0, 31), 'Something else that is long enough to be one.', '']) {
    assert.equal(erase(own), undefined, own);
  }
});

test('inside JSON too, and without what is not text', () => {
  const { eraseJson } = createQuoteEraser([secret]);
  const json = JSON.stringify({ n: 1, list: [{ text: `x ${secret}` }], other: 'kept' });
  assert.deepEqual(JSON.parse(eraseJson(json) ?? ''), { n: 1, list: [{ text: `x ${erased}` }], other: 'kept' });
  assert.equal(eraseJson('{"text":"nothing of it"}'), undefined);
});

test('ids, dates and the words of STIX are nobody’s texts', () => {
  const object = {
    type: 'indicator',
    spec_version: '2.1',
    id: 'indicator--3f0e5a8c-2f5b-4c58-9d2c-1f4b8f0a5c11',
    created_by_ref: 'identity--3f0e5a8c-2f5b-4c58-9d2c-1f4b8f0a5c11',
    created: '2026-01-01T00:00:00.000Z',
    indicator_types: ['malicious-activity-of-some-kind'],
    description: secret,
    extensions: {
      'extension-definition--3f0e5a8c-2f5b-4c58-9d2c-1f4b8f0a5c11': { note: 'A text that somebody wrote.' },
    },
  } as unknown as StixObject;
  assert.deepEqual(quotableTexts(object), [secret, 'A text that somebody wrote.']);
});

test('whatever is quoted from wherever, no run of 32 is left', () => {
  const letters = fc.string({ minLength: 32, maxLength: 300, unit: fc.constantFrom('a', 'b', 'c', ' ', 'é', '\n') });
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(), letters, (text, from, length, around) => {
      const start = from % (text.length - 31);
      const quote = text.slice(start, start + 32 + (length % (text.length - start - 31)));
      const written = `${around}${quote}${around}`;
      const left = createQuoteEraser([text]).erase(written) ?? written;
      for (let at = 0; at + 32 <= left.length; at += 1) {
        const run = left.slice(at, at + 32);
        // Of a text that repeats itself many times over, only some places are compared.
        if (run.trim().length === 32 && new Set(run).size > 3)
          assert.equal(text.includes(run), false, JSON.stringify(run));
      }
    }),
    { numRuns: 300 },
  );
});
