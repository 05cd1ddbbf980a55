import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendedSpecVersion } from './mended-spec-version.ts';

test('an object that calls its type its version is of STIX 2.1, and otherwise as it was', () => {
  const id = 'indicator--11fa0be9-6060-468d-b476-ab5b13824ae4';
  const sent = { id, type: 'indicator', spec_version: '2.1', pattern: "[url:value = 'spec_version']" };
  assert.deepEqual(mendedSpecVersion({ ...sent, spec_version: 'indicator' }), sent);
});

test('everything else is left to validation', () => {
  for (const other of [
    { type: 'note', spec_version: '2.1' },
    { type: 'note', spec_version: '2.0' },
    { type: 'note', spec_version: 'indicator' },
    { type: 'note' },
    { spec_version: 'note' },
    { type: 2, spec_version: 2 },
    {},
  ]) {
    assert.equal(mendedSpecVersion(other), undefined, JSON.stringify(other));
  }
});
