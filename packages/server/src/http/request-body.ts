import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Problem } from './problem.ts';

/**
 * Many clients write their whole body before they read the answer. So of a body that is too large so much more is read
 * and thrown away, that its sender may hear why; a larger one is cut off.
 */
const thrownAway = 256 * 1024 * 1024;

/**
 * The body of a request in chunks, unpacked where it is gzip. Throws `too-large` where more than `limit` bytes come,
 * packed or unpacked (before the first chunk where the length is declared), and `bad-request` for gzip that is none and
 * for a connection that ends too early.
 */
export async function* requestBody(context: Context, limit: number): AsyncIterable<Uint8Array> {
  const encoding = context.req.header('content-encoding')?.toLowerCase() ?? 'identity';
  // RFC 9110, section 8.4.1.3: x-gzip is the same.
  const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (encoding !== 'identity' && !isGzip) {
    throw new Problem('unsupported-media-type', 'The body may be sent as it is, or as gzip');
  }
  const raw = rawBody(context);
  if (raw === undefined) return;
  const declared = Number(context.req.header('content-length') ?? 0);
  const isTooLarge = declared > limit;
  let length = 0;
  try {
    if (declared <= limit + thrownAway) {
      for await (const chunk of isGzip && !isTooLarge ? unpacked(raw) : chunksOf(raw)) {
        length += chunk.length;
        if (length > limit + thrownAway) break;
        if (!isTooLarge && length <= limit) yield chunk;
      }
    }
  } catch (error) {
    throw asProblem(error);
  }
  if (isTooLarge || length > limit) {
    throw new Problem('too-large', `The body is larger than the limit of ${limit} bytes`, { limit });
  }
}

/** What came over the connection, without the detour over web streams; those, where there is no connection. */
function rawBody(context: Context): Readable | undefined {
  const incoming = (context.env as Partial<HttpBindings> | undefined)?.incoming;
  if (incoming instanceof Readable) return incoming;
  const { body } = context.req.raw;
  return body === null ? undefined : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
}

/** Whoever stops reading leaves the connection open: there is an answer to send. */
function chunksOf(stream: Readable): AsyncIterable<Uint8Array> {
  return stream.iterator({ destroyOnReturn: false });
}

async function* unpacked(raw: Readable): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  const fail = (error: Error): void => void gunzip.destroy(error);
  raw.once('error', fail);
  raw.pipe(gunzip);
  try {
    yield* chunksOf(gunzip);
  } finally {
    raw.off('error', fail);
    raw.unpipe(gunzip);
    gunzip.destroy();
  }
}

function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return new Problem('bad-request', 'The body says gzip, but is not');
  if (code === 'ECONNRESET') return new Problem('bad-request', 'The connection ended before the body did');
  return error;
}
