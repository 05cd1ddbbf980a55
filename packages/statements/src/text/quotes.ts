import type { TokenRange } from './segment.ts';
import type { Tokens } from './tokenize.ts';

/** For each token, where the double quotation around it opens and closes (token indexes, marks included), or -1. */
export interface Quotes {
  readonly open: Int32Array;
  readonly close: Int32Array;
  /** 1 for the marks themselves. */
  readonly marks: Uint8Array;
}

const OPENING = new Set(['“', '``', '„', '«']);
const CLOSING = new Set(['”', '»']);
const NEUTRAL = new Set(['"', "''", '″']);

/** Whether a token is a double quotation mark of any style. */
function isQuoteMark(word: string): boolean {
  return OPENING.has(word) || CLOSING.has(word) || NEUTRAL.has(word);
}

/**
 * Finds double quotations. A quotation ends with its paragraph at the latest; one that is still open there is a
 * quotation that runs on into the next paragraph, as newspapers print it.
 */
export function findQuotes(tokens: Tokens, paragraphs: readonly TokenRange[]): Quotes {
  const open = new Int32Array(tokens.words.length).fill(-1);
  const close = new Int32Array(tokens.words.length).fill(-1);
  const marks = Uint8Array.from(tokens.words, (word) => (isQuoteMark(word) ? 1 : 0));
  for (const { from, to } of paragraphs) {
    let opened = -1;
    for (let i = from; i < to; i++) {
      const word = tokens.words[i] ?? '';
      if (opened < 0) {
        if (OPENING.has(word) || (NEUTRAL.has(word) && opensHere(tokens, i, to))) opened = i;
      } else if (CLOSING.has(word) || NEUTRAL.has(word)) {
        mark(open, close, opened, i);
        opened = -1;
      }
    }
    if (opened >= 0) mark(open, close, opened, to - 1);
  }
  return { open, close, marks };
}

/** A neutral mark opens where a word follows it directly; one that hangs on the word before closes nothing. */
function opensHere(tokens: Tokens, i: number, to: number): boolean {
  return i + 1 < to && tokens.start[i + 1] === tokens.end[i];
}

function mark(open: Int32Array, close: Int32Array, from: number, to: number): void {
  open.fill(from, from, to + 1);
  close.fill(to, from, to + 1);
}
