import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import { BriefMessage, BriefQuery } from './messages.ts';
import { briefFiles, renderBrief } from './render-brief.ts';

/** Briefs, as a page, as Markdown and as PDF. To be mounted at `/api`. */
export function createBriefRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  return apiRouter().openapi(
    signedInRoute({
      method: 'get',
      path: '/brief',
      tags: ['Briefs'],
      summary: 'A brief on a claim, a member, an area or a day: the narrowest terms of what it contains are its own',
      policy:
        'any account or token: over what its member may see; for an audience: those who release for the member, over what it released to that audience',
      middleware,
      request: { query: BriefQuery },
      responses: {
        200: {
          ...json(BriefMessage, 'The brief'),
          content: {
            ...json(BriefMessage, '').content,
            'text/markdown': { schema: { type: 'string' } },
            'application/pdf': { schema: { type: 'string', format: 'binary' } },
          },
        },
      },
    }),
    async (context) => {
      const viewer = context.get('viewer');
      core.noteRead(viewer.principal);
      const { format, ...wanted } = context.req.valid('query');
      const isFile = format !== 'json';
      await core.briefs.prepare(viewer, wanted, isFile);
      const brief = core.briefs.make(viewer, wanted, isFile);
      if (!isFile) {
        const { sections, sources, terms, ...rest } = brief;
        return context.json(
          {
            ...rest,
            terms: { ...terms, handling: [...terms.handling] },
            sections: sections.map(({ items, ...section }) => ({
              ...section,
              items: items.map((item) => ({ ...item, sources: [...item.sources] })),
            })),
            sources: [...sources],
          },
          200,
        );
      }
      const { mediaType, extension } = briefFiles[format];
      const file = await renderBrief(core.audit, viewer, brief, format);
      return context.body(new Uint8Array(file), 200, {
        'Content-Type': mediaType,
        'Content-Disposition': `attachment; filename="brief-${core.now().slice(0, 10)}.${extension}"`,
      });
    },
  );
}
