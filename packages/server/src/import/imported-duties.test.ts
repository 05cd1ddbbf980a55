import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from '../http/test-app.ts';

test('duties that a source sets on import hold for each object, beside its own markings', async () => {
  await using app = await startTestApp();
  const who = await app.person('france', { member: 'France' });
  const value = {
    type: 'malware',
    spec_version: '2.1',
    id: 'malware--7a1b5e5e-3c0a-4f6e-9d7e-0d1f6f1c2a3b',
    created: '2026-05-01T08:00:00.000Z',
    modified: '2026-05-01T08:00:00.000Z',
    name: 'Any',
    is_family: false,
  };
  const path = '/api/import?collection=open&tlp=green&duties=nodes-only,not-for-court';
  const { stored } = await app.must<{ stored: number }>(who, 'POST', path, value);
  assert.equal(stored, 1);
  const { terms } = await app.must<{ terms: { handling: unknown } }>(who, 'GET', `/api/objects/${value.id}`);
  assert.deepEqual(terms.handling, { notForCourt: true, nodesOnly: true });
  assert.equal((await app.ask(who, 'POST', '/api/import?collection=open&duties=anything', value)).status, 422);
});

test('who imports again under narrower terms is told that what was there keeps its own, and a later version narrows', async () => {
  await using app = await startTestApp();
  const who = await app.person('france', { member: 'France' });
  const other = await app.person('iraq', { member: 'Iraq' });
  const value = {
    type: 'malware',
    spec_version: '2.1',
    id: 'malware--7a1b5e5e-3c0a-4f6e-9d7e-0d1f6f1c2a3c',
    created: '2026-05-01T08:00:00.000Z',
    modified: '2026-05-01T08:00:00.000Z',
    name: 'Any',
    is_family: false,
  };
  const bring = (terms: string, object: object) =>
    app.must<{ notes: string[] }>(who, 'POST', `/api/import?collection=open&${terms}`, object);
  const statusFor = async () => (await app.ask(other, 'GET', `/api/objects/${value.id}`)).status;
  assert.deepEqual((await bring('tlp=green', value)).notes, []);
  assert.equal(await statusFor(), 200);
  const { notes } = await bring('tlp=green&releasableTo=France', value);
  assert.match(notes.join(), /keeps its terms/);
  assert.equal(await statusFor(), 200);
  const later = { ...value, modified: '2026-05-02T08:00:00.000Z' };
  assert.deepEqual((await bring('tlp=green&releasableTo=France', later)).notes, []);
  assert.equal(await statusFor(), 404);
});
