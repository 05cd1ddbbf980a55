import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Problem } from '../http/problem.ts';
import { unpack } from './unpack.ts';

async function read(bytes: Uint8Array, limit: number, chunkBytes = 100): Promise<string> {
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const parts: Uint8Array[] = [];
  for await (const part of unpack(chunks(), limit)) parts.push(part);
  return Buffer.concat(parts).toString();
}

const text = 'Reports of the convoy differ. '.repeat(1000);
const withCode = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;

test('gzip is told by its bytes; several members one after the other count as one file', async () => {
  assert.equal(await read(Buffer.from(text), 1e6), text);
  assert.equal(await read(gzipSync(text), 1e6), text);
  assert.equal(await read(gzipSync(text), 1e6, 1), text);
  assert.equal(await read(Buffer.concat([gzipSync(text), gzipSync('end')]), 1e6), `${text}end`);
  assert.equal(await read(Buffer.alloc(0), 1e6), '');
});

test('a small file that unpacks without end is stopped', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  await assert.rejects(read(bomb, 1_000_000, 10_000), withCode('too-large'));
});

test('damage is a refusal and no fault', async () => {
  const whole = gzipSync(text);
  await assert.rejects(read(whole.subarray(0, whole.length - 20), 1e6), withCode('bad-request'));
  const flipped = Buffer.from(whole);
  flipped[40] = (flipped[40] ?? 0) ^ 0xff;
  await assert.rejects(read(flipped, 1e6), withCode('bad-request'));
});
