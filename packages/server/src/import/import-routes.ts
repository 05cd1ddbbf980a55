import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Limits } from '../config.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import { requestBody } from '../http/request-body.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import { ImportSummary, TlpLevel } from '../objects/messages.ts';
import { importStream } from './import-stream.ts';
import { duties, readImportedTerms } from './imported-terms.ts';

/** Bringing in whole files. To be mounted at `/api`. */
export function createImportRoutes(
  core: Core,
  middleware: MiddlewareHandler<SignedIn>,
  { importBytes, objectBytes }: Pick<Limits, 'importBytes' | 'objectBytes'>,
) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'post',
      path: '/import',
      tags: ['Objects'],
      summary: 'Import a file: STIX 2.1 or 2.0, NDJSON, or MISP events, each also as gzip',
      description:
        'The body is the file; it is read as a stream. Good objects are stored where others are refused. What is there already stays as it is.',
      policy: 'analysts of members that may write to the collection',
      middleware,
      request: {
        query: z.object({
          collection: z.string().max(300).describe('collection id or alias'),
          tlp: TlpLevel.optional().describe('holds beside the markings of the objects'),
          releasableTo: z
            .string()
            .max(10_000)
            .optional()
            .describe('names or ids of members, units ("Member/Unit") or groups, comma-separated'),
          duties: z
            .string()
            .max(100)
            .transform((text) => text.split(','))
            .pipe(z.array(z.enum(duties)))
            .optional()
            .openapi({ type: 'string', description: `${duties.join(', ')}: those that hold besides, comma-separated` }),
        }),
        body: {
          required: true,
          content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
      responses: { 200: json(ImportSummary, 'What became of it') },
    }),
    async (context) => {
      const viewer = context.get('viewer');
      const { collection: named, tlp, releasableTo, duties: held } = context.req.valid('query');
      const collection = core.collections.find(named);
      if (
        collection === undefined ||
        !(core.service.mayRead(viewer, collection) || core.service.mayWrite(viewer, collection))
      ) {
        throw new Problem('not-found', `There is no collection ${named}.`);
      }
      if (!core.service.mayWrite(viewer, collection)) {
        throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
      }
      const imported = readImportedTerms(core.names, viewer, {
        tlp,
        duties: held,
        releasableTo: releasableTo
          ?.split(',')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
      });
      const body = core.access.whileGood(viewer, requestBody(context, importBytes));
      const summary = await importStream(core.service, viewer, collection, body, {
        imported,
        importBytes,
        objectBytes,
      });
      return context.json(summary, 200);
    },
  );
}
