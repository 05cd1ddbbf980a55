import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { initialise } from './coalition/initialise.ts';
import { type Config, defaultLimits } from './config.ts';
import { openDatabase } from './database/open-database.ts';
import { dataFile, startNode } from './node.ts';

async function newFolder(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'entente-node-'));
  using database = openDatabase(dataFile(data));
  await initialise(database, {
    name: 'North',
    member: { name: 'Norway', kind: 'country' },
    admin: { email: 'admin@norway.example', password },
  });
  return data;
}

const password = 'a long password 1';

const at = (data: string, port: number): Config => ({
  data,
  port,
  host: '127.0.0.1',
  logLevel: 'silent',
  limits: defaultLimits,
});

test('a node whose port is taken ends whole, and its data can be served elsewhere', async () => {
  const [one, two] = [await newFolder(), await newFolder()];
  try {
    await using first = await startNode(at(one, 0));
    await assert.rejects(startNode(at(two, Number(new URL(first.url).port))), { code: 'EADDRINUSE' });
    assert.equal(existsSync(`${dataFile(two)}-wal`), false, 'its database is closed');
    await using second = await startNode(at(two, 0));
    assert.equal((await fetch(`${second.url}/healthz`)).status, 200);
  } finally {
    for (const folder of [one, two]) rmSync(folder, { recursive: true });
  }
});

test('a node ends at once, whoever listens for news there', async () => {
  const data = await newFolder();
  try {
    const node = await startNode(at(data, 0));
    const authorization = `Basic ${Buffer.from(`admin@norway.example:${password}`).toString('base64')}`;
    const { body } = await fetch(`${node.api}events`, { headers: { authorization } });
    const reader = body?.getReader();
    assert.match(Buffer.from((await reader?.read())?.value ?? []).toString(), /^event: hello/);
    const started = performance.now();
    await node[Symbol.asyncDispose]();
    // Connections that are held open are cut after three seconds.
    assert.ok(performance.now() - started < 2500);
    assert.deepEqual(await reader?.read(), { done: true, value: undefined });
  } finally {
    rmSync(data, { recursive: true });
  }
});
