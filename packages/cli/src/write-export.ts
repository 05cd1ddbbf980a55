import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes chunks to a file, which appears only when it is complete, or to stdout. Answers how many bytes. */
export async function writeExport(chunks: AsyncIterable<Uint8Array>, file: string | undefined): Promise<number> {
  let bytes = 0;
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const source = Readable.from(counted(), { objectMode: true, highWaterMark: 1 });
  if (file === undefined) {
    await pipeline(source, process.stdout, { end: false });
    return bytes;
  }
  const partial = `${file}.part`;
  try {
    await pipeline(source, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return bytes;
}
