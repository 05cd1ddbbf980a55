import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { DocumentDraft } from '../draft.ts';
import { type DocumentLimits, DocumentRefused } from '../limits.ts';
import { blocksOf } from './html.ts';

/** The parts of a DOCX that have to do with its text. Pictures, macros, embedded files and links to others stay out. */
const read =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/document\.xml\.rels|(?:document|styles|numbering|footnotes|endnotes)\.xml))$/;

/** The text of a DOCX. Unpacked in bounds first: mammoth itself would unpack whatever there is. */
export async function readDocx(bytes: Uint8Array, limits: DocumentLimits): Promise<DocumentDraft> {
  const parts = unpack(bytes, limits);
  if (parts['word/document.xml'] === undefined) {
    throw new DocumentRefused('unsupported', 'This archive is no DOCX document.');
  }
  for (const part of Object.values(parts)) {
    // XML of office documents has no document type; in one, entities could be declared that grow.
    if (Buffer.from(part).includes('<!DOCTYPE'))
      throw new DocumentRefused('unreadable', 'This is no DOCX that can be read.');
  }
  const buffer = Buffer.from(zipSync(parts, { level: 0 }));
  const { value } = await mammoth
    .convertToHtml(
      { buffer },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Caption'] => figcaption:fresh"],
      },
    )
    .catch(() => {
      throw new DocumentRefused('unreadable', 'This is no DOCX that can be read.');
    });
  return { blocks: blocksOf(value), facts: {} };
}

/** fflate writes no more than a part says it holds; what they say together is bounded here. */
function unpack(bytes: Uint8Array, { unpackedBytes }: DocumentLimits): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!read.test(name)) return false;
        total += originalSize;
        if (total > unpackedBytes) throw new DocumentRefused('too-large', 'Unpacked it is too large.');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof DocumentRefused ? error : new DocumentRefused('unreadable', 'The archive is damaged.');
  }
}
