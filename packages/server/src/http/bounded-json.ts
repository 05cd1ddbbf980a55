import { splitObjects } from '@entente/stix';
import type { MiddlewareHandler } from 'hono';
import { Problem } from './problem.ts';
import { requestBody } from './request-body.ts';

/** Messages are short; what publishes an object has a bound of its own. */
export const messageBytes = 256 * 1024;

/** What lists many objects by their names: 10,000 of them, or what one member took in. */
export const listBytes = 4 * 1024 * 1024;

export type JsonBounds = {
  readonly bytes: number;
  /** How many braces and brackets may be open at once. */
  readonly depth: number;
};

const json = /^application\/([a-z.-]+\+)?json\b/i;

/**
 * Reads a JSON body for those who come after, as strictly as what comes over TAXII: none that is larger or deeper than
 * this is held or parsed, nor one with a key twice, broken UTF-8 or half of a surrogate pair, which others would read
 * differently or not at all. Throws `too-large` and `bad-request`.
 */
export function boundedJson({ bytes: limit, depth }: JsonBounds): MiddlewareHandler {
  return async (context, next) => {
    const { bodyCache, method } = context.req;
    const isMessage = method !== 'GET' && method !== 'HEAD' && json.test(context.req.header('content-type') ?? '');
    if (isMessage && bodyCache.text === undefined) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of requestBody(context, limit)) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const bad = body.length === 0 ? undefined : check(body, { bytes: limit, depth });
      if (bad !== undefined) throw new Problem('bad-request', bad.message, { rule: bad.rule });
      // What is kept here is the promise of a text, whatever its type says.
      bodyCache.text = Promise.resolve(body.toString('utf8')) as unknown as string;
    }
    await next();
  };
}

function check(body: Buffer, { bytes: maxObjectBytes, depth: maxDepth }: JsonBounds) {
  return splitObjects(body, { maxObjectBytes, maxDepth }).items.find((item) => !item.ok);
}
