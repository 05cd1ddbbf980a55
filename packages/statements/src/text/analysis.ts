import { findQuotes, type Quotes } from './quotes.ts';
import { type Paragraph, segment } from './segment.ts';
import { type Tokens, tokenize } from './tokenize.ts';
import { type WordAttributes, wordAttributes } from './word-attributes.ts';

/** A text cut into tokens, sentences and paragraphs, with what every later step asks about each token. */
export interface Analysis extends Tokens {
  readonly attributes: readonly WordAttributes[];
  readonly paragraphs: readonly Paragraph[];
  readonly quotes: Quotes;
  /** First token of the sentence each token is in. */
  readonly sentenceStart: Int32Array;
  /** One past the last token of the sentence each token is in. */
  readonly sentenceEnd: Int32Array;
}

/** Cuts a text up; linear in its length. */
export function analyse(text: string): Analysis {
  const tokens = tokenize(text);
  const paragraphs = segment(tokens);
  const sentenceStart = new Int32Array(tokens.words.length);
  const sentenceEnd = new Int32Array(tokens.words.length);
  for (const { sentences, to } of paragraphs) {
    for (let s = 0; s < sentences.length; s++) {
      const first = sentences[s] ?? to;
      const next = sentences[s + 1] ?? to;
      sentenceStart.fill(first, first, next);
      sentenceEnd.fill(next, first, next);
    }
  }
  return {
    ...tokens,
    attributes: tokens.words.map(wordAttributes),
    paragraphs,
    quotes: findQuotes(tokens, paragraphs),
    sentenceStart,
    sentenceEnd,
  };
}
