import { formatMicroseconds, type JsonObject, ObjectSplitter } from '@entente/stix';
import { type Context, Hono } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import { requestBody } from '../http/request-body.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import {
  lastVersion,
  type ObjectReader,
  type Page,
  selectVersions,
  type VersionFilter,
} from '../objects/object-reader.ts';
import type { ObjectRemover } from '../objects/object-remover.ts';
import type { ObjectService } from '../objects/object-service.ts';
import { envelope } from './envelope.ts';
import { acceptsTaxii, isTaxii, stixMediaType, taxiiMediaType } from './media-types.ts';
import { isObjectId, type ObjectFilter, type PageLimits, readObjectFilter } from './object-filter.ts';
import type { PageCursor } from './page-cursor.ts';
import { createStatusCollector } from './status-collector.ts';
import type { StatusStore } from './status-store.ts';

export type TaxiiParts = {
  readonly title: () => string;
  readonly collections: CollectionStore;
  readonly reader: ObjectReader;
  readonly service: ObjectService;
  readonly remover: ObjectRemover;
  readonly statuses: StatusStore;
  readonly cursor: PageCursor;
  readonly now: () => string;
  /** Marks that a principal reads, so that what it gains later is placed before it anew. */
  readonly noteRead: (principal: number) => void;
  readonly limits: { readonly page: PageLimits; readonly bodyBytes: number; readonly objectBytes: number };
};

type TaxiiContext = Context<SignedIn>;

/** The one API root, below the discovery path. */
const apiRoot = 'coalition';
const paging = ['added_after', 'limit', 'next'];
const allVersions: VersionFilter = { all: true, first: false, last: false, at: [] };

/**
 * A TAXII 2.1 server (OASIS Standard, sections 4 and 5): everything that it answers is what the viewer's renditions
 * are. Mounted at the discovery path; `viewer` is set by then.
 */
