import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, signedInRoute } from '../http/signed-in-route.ts';
import { SignedByMessage } from './messages.ts';

/** Who stands for an object. To be mounted at `/api`. */
export function createSigningRoutes({ signedBy }: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'get',
      path: '/objects/{id}/proof',
      tags: ['Objects'],
      summary: 'Who signed a version, with which key, whether that counts today, and the proof itself',
      policy: 'any account or token: as far as the object is released to its member; else as if it did not exist',
      middleware,
      request: {
        params: byId('object', 300),
        query: z.object({ version: z.string().max(50).optional().describe('modified; absent: the newest') }),
      },
      responses: { 200: json(SignedByMessage, 'Who stands for it') },
    }),
    async (context) => {
      const { version } = context.req.valid('query');
      return context.json(await signedBy.of(context.get('viewer'), context.req.valid('param').id, version), 200);
    },
  );
}
