import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import type { Access, Collection } from './collection-store.ts';
import { CollectionMessage, NewCollection } from './messages.ts';

/** Collections: where members publish to, and who reads there. To be mounted at `/api`. */
export function createCollectionRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { collections, collectionService, service, catalogue } = core;
  const tags = ['Collections'];
  const admins = 'member admin of the owner; coalition admin';

  function toMessage(viewer: Viewer, collection: Collection, objects?: number) {
    const { id, title, description, alias, owner, unmarked } = collection;
    const knowsAccess = actsFor(viewer, owner) || viewer.roles.has('coalition-admin');
    return {
      id,
      title,
      ...(description === undefined ? {} : { description }),
      ...(alias === undefined ? {} : { alias }),
      owner: core.memberRefs.of(owner),
      unmarked: unmarked ?? null,
      mayRead: service.mayRead(viewer, collection),
      mayWrite: service.mayWrite(viewer, collection),
      ...(knowsAccess ? { readers: named(collection.readers), writers: named(collection.writers) } : {}),
      ...(objects === undefined ? {} : { objects }),
    };
  }

  function named(access: Access) {
    return access === 'all' ? access : access.map((member) => core.memberRefs.of(member));
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/collections',
        tags,
        summary: 'The collections that one may read or write',
        policy: 'any account or token: others are like those that do not exist',
        middleware,
        responses: { 200: json(z.object({ collections: z.array(CollectionMessage) }), 'Collections') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const { collection: counts } = catalogue.count(viewer, {}).facets;
        const seen = collections
          .all()
          .filter((each) => service.mayRead(viewer, each) || service.mayWrite(viewer, each));
        return context.json(
          { collections: seen.map((each) => toMessage(viewer, each, counts.get(each.collection) ?? 0)) },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/collections',
        tags,
        summary: 'Make a collection',
        policy: admins,
        middleware,
        request: { body: jsonBody(NewCollection) },
        responses: { 201: json(CollectionMessage, 'Made') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { unmarked, ...wanted } = context.req.valid('json');
        const added = await collectionService.add(viewer, {
          ...wanted,
          ...(unmarked === null || unmarked === undefined ? {} : { unmarked }),
        });
        return context.json(toMessage(viewer, added), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/collections/{id}',
        tags,
        summary: 'Change who reads or writes, or how it is described',
        description: 'Readers that are added do not widen what is there already; readers taken away lose it at once.',
        policy: admins,
        middleware,
        request: {
          params: z.object({ id: z.string().max(300).describe('id or alias') }),
          body: jsonBody(
            z
              .object({
                title: z.string().trim().min(1).max(200).optional(),
                description: z.string().max(5000).optional(),
                readers: z.union([z.literal('all'), z.array(z.string())]).optional(),
                writers: z.union([z.literal('all'), z.array(z.string())]).optional(),
              })
              .openapi('CollectionChange'),
          ),
        },
        responses: { 200: json(CollectionMessage, 'Changed') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        return context.json(
          toMessage(viewer, await collectionService.change(viewer, id, context.req.valid('json'))),
          200,
        );
      },
    );
}
