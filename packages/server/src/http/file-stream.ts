import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { SignedIn } from './sign-in-required.ts';

/**
 * The body of an answer that is made while it is sent, no faster than it is taken. What is thrown meanwhile is told in the
 * log alone; the connection breaks, so that half of a file does not look like a whole one.
 */
export function fileStream(
  context: Context<SignedIn>,
  chunks: AsyncIterable<Uint8Array | string>,
): ReadableStream<Uint8Array> {
  async function* told(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    } catch (error) {
      context.get('tellFault')(error);
      const { outgoing } = context.env as Partial<HttpBindings>;
      if (outgoing?.headersSent !== true) throw new Error('The answer broke off.');
      outgoing.destroy();
    }
  }
  return Readable.toWeb(Readable.from(told())) as ReadableStream<Uint8Array>;
}
