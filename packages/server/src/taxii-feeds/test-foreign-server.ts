import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@entente/stix';
import { formatMicroseconds, parseMicroseconds } from '@entente/stix';

/** How servers differ, from what medallion, OpenTAXII and others do. */
export type Quirks = {
  /** `opaque`: pages go on by a token that is remembered with the request that it was made for, and forgotten once used
   * (medallion); `none`: there is more, and only the date tells where (as TAXII 2.1 allows). */
  readonly next: 'opaque' | 'none';
  readonly contentType: string;
  /** What it takes in `Accept`; it answers 406 to all else. */
  readonly accept: readonly string[];
  readonly lastHeader: boolean;
  /** Says that all it sends was added then. */
  readonly lastIs?: string;
  /** Never says that there is more, only where; or numbers its pages. */
  readonly says?: 'next-alone' | 'number';
  readonly largestPage: number;
  readonly authorization?: string;
  /** Forgets every token at once. */
  readonly forgets?: boolean;
  /** Says that there is more, always. */
  readonly alwaysMore?: boolean;
  /** TAXII 2.0: ranges of items, a bundle. */
  readonly ranges?: boolean;
  /** A page without objects says nothing at all of them. */
  readonly emptyEnvelope?: JsonObject;
  /** Answers 404 instead of a page without objects (older medallion). */
  readonly isEmptyMissing?: boolean;
  /** How a status names versions: with six digits (OpenTAXII, medallion), or not at all. */
  readonly versions?: 'microseconds' | 'none';
  /** Fails what it has already (older medallion). */
  readonly refusesKnown?: boolean;
  /** Answers the type of an object as its `spec_version` (OpenTAXII 0.9.3). */
  readonly specVersionIsType?: boolean;
  /** Takes `added_after` with a fraction only, and no other `Content-Type` than the standard's (OpenTAXII). */
  readonly isStrict?: boolean;
};

export const medallion: Quirks = {
  next: 'opaque',
  contentType: 'application/taxii+json;version=2.1',
  accept: ['application/taxii+json;version=2.1', 'application/taxii+json'],
  lastHeader: true,
  largestPage: 3,
};

/** As version 0.9.3 of it answers, the last one for three years. */
export const openTaxii: Quirks = {
  ...medallion,
  accept: ['application/taxii+json;version=2.1'],
  versions: 'microseconds',
  emptyEnvelope: {},
  specVersionIsType: true,
  isStrict: true,
};

/** For tests: one collection of a TAXII server that is no node. */
export type TestForeignServer = AsyncDisposable & {
  readonly url: string;
  readonly source: string;
  /** Another collection, and what was sent there. */
  readonly aside: string;
  readonly heldAside: JsonObject[];
  quirks: Quirks;
  /** Replaces all answers, where it is set. */
  answer?: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  /** So many requests are answered, and no more. */
  breaksAfter?: number;
  /** What it holds, with the dates added (microseconds). */
  readonly held: { readonly object: JsonObject; readonly added: number }[];
  readonly requests: string[];
  /**
   * How it decides on what is sent to it: reasons by id, and whether it makes up its mind later. `all` has the whole request
   * refused, and `fault` makes the server fail at it.
   */
  refuses: Readonly<Record<string, string>>;
  isSlow: boolean;
  /** Bytes of a request that it takes; larger ones are answered 413. */
  largestPost: number;
  /** With dates added a second apart, from the middle of 2024 on. */
  add(...objects: readonly JsonObject[]): void;
};

const source = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';
/** A second collection, into which things can be put. */
const aside = '7a6ae92e-5b9c-4e7e-9d7a-0d1f3a0b6c11';

