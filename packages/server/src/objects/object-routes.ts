import { createHash } from 'node:crypto';
import { parseMicroseconds } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { Waiting } from '../approvals/messages.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, file, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { mostFirst } from '../members/name-order.ts';
import { stixMediaType } from '../taxii/media-types.ts';
import { createPageCursor } from '../taxii/page-cursor.ts';
import { type CatalogueFacets, type CatalogueFilter, mostCounted } from './catalogue-query.ts';
import { Graph, ObjectPage, ObjectQuery, ObjectView, Publication } from './messages.ts';

const version = z.string().max(64).optional().describe('modified, as the object writes it; absent: the newest');

/** Browsing, searching, reading and publishing objects. To be mounted at `/api`. */
export function createObjectRoutes(core: Core, signedIn: MiddlewareHandler<SignedIn>) {
  const { catalogue, views, summaries, approvalService, reader, remover, collections, members } = core;
  const cursor = createPageCursor(core.coalition.secret);
  const middleware = signedIn;
  const tags = ['Objects'];
  const reads = 'any account or token: over what its member may see';

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects',
        tags,
        summary: 'Browse and search, newest first',
        policy: reads,
        middleware,
        request: { query: ObjectQuery },
        responses: { 200: json(ObjectPage, 'A page') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const query = context.req.valid('query');
        const filter = readFilter(core, query);
        const boundTo = `objects ${viewer.principal} ${createHash('sha256').update(JSON.stringify(filter)).digest('hex')}`;
        const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : cursor.read(query.cursor, boundTo);
        core.noteRead(viewer.principal);
        const found = catalogue.page(viewer, filter, before, query.limit);
        const rows = found.slice(0, query.limit);
        const last = rows.at(-1);
        const isAll = query.cursor === undefined && found.length <= query.limit;
        const counted = catalogue.count(viewer, filter, isAll ? found : undefined);
        return context.json(
          {
            objects: rows.map((row) => summaries.of(row, viewer)),
            ...(found.length > query.limit && last !== undefined ? { next: cursor.write(last.added, boundTo) } : {}),
            total: { count: counted.count, exact: counted.exact },
            ...(query.facets === true ? { facets: facetMessages(core, counted.facets) } : {}),
          },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/objects',
        tags,
        summary: 'Publish an object, or a new version of one’s own',
        policy: 'analysts of members that may write to the collection; a new version: of its originator only',
        middleware,
        request: { body: jsonBody(Publication) },
        responses: {
          201: json(ObjectView, 'Published'),
          202: json(Waiting, 'By its owner’s policy it waits for a second person'),
        },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const handedIn = await approvalService.publish(viewer, context.req.valid('json'));
        if (handedIn.state === 'waiting') {
          return context.json({ approval: handedIn.approval, because: handedIn.because }, 202);
        }
        // Who publishes for another member knows what he wrote, also where it is not released to his own.
        const { as, id: published, draft } = handedIn;
        const isOwn = as.member === viewer.member;
        return context.json(isOwn ? views.view(viewer, published) : views.written(viewer, as, draft), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}',
        tags,
        summary: 'One object, with its terms, versions and references',
        policy: reads,
        middleware,
        request: { params: byId('object'), query: z.object({ version }) },
        responses: { 200: json(ObjectView, 'The object') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(views.view(viewer, context.req.valid('param').id, context.req.valid('query').version), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/objects/{id}',
        tags,
        summary: 'Take an own object out of a collection',
        description: 'No recall: copies elsewhere stay. For what one does not own, this is like a missing object.',
        policy: 'analysts of the owner',
        middleware,
        request: {
          params: byId('object'),
          query: z.object({ collection: z.string().describe('id or alias of the collection') }),
        },
        responses: { 204: { description: 'Removed' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const collection = collections.find(context.req.valid('query').collection);
        const { id: wanted } = context.req.valid('param');
        const own = collection === undefined ? [] : reader.owned(viewer, wanted, collection.collection);
        if (collection === undefined || own.length === 0) throw new Problem('not-found', 'There is no such object.');
        if (!core.service.mayWrite(viewer, collection)) {
          throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
        }
        await remover.remove(viewer, wanted, own);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/raw',
        tags,
        summary: 'The exact text of an object, as its originator sent it',
        policy: reads,
        middleware,
        request: { params: byId('object'), query: z.object({ version }) },
        responses: { 200: file('The text', stixMediaType) },
      }),
      (context) => {
        const bytes = views.bytes(
          context.get('viewer'),
          context.req.valid('param').id,
          context.req.valid('query').version,
        );
        return context.body(new Uint8Array(bytes), 200, { 'Content-Type': stixMediaType });
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/graph',
        tags,
        summary: 'What is connected with an object, one step around it',
        policy: reads,
        middleware,
        request: {
          params: byId('object'),
          query: z.object({
            limit: z.coerce.number().int().min(1).max(300).default(60).describe('neighbours at most'),
          }),
        },
        responses: { 200: json(Graph, 'Nodes and edges') },
      }),
      (context) => {
        const { limit } = context.req.valid('query');
        return context.json(views.graph(context.get('viewer'), context.req.valid('param').id, limit), 200);
      },
    );

  function facetMessages(of: Core, facets: CatalogueFacets) {
    const sorted = <Key>(counts: ReadonlyMap<Key, number>, name: (key: Key) => { value: string; label: string }) =>
      [...counts].map(([key, count]) => ({ ...name(key), count: Math.min(count, mostCounted) })).sort(mostFirst);
    return {
      type: sorted(facets.type, (name) => ({ value: name, label: name })),
      member: sorted(facets.owner, (owner) => {
        const { identity, name } = members.get(owner);
        return { value: identity, label: name };
      }),
      tlp: sorted(facets.tlp, (level) => ({ value: level, label: level })),
      collection: sorted(facets.collection, (key) => {
        const { id: value, title } = of.collections.get(key);
        return { value, label: title };
      }),
    };
  }
}

/** The filter that a query means. Names that nothing has find nothing. */
export function readFilter(
  core: Pick<Core, 'members' | 'collections'>,
  query: z.infer<typeof ObjectQuery>,
): CatalogueFilter {
  const list = (text: string | undefined): string[] | undefined => (text ? text.split(',') : undefined);
  return {
    text: query.q?.trim() ? query.q : undefined,
    types: list(query.type),
    owners: list(query.member)?.map((each) => core.members.find(each)?.member ?? 0),
    tlp: list(query.tlp),
    collections: list(query.collection)?.map((each) => core.collections.find(each)?.collection ?? 0),
    since: query.since === undefined ? undefined : parseMicroseconds(query.since),
  };
}
