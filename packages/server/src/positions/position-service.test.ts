import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp } from '../http/test-app.ts';
import type { ClaimView } from './messages.ts';

test('who puts an own question differently has asked it on the day that he did', async () => {
  await using app = await startTestApp();
  const analyst = await app.person('analyst', { member: 'France' });
  const given = { collection: 'open', terms: { tlp: 'green' }, name: 'The road is open', asked: true };
  const { id } = await app.must<{ id: string }>(analyst, 'POST', '/api/claims', given);
  const read = async () => (await app.must<z.infer<typeof ClaimView>>(analyst, 'GET', `/api/claims/${id}`)).claim;
  const { askedOn } = await read();
  assert.ok(askedOn);
  app.time.now += 3 * 86_400_000;
  const other = { ...given, name: 'The northern road is open', aliases: ['The road is free'], askedOf: ['Iraq'] };
  await app.must(analyst, 'PUT', `/api/claims/${id}`, other);
  const changed = await read();
  assert.deepEqual(
    [changed.name, changed.aliases, changed.askedOn, changed.askedOf.map(({ name }) => name)],
    [other.name, other.aliases, askedOn, ['Iraq']],
  );
  await app.must(analyst, 'PUT', `/api/claims/${id}`, { ...other, asked: false });
  assert.equal((await read()).askedOn, undefined);
});
