import type PDFDocument from 'pdfkit';
import type { Brief, BriefItem, BriefSection } from './brief.ts';
import { dayWords, momentWords } from './day-words.ts';
import { plainText, safeUrl } from './plain-text.ts';
import { termsLine } from './terms-line.ts';

/** TrueType fonts, as bytes; only the letters that occur go into the file. */
export type PdfFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

/** Points. */
const margin = { top: 72, bottom: 72, left: 64, right: 64 };
const size = { title: 18, heading: 12.5, text: 9.5, small: 8 };
const ink = '#1b1f27';
const grey = '#5a6270';

type Page = InstanceType<typeof PDFDocument>;

/** The brief as a PDF: text that can be searched and copied, its terms at the head and foot of every page. */
export async function writePdf(brief: Brief, fonts: PdfFonts): Promise<Uint8Array> {
  // Loaded when wanted: it takes a tenth of what starting a command does.
  const { default: Pdf } = await import('pdfkit');
  const page = new Pdf({
    size: 'A4',
    margins: margin,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: plainText(brief.title), Creator: 'Entente', CreationDate: new Date(brief.made) },
  });
  page.registerFont('regular', Buffer.from(fonts.regular));
  page.registerFont('bold', Buffer.from(fonts.bold));
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    page.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
  });
  const width = page.page.width - margin.left - margin.right;
  page.font('bold').fontSize(size.title).fillColor(ink).text(plainText(brief.title), { width });
  page.font('regular').fontSize(size.text).fillColor(grey).text(plainText(brief.subtitle), { width });
  for (const each of brief.terms.handling) page.fillColor(ink).text(plainText(each), { width });
  for (const each of brief.sections) section(page, each, width);
  if (brief.sources.length > 0) sources(page, brief, width);
  onEveryPage(page, brief, width);
  page.end();
  return done;
}

function heading(page: Page, text: string, width: number): void {
  // A heading does not stand alone at the foot of a page.
  if (page.y > page.page.height - margin.bottom - 60) page.addPage();
  page
    .moveDown(1)
    .font('bold')
    .fontSize(size.heading)
    .fillColor(ink)
    .text(plainText(text), margin.left, page.y, { width });
  page.moveDown(0.3);
}

function section(page: Page, { heading: title, items, empty, note }: BriefSection, width: number): void {
  heading(page, title, width);
  if (items.length === 0) page.font('regular').fontSize(size.text).fillColor(grey).text(plainText(empty), { width });
  for (const each of items) item(page, each, width);
  if (note !== undefined) page.font('regular').fontSize(size.small).fillColor(grey).text(plainText(note), { width });
}

function item(page: Page, { day, lead, text, isQuote, note, sources: from }: BriefItem, width: number): void {
  page.fontSize(size.text).fillColor(ink);
  if (day !== undefined)
    page
      .font('regular')
      .fillColor(grey)
      .text(`${dayWords(day)}  `, { width, continued: true });
  if (lead !== undefined)
    page
      .font('bold')
      .fillColor(ink)
      .text(`${plainText(lead)}  `, { width, continued: true });
  const said = isQuote ? `“${plainText(text)}”` : plainText(text);
  const besides = note === undefined ? '' : ` — ${plainText(note)}`;
  const numbers = from.length === 0 ? '' : ` [${from.join(', ')}]`;
  page.font('regular').fillColor(ink).text(`${said}${besides}${numbers}`, { width });
  page.moveDown(0.25);
}

function sources(page: Page, brief: Brief, width: number): void {
  heading(page, 'Sources', width);
  page.font('regular').fontSize(size.small);
  for (const { number, text, url } of brief.sources) {
    const link = url === undefined ? undefined : safeUrl(url);
    page.fillColor(ink).text(`[${number}] ${plainText(text)}`, { width, continued: link !== undefined });
    if (link !== undefined) page.fillColor(grey).text(` ${link}`, { width, link, underline: false });
  }
}

/** Terms above and below, who it was made for, and which page of how many. */
function onEveryPage(page: Page, brief: Brief, width: number): void {
  const { start, count } = page.bufferedPageRange();
  const terms = plainText(termsLine(brief.terms));
  for (let place = start; place < start + count; place += 1) {
    page.switchToPage(place);
    // Outside the margins, text would otherwise begin a page of its own.
    page.page.margins.bottom = 0;
    const below = page.page.height - 46;
    const line = { width, lineBreak: false, ellipsis: true, height: 12 } as const;
    page.font('bold').fontSize(size.small).fillColor(ink).text(terms, margin.left, 34, line);
    page.text(terms, margin.left, below, line);
    const foot = plainText(`Made for ${brief.by}, ${momentWords(brief.made)} · page ${place - start + 1} of ${count}`);
    page
      .font('regular')
      .fillColor(grey)
      .text(foot, margin.left, below + 12, line);
    page.page.margins.bottom = margin.bottom;
  }
}
