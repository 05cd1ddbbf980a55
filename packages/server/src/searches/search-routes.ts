import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { byName } from '../members/name-order.ts';
import { ObjectQuery } from '../objects/messages.ts';
import { readFilter } from '../objects/object-routes.ts';
import { personOf } from '../overview/overview-routes.ts';
import { NewSavedSearch, SavedSearch } from './messages.ts';

const mostSearches = 100;
const mostFresh = 100;

/** Saved searches of one person, with a notice of what is new in them. To be mounted at `/api`. */
export function createSearchRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { database, catalogue, queue } = core;
  const tags = ['Searches'];
  const own = 'any account or token: its own searches, over what its member may see';
  const select = 'SELECT id, name, query, opened FROM saved_search WHERE viewer = ?';

  function toMessage(viewer: Viewer, row: Record<string, unknown>) {
    const query = JSON.parse(String(row.query)) as Record<string, string>;
    const parsed = ObjectQuery.safeParse(query);
    const filter = parsed.success ? readFilter(core, parsed.data) : undefined;
    const fresh =
      filter === undefined
        ? []
        : catalogue.page(viewer, { ...filter, since: Number(row.opened) }, Number.MAX_SAFE_INTEGER, mostFresh);
    return { id: String(row.id), name: String(row.name), query, fresh: Math.min(fresh.length, mostFresh) };
  }

  function find(viewer: Viewer, id: string): Record<string, unknown> {
    const row = database.prepare(`${select} AND id = ?`).get(personOf(viewer), id);
    if (row === undefined) throw new Problem('not-found', 'There is no such saved search.');
    return row;
  }

  function newestSeen(viewer: Viewer): number {
    return catalogue.page(viewer, {}, Number.MAX_SAFE_INTEGER, 1)[0]?.added ?? 0;
  }

  const params = byId('search', 64);
  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/searches',
        tags,
        summary: 'One’s saved searches, and how much is new in each',
        policy: own,
        middleware,
        responses: { 200: json(z.object({ searches: z.array(SavedSearch) }), 'Searches') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const rows = database.prepare(select).all(personOf(viewer));
        return context.json({ searches: rows.map((row) => toMessage(viewer, row)).sort(byName) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/searches',
        tags,
        summary: 'Save a search',
        policy: own,
        middleware,
        request: { body: jsonBody(NewSavedSearch) },
        responses: { 201: json(SavedSearch, 'Saved') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { name, query } = context.req.valid('json');
        const { cursor: _, ...kept } = query;
        const count = database
          .prepare('SELECT count(*) AS n FROM saved_search WHERE viewer = ?')
          .get(personOf(viewer))?.n;
        if (Number(count) >= mostSearches) {
          throw new Problem('conflict', `You have ${mostSearches} saved searches already; delete one first.`);
        }
        const id = randomUUID();
        await queue.run(() =>
          database
            .prepare('INSERT INTO saved_search (id, viewer, name, query, opened) VALUES (?, ?, ?, ?, ?)')
            .run(id, personOf(viewer), name, JSON.stringify(kept), newestSeen(viewer)),
        );
        return context.json(toMessage(viewer, find(viewer, id)), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/searches/{id}',
        tags,
        summary: 'Delete a saved search',
        policy: own,
        middleware,
        request: { params },
        responses: { 204: { description: 'Deleted' } },
      }),
      async (context) => {
        const { id } = find(context.get('viewer'), context.req.valid('param').id);
        await queue.run(() => database.prepare('DELETE FROM saved_search WHERE id = ?').run(String(id)));
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/searches/{id}/opened',
        tags,
        summary: 'Say that its results have been seen',
        policy: own,
        middleware,
        request: { params },
        responses: { 204: { description: 'Noted' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = find(viewer, context.req.valid('param').id);
        await queue.run(() =>
          database.prepare('UPDATE saved_search SET opened = ? WHERE id = ?').run(newestSeen(viewer), String(id)),
        );
        return context.body(null, 204);
      },
    );
}
