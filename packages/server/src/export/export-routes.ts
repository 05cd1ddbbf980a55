import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { fileStream } from '../http/file-stream.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, file, signedInRoute } from '../http/signed-in-route.ts';
import { ObjectQuery } from '../objects/messages.ts';
import { readFilter } from '../objects/object-routes.ts';
import { exportFiles, exportStream } from './export-stream.ts';

/** Taking out, as a file, what one may see. To be mounted at `/api`. */
export function createExportRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'get',
      path: '/export',
      tags: ['Objects'],
      summary: 'A file of what a search finds: a STIX bundle of the exact bytes, or its indicators as CSV',
      policy: 'any account or token: over what its member may see',
      middleware,
      request: {
        query: ObjectQuery.omit({ facets: true, limit: true, cursor: true }).extend({
          format: z.enum(['stix', 'csv']).default('stix').describe('of the file'),
          proofs: z.stringbool().default(false).describe('of a bundle: with the proof of each object that was signed'),
          handling: z
            .stringbool()
            .default(false)
            .describe('of a bundle: with notes that say how what others own must be treated; CSV has a column'),
        }),
      },
      responses: { 200: file('The file', ...Object.values(exportFiles).map(({ mediaType }) => mediaType)) },
    }),
    (context) => {
      const viewer = context.get('viewer');
      const { format, handling, proofs, ...query } = context.req.valid('query');
      const { mediaType, extension } = exportFiles[format];
      core.noteRead(viewer.principal);
      const stream = exportStream(core, viewer, readFilter(core, { ...query, limit: 1 }), format, {
        withHandling: handling,
        withProofs: proofs,
      });
      const body = fileStream(context, core.access.whileGood(viewer, stream));
      return context.body(body, 200, {
        'Content-Type': mediaType,
        'Content-Disposition': `attachment; filename="entente-${core.now().slice(0, 10)}.${extension}"`,
      });
    },
  );
}
