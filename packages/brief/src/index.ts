export type { Brief, BriefItem, BriefSection, BriefTerms, Source } from './brief.ts';
export { dayWords } from './day-words.ts';
export { termsLine } from './terms-line.ts';
export { writeMarkdown } from './write-markdown.ts';
export { type PdfFonts, writePdf } from './write-pdf.ts';
