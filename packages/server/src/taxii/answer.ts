import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import { connectionAddress } from '../http/sign-in-required.ts';
import { taxiiMediaType } from './media-types.ts';

const packed = promisify(gzip);

/** Less than this fits into one or two packets anyhow. */
const leastPacked = 2048;
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
  body: string | Buffer<ArrayBuffer>,
  { status = 200, headers }: AnswerOptions = {},
): Response | Promise<Response> {
  const all = headers === undefined ? headersOfAll : { ...headersOfAll, ...headers };
  if (body.length < leastPacked || !gainsByGzip(context)) return new Response(body, { status, headers: all });
  return packed(body, { level }).then(
    (bytes) => new Response(bytes, { status, headers: { ...all, 'Content-Encoding': 'gzip' } }),
  );
}

/** Answers with a TAXII resource. */
export function resource(context: Context, value: object, options?: AnswerOptions): Response | Promise<Response> {
  return answer(context, JSON.stringify(value), options);
}

/** Bytes that do not leave the machine are sent quicker than they are packed; a proxy there packs by itself. */
function gainsByGzip(context: Context): boolean {
  return asksForGzip(context.req.header('accept-encoding')) && !isLoopback(connectionAddress(context));
}

/** RFC 9110, section 12.5.3. */
export function asksForGzip(acceptEncoding: string | undefined): boolean {
  const wanted =
    acceptEncoding?.split(',').map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    ) ?? [];
  const [, quality = '1'] = wanted.find(([coding]) => coding === 'gzip') ?? [undefined, '0'];
  return Number(quality) > 0;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
