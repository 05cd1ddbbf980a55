import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../failure.ts';

const chunkSize = 1024 * 1024;

/** The bytes of a file, unpacked where it is gzip (by its first bytes, whatever its name). Throws `Failure` for a damaged one. */
export async function* readChunks(file: string): AsyncIterable<Buffer> {
  // Asked first: a file that cannot be opened must not fail a second time, where nobody reads yet.
  const isPacked = await isGzip(file);
  const stream = createReadStream(file, { highWaterMark: chunkSize });
  if (!isPacked) {
    yield* stream as AsyncIterable<Buffer>;
    return;
  }
  try {
    // What goes wrong is thrown where the unpacked bytes are read.
    yield* pipeline(stream, createGunzip({ chunkSize }), () => {}) as AsyncIterable<Buffer>;
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
    throw new Failure(`${file} is damaged or cut off`, 'Fetch it anew.');
  }
}

async function isGzip(file: string): Promise<boolean> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}
