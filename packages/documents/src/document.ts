/** What a text says about itself, beside its body. Only what was recognised is there. */
export type DocumentFacts = {
  readonly headline?: string;
  /** Who wrote it ("Jane Roe and John Doe"), without "By". */
  readonly byline?: string;
  /** Who published it: a newspaper, a wire, a broadcaster, a sender. */
  readonly publisher?: string;
  /** The place of the date line ("WASHINGTON"), as the text writes it. */
  readonly place?: string;
  /** When it says that it was published or sent: a day (`2019-02-06`), or a moment with a zone. */
  readonly published?: string;
  /** When it says that it was last changed. */
  readonly updated?: string;
  /** Captions and credits of photographs, each whole. */
  readonly captions?: readonly string[];
  /** BCP 47, found by the look of the words ("en"), or as the document declares. */
  readonly language?: string;
  /** Where it was, by its own word. */
  readonly url?: string;
};

/** A text that came in: what it says, and what it says about itself. */
export type Document = {
  /** The body's paragraphs in order: plain text, no line breaks inside, none empty. */
  readonly paragraphs: readonly string[];
  readonly facts: DocumentFacts;
  /** What was left out or cut off, in words for a person. */
  readonly notes: readonly string[];
};

/** The text between paragraphs, where a body is taken as one text. */
export const paragraphBreak = '\n\n';

/** The body as one text. */
export function bodyOf({ paragraphs }: Pick<Document, 'paragraphs'>): string {
  return paragraphs.join(paragraphBreak);
}
