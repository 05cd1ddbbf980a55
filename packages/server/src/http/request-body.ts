import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Context } from 'hono';
import { Problem } from './problem.ts';

/**
 * The body of a request in chunks, unpacked where it is gzip. Throws `too-large` as soon as more than `limit` bytes
 * have come, packed or unpacked, and `bad-request` for gzip that is none.
 */
export async function* requestBody(context: Context, limit: number): AsyncIterable<Uint8Array> {
  const tooLarge = (): Problem =>
    new Problem('too-large', `The body is larger than the limit of ${limit} bytes`, { limit });
  if (Number(context.req.header('content-length') ?? 0) > limit) throw tooLarge();
  const body = context.req.raw.body;
  if (body === null) return;
  const encoding = context.req.header('content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new Problem('unsupported-media-type', 'The body may be sent as it is, or as gzip');
  }
  let length = 0;
  try {
    const raw = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    for await (const chunk of encoding === 'gzip' ? raw.pipe(createGunzip()) : raw) {
      length += chunk.length;
      if (length > limit) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    const isZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isZlib ? new Problem('bad-request', 'The body says gzip, but is not') : error;
  }
}
