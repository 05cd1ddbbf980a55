import { setTimeout as rest } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, signedInRoute } from '../http/signed-in-route.ts';
import type { News } from './event-hub.ts';

const heartbeatMilliseconds = 25_000;
/** Many writes in a row are one "there is more". */
const quietMilliseconds = 500;

/** Server-sent events: "something new for you", without saying what. To be mounted at `/api`. */
export function createEventRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>, mostStreams: number) {
  const route = signedInRoute({
    method: 'get',
    path: '/events',
    tags: ['Events'],
    summary: 'A stream that says that there is something new, and of which kind, without saying what',
    policy: 'any account or token: of what its member may see',
    middleware,
    request: {
      query: z.object({ 'passed-on': z.stringbool().optional().describe('true: also of what a hub passes on') }),
    },
    responses: {
      200: {
        description: 'Server-sent events, for as long as the credential counts',
        content: { 'text/event-stream': { schema: z.string() } },
      },
    },
  });
  return apiRouter().openapi(route, (context) => {
    const viewer = context.get('viewer');
    if (core.events.count(viewer) >= mostStreams) {
      throw new Problem('too-many-requests', `At most ${mostStreams} event streams are open at once.`, {
        retryAfter: 30,
      });
    }
    const ends = viewer.until ?? Number.POSITIVE_INFINITY;
    core.noteRead(viewer.principal);
    return streamSSE(context, async (stream) => {
      const over = new AbortController();
      const fresh = new Set<News>();
      let turn: () => void = () => {};
      const end = () => {
        over.abort();
        turn();
      };
      const stop = core.events.listen(
        viewer,
        (news) => {
          fresh.add(news);
          turn();
        },
        end,
      );
      const stopOnward = context.req.valid('query')['passed-on'] ? core.peers.onward.listen(viewer) : () => {};
      stream.onAbort(end);
      try {
        await stream.writeSSE({ event: 'hello', data: '{}', retry: 5000 });
        while (!over.signal.aborted && core.clock() < ends) {
          if (fresh.size > 0) {
            const told = [...fresh];
            fresh.clear();
            for (const event of told) {
              const data = event === 'roster' ? { state: core.peers.rosterExchange.state() } : {};
              await stream.writeSSE({ event, data: JSON.stringify(data) });
            }
            await rest(quietMilliseconds, undefined, { signal: over.signal }).catch(() => 'ended');
          } else {
            const wake = new Promise<'woken'>((resolve) => {
              turn = () => resolve('woken');
            });
            const waited = await Promise.race([wake, pause(Math.min(heartbeatMilliseconds, ends - core.clock()))]);
            const isQuiet = waited === 'waited' && !over.signal.aborted && core.clock() < ends;
            if (isQuiet) await stream.write(': still here\n\n');
          }
        }
      } finally {
        stop();
        stopOnward();
      }
    });
  });
}

function pause(milliseconds: number): Promise<'waited'> {
  return new Promise((resolve) => setTimeout(() => resolve('waited'), milliseconds).unref());
}
