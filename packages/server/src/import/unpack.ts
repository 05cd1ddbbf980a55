import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Problem } from '../http/problem.ts';

/** What is unpacked at once: small pieces cost more in the splitter than they save. */
const unpackedChunk = 256 * 1024;

/**
 * The chunks, unpacked where they are gzip (by their first bytes, whatever the name says). Throws `too-large` beyond
 * `limit` unpacked bytes, so that a small file cannot become an endless one, and `bad-request` for damaged gzip.
 */
export async function* unpack(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<Uint8Array> {
  const { head, all } = await peek(chunks, 2);
  if (!(head[0] === 0x1f && head[1] === 0x8b)) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: unpackedChunk });
  const feeding = pipeline(all, gunzip);
  // What goes wrong is thrown where the unpacked chunks are read.
  feeding.catch(() => {});
  let length = 0;
  try {
    for await (const chunk of gunzip) {
      length += chunk.length;
      if (length > limit)
        throw new Problem('too-large', `Unpacked it is larger than the limit of ${limit} bytes`, { limit });
      yield chunk;
    }
    await feeding;
  } catch (error) {
    const isZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isZlib ? new Problem('bad-request', 'The gzip file is damaged or cut off') : error;
  }
}

/** The first bytes, at least `length` of them where there are so many, and all chunks from the beginning. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let size = 0;
  while (size < length) {
    const { value, done } = await iterator.next();
    if (done) break;
    read.push(value);
    size += value.length;
  }
  const head = Buffer.concat(read);
  async function* all(): AsyncIterable<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, all: all() };
}
