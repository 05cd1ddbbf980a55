/** A photograph's caption, with the credit that stands in or under it. */
export type Caption = { readonly text: string; readonly credit?: string };

/** What a text says about itself, beside its body. Only what was recognised is there. */
export type DocumentFacts = {
  readonly headline?: string;
  /** The part of the paper or the programme that it stood in ("World Today"). */
  readonly section?: string;
  /** Who wrote it ("Jane Roe and John Doe"), without "By". */
  readonly byline?: string;
  /** Who published it: a newspaper, a broadcaster, the sender of a mail. */
  readonly publisher?: string;
  /** The news agency whose copy it says it is ("Reuters"). */
  readonly agency?: string;
  /** The place of the date line ("WASHINGTON"), as the text writes it. */
  readonly place?: string;
  /** When it says that it was published or sent: a day (`2019-02-06`), or a moment with a zone. */
  readonly published?: string;
  /** When it says that it was last changed; likewise. */
  readonly updated?: string;
  /** The day from which "next week" counts: of the date line, else of publication, else of a caption. */
  readonly dated?: string;
  readonly captions?: readonly Caption[];
  /** Lines on who else worked on it ("Editing by …"). */
  readonly credits?: readonly string[];
  /** BCP 47: as the document declares, else by the look of its words. */
  readonly language?: string;
  /** Where it was, by its own word. */
  readonly url?: string;
};

/** Those of the facts that are one text each, while they are gathered. */
export type TextFacts = { -readonly [key in Exclude<keyof DocumentFacts, 'captions' | 'credits'>]?: string };

/** A text that came in: what it says, and what it says about itself. */
export type Document = {
  /** The body's paragraphs in order: plain text, no line breaks inside, none empty. */
  readonly paragraphs: readonly string[];
  readonly facts: DocumentFacts;
  /** What was left out, in words for a person. */
  readonly notes: readonly string[];
};

/** The text between paragraphs, where a body is taken as one text. */
export const paragraphBreak = '\n\n';

/** The body as one text. */
export function bodyOf({ paragraphs }: Pick<Document, 'paragraphs'>): string {
  return paragraphs.join(paragraphBreak);
}
