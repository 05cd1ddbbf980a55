import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type PdfFonts, writeMarkdown, writePdf } from '@entente/brief';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import { BriefMessage, BriefQuery } from './messages.ts';

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
      const brief = core.briefs(viewer, wanted);
      if (format === 'json') {
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
      // Which objects it was made of is written down with each of them; here, that a file left.
      await core.audit.exported(viewer, { text: brief.title }, `brief as ${format}`);
      const name = `brief-${core.now().slice(0, 10)}`;
      if (format === 'markdown') {
        return context.body(writeMarkdown(brief), 200, {
          'Content-Type': 'text/markdown; charset=utf-8',
          'Content-Disposition': `attachment; filename="${name}.md"`,
        });
      }
      const pdf = await writePdf(brief, fonts());
      return context.body(new Uint8Array(pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${name}.pdf"`,
      });
    },
  );
}

let loaded: PdfFonts | undefined;

/** DejaVu Sans: Latin, Greek, Cyrillic, Arabic, Armenian and Georgian. Read when the first PDF is asked for. */
export function fonts(): PdfFonts {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string): Uint8Array => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  loaded ??= { regular: read('DejaVuSans'), bold: read('DejaVuSans-Bold') };
  return loaded;
}