export async function startForeignServer(quirks: Partial<Quirks> = {}): Promise<TestForeignServer> {
  const tokens = new Map<
    string,
    { readonly rest: readonly TestForeignServer['held'][number][]; readonly asked: string }
  >();
  const statuses = new Map<string, JsonObject>();
  let numbered = 0;
  let clock = Date.parse('2024-06-01T00:00:00Z') * 1000;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      foreign.requests.push(`${request.method} ${request.url}`);
      if (foreign.breaksAfter === 0) response.destroy();
      else if (foreign.answer !== undefined) foreign.answer(request, response, body);
      else serve(request, response, body);
      if (foreign.breaksAfter !== undefined) foreign.breaksAfter -= 1;
    });
  });

  function serve(request: IncomingMessage, response: ServerResponse, body: string): ServerResponse {
    const { authorization, accept, contentType } = foreign.quirks;
    const send = (status: number, value: JsonObject, headers: Record<string, string> = {}): ServerResponse =>
      response.writeHead(status, { 'Content-Type': contentType, ...headers }).end(JSON.stringify(value));
    if (authorization !== undefined && request.headers.authorization !== authorization) return send(401, {});
    if (!accept.includes(request.headers.accept ?? '')) return send(406, {});
    const url = new URL(request.url ?? '/', 'http://server');
    if (url.pathname === '/api1/')
      return send(200, { title: 'Root', versions: [], max_content_length: foreign.largestPost });
    const status = /^\/api1\/status\/([^/]+)\/$/.exec(url.pathname)?.[1];
    if (status !== undefined) {
      const found = statuses.get(status);
      return found === undefined ? send(404, {}) : send(200, found);
    }
    if (url.pathname === `/api1/collections/${source}/`) {
      return send(200, { id: source, title: 'Collection', can_read: true, can_write: true });
    }
    if (url.pathname === `/api1/collections/${aside}/objects/` && request.method === 'POST') {
      foreign.heldAside.push(...(JSON.parse(body) as { objects: JsonObject[] }).objects);
      return send(202, { id: crypto.randomUUID(), status: 'complete' });
    }
    if (url.pathname !== `/api1/collections/${source}/objects/`) return send(404, { title: 'no such collection' });
    if (foreign.quirks.isStrict === true) {
      const after = url.searchParams.get('added_after');
      if (after !== null && !/\.\d{1,6}Z$/.test(after)) return send(400, { name: 'validation error' });
      if (request.method === 'POST' && request.headers['content-type'] !== contentType) return send(415, {});
    }
    if (request.method === 'POST') return post(body, send);
    return page(url, request.headers.range, send);
  }

  function page(url: URL, range: string | undefined, send: Send): ServerResponse {
    const { next, largestPage, lastHeader, forgets, alwaysMore, ranges, emptyEnvelope, lastIs, says } = foreign.quirks;
    const query = url.searchParams;
    const after = parseMicroseconds(query.get('added_after') ?? '1970-01-01T00:00:00Z') ?? 0;
    const found = foreign.held.filter(({ added }) => added > after).sort((a, b) => a.added - b.added);
    const last = (rows: typeof found): Record<string, string> => {
      const added = rows.at(-1)?.added;
      return lastHeader && added !== undefined
        ? { 'X-TAXII-Date-Added-Last': lastIs ?? formatMicroseconds(added) }
        : {};
    };
    if (ranges === true) {
      const [, from = '0', to = '0'] = /^items (\d+)-(\d+)$/.exec(range ?? '') ?? [];
      const rows = found.slice(Number(from), Math.min(Number(to) + 1, Number(from) + largestPage));
      if (rows.length === 0 && Number(from) > 0) return send(416, {});
      const objects = rows.map(({ object }) => object);
      const bundle = {
        type: 'bundle',
        id: 'bundle--5d0092c5-5f74-4287-9642-33f4c354e56d',
        spec_version: '2.0',
        objects,
      };
      const content = `items ${from}-${Number(from) + rows.length - 1}/${found.length}`;
      return send(rows.length < found.length ? 206 : 200, bundle, { 'Content-Range': content, ...last(rows) });
    }
    const token = query.get('next');
    const limit = Math.min(Number(query.get('limit') ?? largestPage), largestPage);
    const asked = `${query.get('limit')} ${query.get('added_after')}`;
    const kept = token === null ? undefined : tokens.get(token);
    // As medallion does: a token holds for the parameters that it was made with.
    if (token !== null && (kept === undefined || kept.asked !== asked)) return send(400, { title: 'unknown next' });
    if (token !== null) tokens.delete(token);
    const all = kept?.rest ?? found;
    const rows = all.slice(0, limit);
    const rest = all.slice(limit);
    const more = alwaysMore === true || rest.length > 0;
    if (rows.length === 0 && foreign.quirks.isEmptyMissing === true)
      return send(404, { title: 'no objects available' });
    if (rows.length === 0) return send(200, { ...(emptyEnvelope ?? {}), ...(more ? { more } : {}) });
    numbered += 1;
    const name = says === 'number' ? String(numbered) : crypto.randomUUID();
    const following = more && next === 'opaque' ? name : undefined;
    if (following !== undefined && forgets !== true) tokens.set(following, { rest, asked });
    const { specVersionIsType } = foreign.quirks;
    const objects = rows.map(({ object }) =>
      specVersionIsType === true ? { ...object, spec_version: object.type ?? null } : object,
    );
    const goesOn = following === undefined ? {} : { next: says === 'number' ? Number(following) : following };
    return send(200, { ...(says === undefined ? { more } : {}), ...goesOn, objects }, last(rows));
  }

  function post(body: string, send: Send): ServerResponse {
    if (body.length > foreign.largestPost) return send(413, {});
    const { objects } = JSON.parse(body) as { objects: JsonObject[] };
    const refusals = new Set(objects.map(({ id }) => foreign.refuses[String(id)]));
    if (refusals.has('fault')) return send(500, { name: 'Internal Server Error' });
    if (refusals.has('all')) return send(422, {});
    const failures: JsonObject[] = [];
    const successes: JsonObject[] = [];
    for (const object of objects) {
      const id = String(object.id);
      const details: JsonObject = { id, ...versionOf(object) };
      const isKnown = foreign.held.some(
        ({ object: { id: known, modified } }) => known === id && modified === object.modified,
      );
      const isRefused = isKnown && foreign.quirks.refusesKnown === true;
      const message = isRefused ? 'Unable to process object' : foreign.refuses[id];
      if (message !== undefined) failures.push({ ...details, message });
      else {
        foreign.add(object);
        successes.push(details);
      }
    }
    const id = crypto.randomUUID();
    const status: JsonObject = { id, status: 'complete', total_count: objects.length, successes, failures };
    statuses.set(id, status);
    return send(202, foreign.isSlow ? { id, status: 'pending', total_count: objects.length } : status);
  }

  function versionOf({ modified }: JsonObject): JsonObject {
    const { versions } = foreign.quirks;
    if (versions === 'none') return {};
    const moment = parseMicroseconds(String(modified));
    return { version: versions === undefined || moment === undefined ? String(modified) : formatMicroseconds(moment) };
  }

  const foreign: TestForeignServer = {
    url: '',
    source,
    aside,
    heldAside: [],
    quirks: { ...medallion, ...quirks },
    held: [],
    requests: [],
    refuses: {},
    isSlow: false,
    largestPost: 1_000_000,
    add(...objects) {
      for (const object of objects) {
        clock += 1_000_000;
        foreign.held.push({ object, added: clock });
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(foreign, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api1` });
}

type Send = (status: number, value: JsonObject, headers?: Record<string, string>) => ServerResponse;
