import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryString, toApiError } from './request.ts';

test('a problem of the node keeps its code, words and refusals', () => {
  const refusal = { path: 'pattern', rule: 'pattern-syntax', section: '9', message: 'does not parse' };
  const error = toApiError(
    422,
    JSON.stringify({ error: { code: 'invalid', message: 'Refused', refusals: [refusal] } }),
  );
  assert.deepEqual([error.status, error.code, error.message, error.refusals], [422, 'invalid', 'Refused', [refusal]]);
});

test('what a proxy answers is an error too', () => {
  assert.equal(toApiError(502, '<html>').message, 'The node answered with status 502.');
  assert.equal(toApiError(500, '{}').code, 'unknown');
});

test('empty parameters are left out and others escaped', () => {
  assert.equal(queryString({ q: '', type: undefined, tlp: 'amber+strict', limit: 1 }), '?tlp=amber%2Bstrict&limit=1');
  assert.equal(queryString({}), '');
});
