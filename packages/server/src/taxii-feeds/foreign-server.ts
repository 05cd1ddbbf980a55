import { isTimestamp, type JsonObject, type SplitItem, splitObjects } from '@entente/stix';
import type { Outbound, OutboundAnswer } from '../peers/outbound.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import { taxiiMediaType } from '../taxii/media-types.ts';

/** A page as a TAXII server that is no node answered it. */
export type ForeignPage = {
  readonly items: readonly SplitItem[];
  readonly more: boolean;
  /** Where it goes on, in the server's words. */
  readonly next?: string;
  /** X-TAXII-Date-Added-Last; absent where the server does not say. */
  readonly last?: string;
  /** Of the answer, unpacked. */
  readonly bytes: number;
};

export type PageWanted = {
  readonly after?: string | undefined;
  readonly next?: string | undefined;
  readonly limit: number;
};

/** What a server made of objects that were sent to it. */
export type Posted =
  | { readonly state: 'taken'; readonly status: JsonObject }
  /** It refuses the request for what is in it, or fails at that (500). */
  | { readonly state: 'refused'; readonly answered: number };

/** One collection of a TAXII server. Everything but what is named here throws `PeerFailure`. */
export type ForeignServer = Disposable & {
  /** `expired`: it does not know, or no longer knows, where to go on. */
  page(wanted: PageWanted, signal: AbortSignal): Promise<ForeignPage | 'expired'>;
  /** Bytes that it takes at once. */
  largestPost(signal: AbortSignal): Promise<number>;
  post(objects: readonly Uint8Array[], signal: AbortSignal, into?: 'proofs'): Promise<Posted>;
  /** A status resource; undefined where it is not known there any more. */
  status(id: string, signal: AbortSignal): Promise<JsonObject | undefined>;
};

export type ForeignOptions = {
  readonly version: '2.1' | '2.0';
  readonly source: string;
  /** The collection there that proofs are in, where that is another. */
  readonly proofs?: string | undefined;
  /** The Authorization header. */
  readonly secret?: string | undefined;
};

const mostPageBytes = 32 * 1024 * 1024;
const mostObjects = 10_000;
const mostObjectBytes = 16 * 1024 * 1024;
const milliseconds = 60_000;
const smallResource = 4 * 1024 * 1024;
const largestPost = 10 * 1024 * 1024;

/** How far the clock of a server may be ahead. */
const mostAheadMilliseconds = 86_400_000;

const stix20 = 'application/vnd.oasis.stix+json; version=2.0';
const taxii20 = 'application/vnd.oasis.taxii+json; version=2.0';
/** What servers call a page; proxies and older ones leave out the version, or say only that it is JSON. */
const pageTypes = /^application\/(taxii\+json|vnd\.oasis\.(taxii|stix)\+json|stix\+json|json)\s*(;|$)/;
const noObjects: ForeignPage = { items: [], more: false, bytes: 0 };
/** A range of a collection that is shorter now, and what servers answer to a `next` of theirs that has expired. */
const expired: readonly number[] = [400, 404, 410, 416, 422];
/** Refused for what is in it, and not for who asks or how; or fails at it, perhaps. */
const refusedContent: readonly number[] = [400, 413, 422, 500];

