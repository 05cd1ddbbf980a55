import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { taxiiMediaType } from './media-types.ts';
import { add, indicator, type Json, type Send, startTestNode, type TestNode } from './test-node.ts';

/** Pages far larger than what a connection takes at once: their memory is given back when they are sent, not before. */
describe('pages of many megabytes', { timeout: 60_000 }, () => {
  const objects = 24;
  let test: TestNode;
  let norway: Send;
  let path: string;
  let expected: Buffer;

  before(async () => {
    test = await startTestNode();
    norway = test.as('Norway');
    const collection = await test.collection();
    path = `${collection}objects/?limit=${objects}`;
    for (let index = 0; index < objects * 2; index += 6) {
      const some = Array.from({ length: 6 }, (_, place) =>
        indicator({ name: `${index + place}`, description: `${index + place} convoy `.repeat(50_000) }),
      );
      await add(norway, collection, ...some);
    }
    expected = withoutCursor((await norway('GET', path)).bytes);
    assert.ok(expected.length > 10_000_000);
  });
  after(() => test[Symbol.asyncDispose]());

  /** Cursors are encrypted: no two are alike. */
  function withoutCursor(bytes: Buffer): Buffer {
    return bytes.subarray(0, bytes.lastIndexOf('"next"'));
  }

  /** An answer of which nothing was read yet. */
  async function begin(): Promise<IncomingMessage> {
    const { token } = test.node.core.access.tokens.create(test.node.core.localViewer(1), {
      member: 1,
      label: 'slow',
      write: false,
    });
    const headers = { authorization: `Bearer ${token}`, accept: taxiiMediaType };
    const sent = request(new URL(path, test.node.url), { headers, agent: false });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  }

  it('come whole to who reads slowly, while others read theirs', async () => {
    const slow = await begin();
    for (let round = 0; round < 3; round += 1) {
      assert.deepEqual(withoutCursor((await norway('GET', path)).bytes), expected);
    }
    assert.deepEqual(withoutCursor(Buffer.concat(await slow.toArray())), expected);
  });

  it('may be broken off by their client', async () => {
    const broken = await begin();
    broken.destroy();
    assert.deepEqual(withoutCursor((await norway('GET', path)).bytes), expected);
  });

  it('come whole to who asks for them packed', async () => {
    const packed = await norway('GET', path, { 'accept-encoding': 'gzip' });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.deepEqual(withoutCursor(gunzipSync(packed.bytes)), expected);
  });

  it('follow each other', async () => {
    const first: Json = (await norway('GET', path)).json;
    const second: Json = (await norway('GET', `${path}&next=${encodeURIComponent(first.next)}`)).json;
    const names = [...first.objects, ...second.objects].map(({ name }: Json) => Number(name));
    assert.deepEqual(
      names.sort((a, b) => a - b),
      [...Array(objects * 2).keys()],
    );
  });
});
