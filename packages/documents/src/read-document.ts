import { decodeText } from './decode-text.ts';
import { type DocumentFormat, detectFormat, type FileHint } from './detect-format.ts';
import { bodyOf, type Document } from './document.ts';
import type { DocumentDraft } from './draft.ts';
import { recogniseFacts } from './facts/recognise-facts.ts';
import type { FeedItem } from './formats/feed.ts';
import { readText } from './formats/text-blocks.ts';
import { type DocumentLimits, DocumentRefused, documentLimits } from './limits.ts';

/** A document of a file; `key` is what a feed calls its item. */
export type ReadDocument = Document & { readonly key?: string };

/** What a file is, and the texts in it: one, or as many as a feed has items. */
export type ReadFile = { readonly format: DocumentFormat; readonly documents: readonly ReadDocument[] };

/**
 * Takes a file apart. Nothing outside of it is loaded. Throws `DocumentRefused`. Sizes are bounded; time is not, so what
 * comes from strangers is to be read where it can be stopped.
 */
export async function readDocument(
  bytes: Uint8Array,
  hint: FileHint = {},
  limits: DocumentLimits = documentLimits,
): Promise<ReadFile> {
  if (bytes.length > limits.bytes) {
    throw new DocumentRefused('too-large', `The file is larger than ${Math.floor(limits.bytes / 1024 / 1024)} MB.`);
  }
  const format = detectFormat(bytes, hint);
  if (format === undefined)
    throw new DocumentRefused('unsupported', 'It is no text, Markdown, HTML, PDF, DOCX, mail or feed.');
  const drafts = await draftsOf(format, bytes, limits).catch((error: unknown) => {
    // Parsers of others call themselves for what is inside of what: too deep, and the stack is full.
    throw error instanceof RangeError ? new DocumentRefused('unreadable', 'It is nested too deeply.') : error;
  });
  const documents = drafts
    .map((draft) => ({ ...recogniseFacts(draft), ...('key' in draft ? { key: draft.key as string } : {}) }))
    .filter(({ paragraphs }) => paragraphs.length > 0);
  if (documents.length === 0) throw new DocumentRefused('empty', 'There is no text in it.');
  if (documents.some((document) => bodyOf(document).length > limits.characters)) {
    throw new DocumentRefused('too-large', `The text is longer than ${limits.characters} characters.`);
  }
  return { format, documents };
}

/** Parsers are loaded for the first file of their kind: together they take more memory than all the rest of a node. */
async function draftsOf(
  format: DocumentFormat,
  bytes: Uint8Array,
  limits: DocumentLimits,
): Promise<readonly (DocumentDraft | FeedItem)[]> {
  switch (format) {
    case 'text':
      return [readText(decodeText(bytes))];
    case 'markdown':
      return [(await import('./formats/markdown.ts')).readMarkdown(decodeText(bytes))];
    case 'html':
      return [(await import('./formats/html.ts')).readHtml(decodeText(bytes, charsetIn(bytes)))];
    case 'feed':
      return (await import('./formats/feed.ts')).readFeed(decodeText(bytes, charsetIn(bytes)), limits);
    case 'mail':
      return [await (await import('./formats/mail.ts')).readMail(bytes)];
    case 'pdf':
      return [await (await import('./formats/pdf.ts')).readPdf(bytes, limits)];
    case 'docx':
      return [await (await import('./formats/docx.ts')).readDocx(bytes, limits)];
  }
}

/** The encoding that HTML or XML declares. */
function charsetIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  return /<\?xml[^>]*encoding=["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
}
