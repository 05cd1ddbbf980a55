import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
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

/** Answers with a TAXII resource that is JSON already; gzipped where the client asks for that and gains by it. */
export function answer(
  context: Context,
  body: string | Uint8Array<ArrayBuffer>,
  { status = 200, headers }: AnswerOptions = {},
): Response | Promise<Response> {
  const isDigestWanted = context.req.header(digestHeader) === digestWanted;
  const digest = isDigestWanted ? { [digestHeader]: answerDigest(body, headers?.[dateAddedLast]) } : undefined;
  const all = headers === undefined && digest === undefined ? headersOfAll : { ...headersOfAll, ...headers, ...digest };
  if (body.length < leastPacked || !asksForGzip(context.req.header('accept-encoding')))
    return new Response(body, { status, headers: all });
  return packed(body, { level }).then(
    (bytes) => new Response(bytes, { status, headers: { ...all, 'Content-Encoding': 'gzip' } }),
  );
}

/** Answers with a TAXII resource. */
export function resource(context: Context, value: object, options?: AnswerOptions): Response | Promise<Response> {
  return answer(context, JSON.stringify(value), options);
}
