import { getDocumentProxy } from 'unpdf';
import type { DocumentDraft } from '../draft.ts';
import { type DocumentLimits, DocumentRefused } from '../limits.ts';
import { type PdfLine, pdfBlocks } from './pdf-blocks.ts';

/** The text of a PDF. No script in it runs, nothing is loaded, nothing is drawn. */
export async function readPdf(bytes: Uint8Array, limits: DocumentLimits): Promise<DocumentDraft> {
  // pdf.js takes the bytes over, so it gets a copy.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), {
    stopAtErrors: false,
    maxImageSize: 1,
    verbosity: 0,
  }).catch((error: unknown) => {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new DocumentRefused(
      'unreadable',
      isLocked ? 'The PDF needs a password.' : 'This is no PDF that can be read.',
    );
  });
  try {
    if (pdf.numPages > limits.pages) {
      throw new DocumentRefused('too-large', `It has ${pdf.numPages} pages; ${limits.pages} are read at the most.`);
    }
    const pages: PdfLine[][] = [];
    let characters = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lines = linesOf(items as readonly object[]);
      pages.push(lines);
      characters += lines.reduce((sum, { text }) => sum + text.length, 0);
      if (characters > limits.characters) throw new DocumentRefused('too-large', 'The text of the PDF is too long.');
      page.cleanup();
    }
    const blocks = pdfBlocks(pages);
    if (blocks.length === 0) {
      throw new DocumentRefused(
        'empty',
        'There is no text in the PDF; a scan needs to be read by a machine for that first.',
      );
    }
    const { info } = await pdf.getMetadata();
    const title = typeof info === 'object' && 'Title' in info ? String(info.Title ?? '') : '';
    // Titles of PDFs are often names of files or templates: only one that the text has too counts.
    const headline = blocks.find(({ text }) => title.length > 10 && text === title);
    return { blocks: blocks.map((block) => (block === headline ? { ...block, role: 'headline' } : block)), facts: {} };
  } finally {
    await pdf.cleanup();
  }
}

/** The pieces of a page put together to lines, top down as the page has them. */
function linesOf(items: readonly object[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let isOpen = false;
  for (const item of items) {
    if (!('str' in item) || !('transform' in item) || !Array.isArray(item.transform)) continue;
    const [y, height] = [Number(item.transform[5]), 'height' in item ? Number(item.height) : 0];
    const last = lines.at(-1);
    if (isOpen && last !== undefined && Math.abs(last.y - y) < Math.max(last.height, height, 1) * 0.6) {
      last.text += String(item.str);
      last.height = Math.max(last.height, height);
    } else {
      lines.push({ text: String(item.str), y, height });
    }
    isOpen = !('hasEOL' in item && item.hasEOL === true);
  }
  return lines.filter(({ text }) => text.trim() !== '');
}
