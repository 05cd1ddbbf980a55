import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from '../http/test-app.ts';

test('what OpenTAXII gave back with its type for a version is imported as what it was, and the summary says so', async () => {
  await using app = await startTestApp();
  const who = await app.person('france', { member: 'France' });
  const value = {
    id: 'malware--7a1b5e5e-3c0a-4f6e-9d7e-0d1f6f1c2a3b',
    type: 'malware',
    spec_version: 'malware',
    created: '2026-05-01T08:00:00.000Z',
    modified: '2026-05-01T08:00:00.000Z',
    name: 'Any',
    is_family: false,
  };
  const path = '/api/import?collection=open&tlp=green';
  const { stored, notes } = await app.must<{ stored: number; notes: string[] }>(who, 'POST', path, value);
  assert.equal(stored, 1);
  assert.match(notes.join(), /OpenTAXII/);
  const { object } = await app.must<{ object: unknown }>(who, 'GET', `/api/objects/${value.id}`);
  assert.deepEqual(object, { ...value, spec_version: '2.1' });
});
