import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Brief, type PdfFonts, writeMarkdown, writePdf } from '@entente/brief';
import type { Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';

/** What each form of a brief is called over HTTP and on disk. */
export const briefFiles = {
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
} as const;
export type BriefFormat = keyof typeof briefFiles;

/** The brief as a file. That it leaves is written down first; of what it is made, the brief itself has written down. */
export async function renderBrief(
  audit: Pick<Audit, 'exported'>,
  viewer: Viewer,
  brief: Brief,
  format: BriefFormat,
): Promise<Uint8Array> {
  await audit.exported(viewer, undefined, `brief as ${format}`);
  return format === 'markdown' ? Buffer.from(writeMarkdown(brief)) : writePdf(brief, fonts());
}

let loaded: PdfFonts | undefined;

/** DejaVu Sans: Latin, Greek, Cyrillic, Arabic, Armenian and Georgian. Read when the first PDF is asked for. */
export function fonts(): PdfFonts {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string): Uint8Array => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  loaded ??= { regular: read('DejaVuSans'), bold: read('DejaVuSans-Bold') };
  return loaded;
}
