import { formatMicroseconds } from '@entente/stix';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import { mostFirst } from '../members/name-order.ts';
import { mostCounted } from '../objects/catalogue-query.ts';
import { Overview } from './messages.ts';
import { pictureFor } from './picture.ts';
import { PictureMessage, PictureQuery } from './picture-messages.ts';

const newestShown = 12;
const mostPlaces = 200;
const daysShown = 90;
const end = Number.MAX_SAFE_INTEGER;

/** The first page: what is new for the viewer, and where. To be mounted at `/api`. */
export function createOverviewRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { catalogue, summaries, members, database } = core;
  const tags = ['Overview'];
  const lastSeen = database.prepare('SELECT added FROM last_seen WHERE viewer = ?');

  function sinceFor(viewer: Viewer): number {
    const seen = lastSeen.get(personOf(viewer));
    return seen === undefined ? Date.parse(core.coalition.created) * 1000 : Number(seen.added);
  }

  /** Places that the viewer may see, newest first: a location with coordinates stands for itself. */
  function places(viewer: Viewer) {
    return catalogue.page(viewer, { types: ['location'] }, end, mostPlaces).flatMap((row) => {
      const { latitude, longitude } = summaries.parse(row);
      if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
      return [{ object: summaries.of(row), latitude, longitude }];
    });
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/overview',
        tags,
        summary: 'What is new, by member, by type, in place and time',
        policy: 'any account or token: over what its member may see',
        middleware,
        responses: { 200: json(Overview, 'The overview') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const since = sinceFor(viewer);
        const all = catalogue.count(viewer, {});
        const today = Math.floor(core.clock() / 86_400_000);
        const byDay = catalogue.byDay(viewer, today - daysShown);
        return context.json(
          {
            since: formatMicroseconds(since),
            total: all.count,
            fresh: catalogue.count(viewer, { since }).count,
            byMember: top(all.facets.owner, (owner) => {
              const { identity, name } = members.get(owner);
              return { value: identity, label: name };
            }),
            byType: top(all.facets.type, (name) => ({ value: name, label: name })),
            overTime: [...byDay].map(([day, count]) => ({
              day: new Date(day * 86_400_000).toISOString().slice(0, 10),
              count,
            })),
            newest: catalogue
              .page(viewer, {}, end, newestShown)
              .slice(0, newestShown)
              .map((row) => summaries.of(row, viewer)),
            places: places(viewer),
          },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/picture',
        tags,
        summary: 'The picture of the coalition: signals, positions on a claim, forces, what is due; as of any day',
        policy: 'any account or token: over what its member may see',
        middleware,
        request: { query: PictureQuery },
        responses: { 200: json(PictureMessage, 'The picture') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const wanted = context.req.valid('query');
        await core.positions.pictures.prepare(viewer, wanted.asOf);
        return context.json(pictureFor(core, viewer, wanted), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/overview/seen',
        tags,
        summary: 'Say that everything so far has been seen',
        policy: 'any account or token: its own mark',
        middleware,
        responses: { 204: { description: 'Noted' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        // What one has seen reaches to the newest that one may see: no clock, and nothing about anything else.
        const newest = catalogue.page(viewer, {}, end, 1)[0]?.added ?? core.clock() * 1000;
        await core.queue.run(() =>
          database
            .prepare(
              'INSERT INTO last_seen (viewer, added) VALUES (?, ?) ON CONFLICT DO UPDATE SET added = excluded.added',
            )
            .run(personOf(viewer), newest),
        );
        return context.body(null, 204);
      },
    );
}

/** Whose mark it is: the person's, or the token's. */
export function personOf({ account, credentialId }: Viewer): string {
  return account === undefined ? credentialId : `account:${account.id}`;
}

function top<Key>(counts: ReadonlyMap<Key, number>, name: (key: Key) => { value: string; label: string }) {
  return [...counts].map(([key, count]) => ({ ...name(key), count: Math.min(count, mostCounted) })).sort(mostFirst);
}
