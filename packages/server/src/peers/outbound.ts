import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type AddressRule, refuseAddress } from './address-rule.ts';
import { createCheckedLookup } from './checked-lookup.ts';
import { PeerFailure } from './peer-failure.ts';

/** A server that the node calls, and what is known about it beforehand. */
export type Destination = AddressRule & {
  /** Begin of all URLs there, without a slash at the end. */
  readonly url: string;
  /** PEM of the one certificate that it may show; absent: any that the system trusts for its name. */
  readonly certificate?: string | undefined;
};

export type OutboundRequest = {
  readonly method?: 'GET' | 'POST';
  /** Path below the destination's URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Bytes of the answer, unpacked. */
  readonly mostBytes: number;
  /** For all of it, the last byte included. */
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
};

export type OutboundAnswer = {
  readonly status: number;
  readonly mediaType: string;
  header(name: string): string | undefined;
  readonly body: Buffer;
};

/**
 * Calls one server, trusting nothing about how it answers: addresses are checked after they were looked up, redirects
 * are not followed (but for a slash at the end of the same path), and size (unpacked) and time are bounded. Throws `PeerFailure`.
 */
export type Outbound = Disposable & {
  send(request: OutboundRequest): Promise<OutboundAnswer>;
  /** An answer that goes on: its bytes as they come, until the signal ends it. */
  open(request: Omit<OutboundRequest, 'mostBytes' | 'milliseconds'>): Promise<IncomingMessage>;
};

/** A server that accepts the connection has so long until its answer begins. */
const firstByteMilliseconds = 20_000;