/** `clock`: milliseconds since 1970. */
export function createForeignServer(
  outbound: Outbound,
  { version, source, proofs = source, secret }: ForeignOptions,
  clock: () => number,
): ForeignServer {
  const collectionOf = (id: string): string => `/collections/${encodeURIComponent(id)}/`;
  const collection = collectionOf(source);
  const authorized = secret === undefined ? {} : { Authorization: secret };
  const headers = { Accept: taxiiMediaType, 'Accept-Encoding': 'gzip', ...authorized };

  async function ask(path: string, signal: AbortSignal, more: Record<string, string> = {}): Promise<OutboundAnswer> {
    return outbound.send({ path, headers: { ...headers, ...more }, mostBytes: mostPageBytes, milliseconds, signal });
  }

  /** Some say that there is no such thing where a collection, or what is asked for of it, is empty. */
  async function isEmpty(answer: OutboundAnswer, signal: AbortSignal): Promise<boolean> {
    if (answer.status !== 404) return false;
    const { status } = await ask(collection, signal, version === '2.0' ? { Accept: taxii20 } : {});
    return status === 200;
  }

  /** TAXII 2.1, section 3.4. */
  async function page21({ after, next, limit }: PageWanted, signal: AbortSignal): Promise<ForeignPage | 'expired'> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(after === undefined ? {} : { added_after: after }),
      ...(next === undefined ? {} : { next }),
    });
    const answer = await ask(`${collection}objects/?${query}`, signal);
    if (next !== undefined && expired.includes(answer.status)) return 'expired';
    if (await isEmpty(answer, signal)) return noObjects;
    const { items, envelope } = readPage(answer, [200]);
    const { more, next: given } = envelope;
    // Some number their pages, and some say where it goes on and not that it does.
    const following = typeof given === 'number' ? String(given) : given;
    const isGiven = typeof following === 'string' && following !== '' && following.length <= 4000;
    return {
      items,
      more: more === true || (more === undefined && isGiven && items.length > 0),
      ...(isGiven ? { next: following } : {}),
      ...lastOf(answer),
    };
  }

  /** TAXII 2.0, section 3.4: ranges of items instead of `limit` and `next`. */
  async function page20({ after, next, limit }: PageWanted, signal: AbortSignal): Promise<ForeignPage | 'expired'> {
    const from = next === undefined ? 0 : Number(next);
    const query = after === undefined ? '' : `?${new URLSearchParams({ added_after: after })}`;
    const range = `items ${from}-${from + limit - 1}`;
    const answer = await ask(`${collection}objects/${query}`, signal, { Accept: stix20, Range: range });
    if (answer.status === 416) return from === 0 ? noObjects : 'expired';
    if (await isEmpty(answer, signal)) return noObjects;
    const { items } = readPage(answer, [200, 206]);
    const [, to, all] = /^items (?:\d+)-(\d+)\/(\d+)$/.exec(answer.header('content-range') ?? '') ?? [];
    const end = Number(to) + 1;
    // What answers 200 has sent all of it.
    const more = answer.status === 206 && end > from && Number(all) > end;
    return { items, more, ...(more ? { next: String(end) } : {}), ...lastOf(answer) };
  }

  /** A date that is yet to come would have the reading begin after all that is added until then. */
  function lastOf(answer: OutboundAnswer): { readonly last?: string; readonly bytes: number } {
    const last = answer.header('x-taxii-date-added-last');
    const isGood = last !== undefined && isTimestamp(last) && Date.parse(last) < clock() + mostAheadMilliseconds;
    return { bytes: answer.body.length, ...(isGood ? { last } : {}) };
  }

  return {
    page: version === '2.0' ? page20 : page21,
    async largestPost(signal) {
      const answer = await ask('/', signal);
      const most = answer.status === 200 ? parse(answer.body).max_content_length : undefined;
      return typeof most === 'number' && most > 0 ? Math.min(most, largestPost) : largestPost;
    },
    async post(objects, signal, into) {
      const answer = await outbound.send({
        method: 'POST',
        path: `${into === 'proofs' ? collectionOf(proofs) : collection}objects/`,
        headers: { ...headers, 'Content-Type': taxiiMediaType },
        body: envelopeOf(objects),
        mostBytes: smallResource,
        milliseconds,
        signal,
      });
      if (refusedContent.includes(answer.status)) return { state: 'refused', answered: answer.status };
      // Some answer 200 or 201, and some nothing at all, to what they have taken.
      if (![200, 201, 202].includes(answer.status)) throw unexpected(answer.status);
      return { state: 'taken', status: parse(answer.body) };
    },
    async status(id, signal) {
      const answer = await ask(`/status/${encodeURIComponent(id)}/`, signal);
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw unexpected(answer.status);
      return parse(answer.body);
    },
    [Symbol.dispose]: () => outbound[Symbol.dispose](),
  };
}

/** TAXII 2.1, section 3.7: an envelope of exact bytes. */
export function envelopeOf(objects: readonly Uint8Array[]): Buffer {
  const parts = objects.flatMap((object, place) => (place === 0 ? [object] : [Buffer.from(','), object]));
  return Buffer.concat([Buffer.from('{"objects":['), ...parts, Buffer.from(']}')]);
}

function readPage(answer: OutboundAnswer, good: readonly number[]) {
  if (!good.includes(answer.status)) throw unexpected(answer.status);
  if (!pageTypes.test(answer.mediaType)) {
    throw new PeerFailure(
      'wrong-media-type',
      `It did not answer as a TAXII server does (${kindOf(answer.mediaType)}).`,
    );
  }
  const { items, envelope } = splitObjects(answer.body, { maxObjects: mostObjects, maxObjectBytes: mostObjectBytes });
  const broken = items.some((item) => !item.ok && item.scope === 'document');
  if (envelope === undefined || broken) throw new PeerFailure('unexpected-answer', 'Its answer is no TAXII envelope.');
  return { items, envelope };
}

/** What an answer with this status says that nobody waits for. */
export function unexpected(status: number): PeerFailure {
  if (status === 401) return new PeerFailure('turned-away', 'It does not accept the credential (401).');
  if (status === 403) return new PeerFailure('turned-away', 'The credential may not do this there (403).');
  if (status === 404) {
    const message = 'There is no such API root or collection, or not for this credential (404).';
    return new PeerFailure('unexpected-answer', message);
  }
  if (status === 406) return new PeerFailure('wrong-media-type', 'It does not speak this version of TAXII (406).');
  return new PeerFailure('unexpected-answer', `It answered ${status}.`);
}

/** A media type as far as it is safe to repeat. */
function kindOf(mediaType: string): string {
  return /^[a-z]+\/[a-z0-9.+-]{1,60}/.exec(mediaType)?.[0] ?? 'no media type';
}

function parse(bytes: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
