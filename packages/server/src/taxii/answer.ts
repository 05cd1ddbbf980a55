import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { asksForGzip } from '../http/asks-for-gzip.ts';
import { answerDigest, digestHeader, digestWanted } from './answer-digest.ts';
import { taxiiMediaType } from './media-types.ts';

const packed = promisify(gzip);

const dateAddedLast = 'X-TAXII-Date-Added-Last';

/** Less than this fits into one packet anyhow. */
const leastPacked = 1024;
/** The quickest: packs intelligence to a quarter. */
const level = 1;

/** A plain object, shared by all answers: the server sends it as it is, without making a `Headers` of it. */
const headersOfAll: Readonly<Record<string, string>> = {
  'Content-Type': taxiiMediaType,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export type AnswerOptions = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/**
 * Answers with a TAXII resource that is JSON already; gzipped where the client asks for that and gains by it. Bytes must
 * be this answer's own: they are gone once it is sent.
 */
export function answer(
  context: Context,
  body: string | Uint8Array<ArrayBuffer>,
  { status = 200, headers }: AnswerOptions = {},
): Response | Promise<Response> {
  const isDigestWanted = context.req.header(digestHeader) === digestWanted;
  const digest = isDigestWanted ? { [digestHeader]: answerDigest(body, headers?.[dateAddedLast]) } : undefined;
  const all = headers === undefined && digest === undefined ? headersOfAll : { ...headersOfAll, ...headers, ...digest };
  if (body.length < leastPacked || !asksForGzip(context.req.header('accept-encoding'))) {
    if (typeof body !== 'string') onceSent(context, () => giveBack(body));
    return new Response(body, { status, headers: all });
  }
  return packed(body, { level }).then((bytes) => {
    if (typeof body !== 'string') giveBack(body);
    return new Response(bytes, { status, headers: { ...all, 'Content-Encoding': 'gzip' } });
  });
}

/**
 * Without waiting for the garbage collector: V8 collects everything there is after some 16 MB outside its heap, which
 * costs as much as the dozen pages that they hold.
 */
function giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
  buffer.transfer(0);
}

/** Does something when the system has taken over all of an answer; never, where the connection broke before. */
export function onceSent(context: Context, work: () => void): void {
  (context.env as Partial<HttpBindings> | undefined)?.outgoing?.once('finish', work);
}

/** Answers with a TAXII resource. */
export function resource(context: Context, value: object, options?: AnswerOptions): Response | Promise<Response> {
  return answer(context, JSON.stringify(value), options);
}
