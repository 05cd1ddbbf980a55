import type { GivenPart } from '@entente/server/api-types';
import type { PartTerms } from '../../release/terms-draft.ts';
import { paragraphIndex, paragraphSelector, paragraphsOf } from '../../stix/report-paragraphs.ts';

/** A paragraph as it is being written; without terms it has those of the whole. */
export interface ParagraphDraft {
  key: string;
  text: string;
  terms?: PartTerms;
}

/** The paragraphs of an object with their terms, and the parts that lie elsewhere in it. */
export interface MarkedText {
  paragraphs: ParagraphDraft[];
  others: GivenPart[];
}

export function newParagraph(text = ''): ParagraphDraft {
  return { key: crypto.randomUUID(), text };
}

/** Takes paragraphs and parts apart, for editing. */
export function markedTextOf(object: Record<string, unknown>, parts: readonly GivenPart[]): MarkedText {
  const termsAt = new Map<number, PartTerms>();
  const others: GivenPart[] = [];
  for (const { selectors, terms } of parts) {
    const elsewhere = selectors.filter((selector) => {
      const index = paragraphIndex(selector);
      if (index !== undefined) termsAt.set(index, terms);
      return index === undefined;
    });
    if (elsewhere.length > 0) others.push({ selectors: elsewhere, terms });
  }
  const paragraphs = paragraphsOf(object).map((text, index) => {
    const terms = termsAt.get(index);
    return { ...newParagraph(text), ...(terms ? { terms } : {}) };
  });
  return { paragraphs, others };
}

/** Those with a text, which alone are sent. */
export function written({ paragraphs }: MarkedText): ParagraphDraft[] {
  return paragraphs.filter(({ text }) => text.trim() !== '');
}

/** The parts as they are sent. */
export function partsOf(marked: MarkedText): GivenPart[] {
  const own = written(marked).flatMap(({ terms }, index) =>
    terms ? [{ selectors: [paragraphSelector(index)], terms }] : [],
  );
  return [...marked.others, ...own];
}

/** The paragraph in two, at a place in its text; both have its terms. */
export function splitParagraph(paragraphs: readonly ParagraphDraft[], key: string, at: number): ParagraphDraft[] {
  return paragraphs.flatMap((paragraph) => {
    if (paragraph.key !== key) return [paragraph];
    const { text } = paragraph;
    const second = { ...paragraph, ...newParagraph(text.slice(at).trimStart()) };
    return [{ ...paragraph, text: text.slice(0, at).trimEnd() }, second];
  });
}
