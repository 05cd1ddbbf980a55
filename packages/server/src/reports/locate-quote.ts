import type { Span } from '@entente/positions';

/** Between the pieces of a quote that the text has apart. */
export const gap = ' … ';

/** The pieces of a text that spans mark, as one quote. */
export function quoteOf(text: string, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim()).join(gap);
}

/**
 * Where a quote stands in a text: at its spans where they still hold these words, else where the words are found, in
 * order. Empty where the text, as somebody has it, does not hold them.
 */
export function locateQuote(text: string, quote: string | undefined, spans: readonly Span[]): readonly Span[] {
  const isInside = spans.length > 0 && spans.every(({ start, end }) => start < end && end <= text.length);
  if (isInside && (quote === undefined || quoteOf(text, spans) === quote)) return spans;
  if (quote === undefined) return [];
  const found: Span[] = [];
  let from = 0;
  for (const piece of quote.split(gap)) {
    const start = text.indexOf(piece, from);
    if (piece === '' || start < 0) return [];
    from = start + piece.length;
    found.push({ start, end: from });
  }
  return found;
}