export function createOutbound({ url, certificate, ...rule }: Destination): Outbound {
  const base = parseBase(url);
  const isPlain = base.protocol === 'http:';
  const lookup = createCheckedLookup(isPlain, rule);
  const agent = isPlain
    ? new PlainAgent({ keepAlive: true, maxSockets: 16 })
    : new SecureAgent({ keepAlive: true, maxSockets: 16, minVersion: 'TLSv1.2', ...pinned(certificate) });
  const start = isPlain ? plainRequest : secureRequest;

  function call(request: Omit<OutboundRequest, 'mostBytes' | 'milliseconds'>, signal: AbortSignal | undefined) {
    // An address written out is not looked up, so it is checked here.
    const refused = isIP(hostOf(base)) === 0 ? undefined : refuseAddress(hostOf(base), isPlain, rule);
    if (refused !== undefined) throw new PeerFailure('address-refused', `${refused}.`);
    const { method = 'GET', path, headers, body } = request;
    return new Promise<IncomingMessage>((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const sent = start(
        `${url}${path}`,
        { agent, method, lookup, headers: { ...headers, ...length }, ...(signal === undefined ? {} : { signal }) },
        (answer) => {
          clearTimeout(slow);
          resolve(answer);
        },
      );
      const slow = setTimeout(
        () => sent.destroy(new PeerFailure('too-slow', 'No answer began in time.')),
        firstByteMilliseconds,
      );
      sent.on('error', (error) => {
        clearTimeout(slow);
        reject(failureOf(error));
      });
      sent.end(body);
    });
  }

  return {
    async send({ mostBytes, milliseconds, signal, ...request }) {
      const deadline = AbortSignal.timeout(milliseconds);
      const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      let answer = await call(request, either);
      const path = samePathButSlash(url, request, answer);
      if (path !== undefined) {
        answer.destroy();
        answer = await call({ ...request, path }, either);
      }
      const { statusCode: status = 0, headers } = answer;
      if (status >= 300 && status < 400) {
        answer.destroy();
        throw new PeerFailure('redirected', `The answer leads somewhere else (${status}); that is not followed.`);
      }
      return {
        status,
        mediaType: String(headers['content-type'] ?? '').toLowerCase(),
        header: (name) => headers[name]?.toString(),
        body: await collect(answer, mostBytes, () => {
          if (!deadline.aborted) return 'Its answer broke off on the way.';
          return `Its answer did not come whole in ${milliseconds / 1000} seconds.`;
        }),
      };
    },
    async open({ signal, ...request }) {
      const answer = await call(request, signal);
      if (answer.statusCode === 200) return answer;
      answer.destroy();
      throw new PeerFailure(
        answer.statusCode === 401 ? 'turned-away' : 'unexpected-answer',
        `Answered ${answer.statusCode}.`,
      );
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

/**
 * Where a server sends whoever asks without the slash at the end, or with it, to the other: the one redirect that leads
 * to what was asked for, at the same server. Undefined for every other, and for what is not only read.
 */
function samePathButSlash(
  url: string,
  { method = 'GET', path }: Pick<OutboundRequest, 'method' | 'path'>,
  { statusCode = 0, headers: { location } }: IncomingMessage,
): string | undefined {
  if (method !== 'GET' || ![301, 302, 307, 308].includes(statusCode) || location === undefined) return undefined;
  const asked = new URL(`${url}${path}`);
  if (!URL.canParse(location, asked.href)) return undefined;
  const [before = '', query] = path.split('?', 2);
  const other = before.endsWith('/') ? before.slice(0, -1) : `${before}/`;
  const wanted = new URL(`${url}${other}${asked.search}`);
  const given = new URL(location, asked);
  // Some forget the query on the way.
  if (given.search === '') given.search = asked.search;
  return given.href === wanted.href ? `${other}${query === undefined ? '' : `?${query}`}` : undefined;
}

/** Throws `PeerFailure` for what is no address of a server. */
export function parseBase(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol) || parsed.username !== '') {
    throw new PeerFailure('address-refused', 'The address must begin with https:// and hold no name or password.');
  }
  return parsed;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Only the holder of that certificate's key can answer; what name it carries is no matter. */
function pinned(certificate: string | undefined) {
  if (certificate === undefined) return {};
  const wanted = Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return {
    ca: [certificate],
    checkServerIdentity: (_: string, { raw }: { raw: Buffer }) =>
      wanted.equals(raw) ? undefined : new PeerFailure('wrong-certificate', 'The server shows another certificate.'),
  };
}

/** The body, unpacked as it comes: what grows beyond the limit is cut off there, however small it was packed. */
async function collect(answer: IncomingMessage, mostBytes: number, howItBroke: () => string): Promise<Buffer> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    answer.destroy();
    throw new PeerFailure('unexpected-answer', 'The answer is packed in a way that was not asked for.');
  }
  const bytes = encoding === 'gzip' ? pipeline(answer, createGunzip(), () => {}) : answer;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) throw new PeerFailure('too-large', `The answer is larger than ${mostBytes} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    answer.destroy();
    const failure = failureOf(error);
    const isBroken = lineCodes.has(failure.code) || (error as { code?: unknown }).code === 'Z_BUF_ERROR';
    throw isBroken ? new PeerFailure('broken-off', howItBroke()) : failure;
  }
  return Buffer.concat(chunks, size);
}

/** Of what fails in the midst of an answer: it is the line that does, and not what was sent. */
const lineCodes: ReadonlySet<string> = new Set(['unreachable', 'broken-off', 'too-slow']);
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|HOSTNAME_MISMATCH/;

function failureOf(error: unknown): PeerFailure {
  if (error instanceof PeerFailure) return error;
  const { name = '', code = '', cause } = error as { name?: string; code?: string; cause?: unknown };
  if (cause instanceof PeerFailure) return cause;
  if (name === 'AbortError' || name === 'TimeoutError') return new PeerFailure('too-slow', 'It took too long.');
  if (certificateCodes.test(code))
    return new PeerFailure('wrong-certificate', `Its certificate is not accepted (${code}).`);
  if (code.startsWith('Z_')) return new PeerFailure('unexpected-answer', 'The answer cannot be unpacked.');
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return new PeerFailure('broken-off', `The connection broke before an answer began (${code}).`);
  return new PeerFailure('unreachable', `It cannot be reached (${code === '' ? name : code}).`);
}
