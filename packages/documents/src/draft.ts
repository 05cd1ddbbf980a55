import type { DocumentFacts } from './document.ts';

/** A piece of text that stands by itself, and what its format says it is. */
export type Block = {
  readonly text: string;
  readonly role?: 'headline' | 'heading' | 'caption';
};

/** What a format gives: blocks in order, and facts that it declares by itself. */
export type DocumentDraft = {
  readonly blocks: readonly Block[];
  readonly facts: DocumentFacts;
  readonly notes?: readonly string[];
};
