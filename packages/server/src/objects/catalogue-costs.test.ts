import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksTextForTerms, readsNewestOfEach } from './catalogue-costs.ts';

const total = 1_000_000;
const page = 51;
const counted = 10_001;

test('who sees much has rows looked at one by one, who sees little is asked for by terms', () => {
  const all = { terms: 200, visible: total, total };
  const quarter = { terms: 115, visible: total / 4, total };
  const hundredth = { terms: 90, visible: total / 100, total };
  const few = { terms: 80, visible: 180, total };
  for (const wanted of [page, counted]) {
    assert.deepEqual(
      [all, quarter, few].map((each) => asksTextForTerms({ ...each, wanted })),
      [false, false, true],
    );
  }
  assert.equal(asksTextForTerms({ ...hundredth, wanted: counted }), true);
  assert.equal(readsNewestOfEach({ ...all, wanted: page }), false);
  assert.equal(readsNewestOfEach({ ...few, wanted: page }), true);
  assert.equal(readsNewestOfEach({ ...quarter, wanted: counted }), false);
  assert.equal(readsNewestOfEach({ ...hundredth, wanted: counted }), true);
});

test('who sees few terms has the text asked for them, so that hidden rows take no time', () => {
  const half = { terms: 10, visible: total / 2, total, wanted: page };
  assert.equal(asksTextForTerms(half), true);
  assert.equal(asksTextForTerms({ ...half, wanted: counted }), true);
  assert.equal(asksTextForTerms({ ...half, visible: total - 10 }), false);
});

test('thousands of terms with a row each are never asked for one by one to fill a page', () => {
  const scattered = { terms: 20_000, visible: 20_000, total, wanted: page };
  assert.equal(asksTextForTerms(scattered), false);
  assert.equal(readsNewestOfEach(scattered), false);
});