export function createTaxiiRoutes(parts: TaxiiParts): Hono<SignedIn> {
  const { collections, reader, service, statuses, cursor, limits } = parts;
  const app = new Hono<SignedIn>({ strict: false });

  app.use(async (context, next) => {
    if (!acceptsTaxii(context.req.header('accept'))) {
      throw new Problem('not-acceptable', `This server answers ${taxiiMediaType}; ask for that in Accept`);
    }
    await next();
  });

  /** A collection that the viewer may not know of is like one that does not exist. */
  function collectionOf(context: TaxiiContext): Collection {
    const viewer = context.get('viewer');
    const found = collections.find(context.req.param('collection') ?? '');
    if (found === undefined || !(service.mayRead(viewer, found) || service.mayWrite(viewer, found))) {
      throw new Problem('not-found', 'There is no such collection');
    }
    return found;
  }

  function readable(context: TaxiiContext): Collection {
    const collection = collectionOf(context);
    const viewer = context.get('viewer');
    if (!service.mayRead(viewer, collection)) throw new Problem('not-allowed', 'You may only write to this collection');
    parts.noteRead(viewer.principal);
    return collection;
  }

  function describe(viewer: Viewer, collection: Collection) {
    return {
      id: collection.id,
      title: collection.title,
      ...(collection.description === undefined ? {} : { description: collection.description }),
      ...(collection.alias === undefined ? {} : { alias: collection.alias }),
      can_read: service.mayRead(viewer, collection),
      can_write: service.mayWrite(viewer, collection),
      media_types: [stixMediaType],
    };
  }

  function readPage(
    context: TaxiiContext,
    collection: Collection,
    filter: ObjectFilter,
  ): { page: Page; next?: string } {
    const viewer = context.get('viewer');
    if (!filter.matchesSpecVersion) return { page: { rows: [], more: false } };
    const boundTo = `${viewer.principal} ${collection.id} ${filter.text}`;
    const after = filter.next === undefined ? filter.after : Math.max(filter.after, cursor.read(filter.next, boundTo));
    const page = reader.page(viewer, collection.collection, { ...filter, after });
    const last = page.rows.at(-1);
    if (!page.more || last === undefined) return { page };
    return { page, next: cursor.write(last.added, boundTo) };
  }

  function setDates(context: TaxiiContext, { rows }: Page): void {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    context.header('X-TAXII-Date-Added-First', formatMicroseconds(first.added));
    context.header('X-TAXII-Date-Added-Last', formatMicroseconds(last.added));
  }

  function queryOf(context: TaxiiContext): URLSearchParams {
    const at = context.req.url.indexOf('?');
    return new URLSearchParams(at < 0 ? '' : context.req.url.slice(at + 1));
  }

  app.get('/', (context) => {
    const here = new URL(context.req.url);
    const root = `${here.pathname.replace(/\/*$/, '')}/${apiRoot}/`;
    return taxii(context, { title: parts.title(), description: 'Entente', default: root, api_roots: [root] });
  });

  app.get(`/${apiRoot}`, (context) =>
    taxii(context, {
      title: parts.title(),
      versions: [taxiiMediaType],
      max_content_length: limits.bodyBytes,
    }),
  );

  app.get(`/${apiRoot}/status/:id`, (context) => {
    const status = statuses.find(context.get('viewer').principal, context.req.param('id'));
    if (status === undefined) throw new Problem('not-found', 'There is no such status');
    return answer(context, status);
  });

  app.get(`/${apiRoot}/collections`, (context) => {
    const viewer = context.get('viewer');
    const seen = collections
      .all()
      .filter((each) => service.mayRead(viewer, each) || service.mayWrite(viewer, each))
      .map((each) => describe(viewer, each));
    return taxii(context, seen.length === 0 ? {} : { collections: seen });
  });

  app.get(`/${apiRoot}/collections/:collection`, (context) =>
    taxii(context, describe(context.get('viewer'), collectionOf(context))),
  );

  app.get(`/${apiRoot}/collections/:collection/manifest`, (context) => {
    const collection = readable(context);
    const allowed = [...paging, 'match[id]', 'match[type]', 'match[version]', 'match[spec_version]'];
    const filter = readObjectFilter(queryOf(context), allowed, limits.page, lastVersion);
    const { page, next } = readPage(context, collection, filter);
    setDates(context, page);
    const names = reader.names(page.rows);
    const objects = page.rows.map(({ added }, index) => ({
      id: names[index]?.id,
      date_added: formatMicroseconds(added),
      version: names[index]?.stamp || formatMicroseconds(added),
      media_type: stixMediaType,
    }));
    return taxii(context, { more: page.more, ...(next ? { next } : {}), ...(objects.length > 0 ? { objects } : {}) });
  });

  app.get(`/${apiRoot}/collections/:collection/objects`, (context) => {
    const collection = readable(context);
    const allowed = [...paging, 'match[id]', 'match[type]', 'match[version]', 'match[spec_version]'];
    const filter = readObjectFilter(queryOf(context), allowed, limits.page, lastVersion);
    const { page, next } = readPage(context, collection, filter);
    setDates(context, page);
    return answer(context, envelope(reader.bodies(page.rows), page.more, next));
  });

  app.post(`/${apiRoot}/collections/:collection/objects`, async (context) => {
    const collection = collectionOf(context);
    const viewer = context.get('viewer');
    if (!service.mayWrite(viewer, collection)) throw new Problem('not-allowed', 'You may not write to this collection');
    if (!isTaxii(context.req.header('content-type'))) {
      throw new Problem('unsupported-media-type', `Objects are sent as ${taxiiMediaType}`);
    }
    const requested = parts.now();
    const splitter = new ObjectSplitter({ maxObjectBytes: limits.objectBytes });
    const collected = createStatusCollector(parts.now);
    await service.addStream(
      viewer,
      collection,
      splitter,
      onlyEnvelope(requestBody(context, limits.bodyBytes), splitter),
      collected.tell,
    );
    const status = statuses.add(viewer.principal, {
      status: 'complete',
      request_timestamp: requested,
      ...collected.result(),
    });
    return answer(context, JSON.stringify(status), 202);
  });

  app.get(`/${apiRoot}/collections/:collection/objects/:id`, (context) => {
    const collection = readable(context);
    const allowed = [...paging, 'match[version]', 'match[spec_version]'];
    const filter = readObjectFilter(queryOf(context), allowed, limits.page, lastVersion);
    const id = objectOf(context, collection);
    const { page, next } = readPage(context, collection, { ...filter, ids: [id], text: `${id} ${filter.text}` });
    setDates(context, page);
    return answer(context, envelope(reader.bodies(page.rows), page.more, next));
  });

  app.delete(`/${apiRoot}/collections/:collection/objects/:id`, async (context) => {
    const collection = readable(context);
    const viewer = context.get('viewer');
    if (!service.mayWrite(viewer, collection)) throw new Problem('not-allowed', 'You may not write to this collection');
    const filter = readObjectFilter(
      queryOf(context),
      ['match[version]', 'match[spec_version]'],
      limits.page,
      allVersions,
    );
    const id = objectOf(context, collection);
    const own = reader.owned(viewer, id, collection.collection);
    const meant = filter.matchesSpecVersion ? selectVersions(own, filter.versions) : [];
    if (meant.length === 0) throw new Problem('not-found', 'There is no such object');
    await parts.remover.remove(viewer, id, meant);
    return answer(context, '');
  });

  app.get(`/${apiRoot}/collections/:collection/objects/:id/versions`, (context) => {
    const collection = readable(context);
    const filter = readObjectFilter(queryOf(context), [...paging, 'match[spec_version]'], limits.page, allVersions);
    const id = objectOf(context, collection);
    const text = `versions ${id} ${filter.text}`;
    const { page, next } = readPage(context, collection, { ...filter, ids: [id], versions: allVersions, text });
    setDates(context, page);
    const names = reader.names(page.rows);
    const versions = page.rows.map(({ added }, index) => names[index]?.stamp || formatMicroseconds(added));
    return taxii(context, { more: page.more, ...(next ? { next } : {}), ...(versions.length > 0 ? { versions } : {}) });
  });

  /** The id in the path, where the viewer may see such an object; hidden and nonexistent answer alike. */
  function objectOf(context: TaxiiContext, collection: Collection): string {
    const id = context.req.param('id') ?? '';
    const seen = isObjectId(id) ? reader.renditions(context.get('viewer'), id, collection.collection) : [];
    if (seen.length === 0) throw new Problem('not-found', 'There is no such object');
    return id;
  }

  return app;
}

/** Passes the chunks on, as long as what they hold is an envelope (section 3.7) and not a bare object or a list. */
async function* onlyEnvelope(chunks: AsyncIterable<Uint8Array>, splitter: ObjectSplitter): AsyncIterable<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    if (first) {
      const start = Buffer.from(chunk.subarray(0, 64))
        .toString()
        .trimStart()
        .replace(/^\uFEFF/, '');
      if (start !== '' && !start.startsWith('{')) throw new Problem('bad-request', 'The body must be a TAXII envelope');
      first = start === '';
    }
    yield chunk;
  }
  const { envelope: head } = splitter as { envelope: JsonObject | undefined };
  if (head === undefined) throw new Problem('invalid', 'The body must be a TAXII envelope: {"objects":[…]}');
}

function taxii(context: TaxiiContext, resource: object): Response {
  return answer(context, JSON.stringify(resource));
}

function answer(context: TaxiiContext, body: string | Buffer, status: 200 | 202 = 200): Response {
  return context.body(body as string, status, { 'Content-Type': taxiiMediaType });
}
