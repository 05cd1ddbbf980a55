import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutResponse } from './misp-response.ts';

async function unwrap(text: string, chunkBytes: number): Promise<string> {
  async function* chunks(): AsyncIterable<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const read: Uint8Array[] = [];
  for await (const chunk of withoutResponse(chunks())) read.push(chunk);
  return Buffer.concat(read).toString();
}

const events = JSON.stringify([{ Event: { info: `née ${'x'.repeat(9000)}` } }, { Event: { info: '"response":[' } }]);

test('the list within a response comes out alone, however it is cut', async () => {
  for (const text of [`{"response":${events}}`, ` { "response" : ${events} \n}\n`, `\uFEFF{"response":${events}}\n`]) {
    for (const chunkBytes of [1, 7, 63, 64, 65, 4096, 1_000_000]) {
      assert.equal((await unwrap(text, chunkBytes)).trim(), events);
    }
  }
});

test('anything else stays as it is', async () => {
  for (const text of [events, '{"response":{"Event":{"info":"a"}}}', '{"Event":{"response":[1]}}', '{}', '']) {
    for (const chunkBytes of [1, 5000]) assert.equal(await unwrap(text, chunkBytes), text);
  }
});
