import { leadLength } from './date-line.ts';
import { hardBreaks } from './hard-breaks.ts';
import type { Tokens } from './tokenize.ts';

/** A half-open range of token indexes. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** A paragraph: its tokens, and the first token of each of its sentences. */
export interface Paragraph extends TokenRange {
  readonly sentences: readonly number[];
}

// A paragraph beyond this is cut at a sentence's end (or anywhere), which bounds the work for hostile texts.
const LONGEST_PARAGRAPH = 500;
const CLOSERS = new Set(['"', '”', "''", "'", '’', ')', ']']);
const STOPS = new Set(['.', '?', '!', '...', '…']);
const OPENER = /^[\p{Lu}\p{N}"“‘'`(—–$[-]/u;

/**
 * Groups tokens into paragraphs (blank lines, or single line breaks after an ended sentence or a line that ends early) and
 * sentences. A date line, or the number of an item, is a paragraph by itself: nobody says it.
 */
export function segment(tokens: Tokens): Paragraph[] {
  const { text, words, start, end } = tokens;
  const paragraphs: Paragraph[] = [];
  let from = 0;
  let sentences = [0];
  const isHardAt = hardBreaks(text);
  let isQuoted = false;
  const close = (to: number) => {
    const line = from < to ? leadLength(text, start[from] ?? 0) : 0;
    let body = from;
    while (body < to && (start[body] ?? 0) < (start[from] ?? 0) + line) body++;
    if (body > from) paragraphs.push({ from, to: body, sentences: [from] });
    if (to > body) paragraphs.push({ from: body, to, sentences: [body, ...sentences.filter((at) => at > body)] });
    from = to;
    sentences = [to];
    isQuoted = false;
  };
  for (let i = 1; i < words.length; i++) {
    const gap = text.slice(end[i - 1], Math.min(start[i] ?? 0, (end[i - 1] ?? 0) + 200));
    const ended = endsSentence(words, i, gap);
    const breaks = gap.includes('\n') ? gap.split('\n').length - 1 : 0;
    isQuoted = opensQuote(words[i - 1] ?? '', isQuoted);
    const isHard =
      breaks === 1 && (ended || /^[;:]$/.test(words[i - 1] ?? '') || (!isQuoted && isHardAt(end[i - 1] ?? 0)));
    if (breaks >= 2 || isHard) close(i);
    else if (i - from >= LONGEST_PARAGRAPH && (ended || i - from >= LONGEST_PARAGRAPH * 2)) close(i);
    else if (ended) sentences.push(i);
  }
  close(words.length);
  return paragraphs;
}

/** Whether a quotation is open after a word: its lines are one, however they are broken. */
function opensQuote(word: string, isOpen: boolean): boolean {
  return word === '“' || word === '``' ? true : word === '”' || word === "''" ? false : word === '"' ? !isOpen : isOpen;
}

/** Whether a sentence ends just before token `i`. */
function endsSentence(words: readonly string[], i: number, gap: string): boolean {
  if (gap === '' || !OPENER.test(words[i] ?? '')) return false;
  let last = i - 1;
  while (last > 0 && i - last < 4 && CLOSERS.has(words[last] ?? '')) last--;
  const word = words[last] ?? '';
  if (STOPS.has(word)) return true;
  // "in the U.S. The president": an initialism ends a sentence only before a word that commonly starts one.
  return (
    /^(?:\p{Lu}\.){2,}$/u.test(word) &&
    last === i - 1 &&
    /^(?:The|But|And|He|She|It|They|In|A|This|We|I)$/.test(words[i] ?? '')
  );
}
