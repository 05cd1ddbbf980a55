import type { Analysis } from '../text/analysis.ts';
import type { Paragraph } from '../text/segment.ts';

/** From this step of likelihood on a token counts as a cue. */
const SOURCE_VERB = 2;
const CLAUSE_ENDS: ReadonlySet<string> = new Set([',', '--', '—', '–', '-', ';', ':']);

/** What lies around each token of a paragraph; places in these lists count from its first token. */
export interface NearestCues {
  /** The token of the nearest likely cue before and after, in the same sentence; -1 where there is none. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** How many commas come before each token; one longer than the paragraph. */
  readonly commas: Int32Array;
  /** The token at which the stretch between commas, dashes and quotation marks begins. */
  readonly clause: Int32Array;
  /** Of likely cues in the whole paragraph. */
  readonly count: number;
}

/** Looks through a paragraph once forwards and once backwards. */
export function nearestCues(a: Analysis, cueBins: Uint8Array, { from, to }: Paragraph): NearestCues {
  const { words, quotes, sentenceStart, sentenceEnd } = a;
  const n = to - from;
  const left = new Int32Array(n).fill(-1);
  const right = new Int32Array(n).fill(-1);
  const commas = new Int32Array(n + 1);
  const clause = new Int32Array(n);
  const isCue = (i: number) => (cueBins[i] as number) >= SOURCE_VERB && quotes.open[i] === -1;
  let count = 0;
  let last = -1;
  let clauseStart = from;
  for (let i = from; i < to; i++) {
    if (sentenceStart[i] === i) {
      last = -1;
      clauseStart = i;
    }
    left[i - from] = last;
    if (isCue(i)) {
      last = i;
      count++;
    }
    const word = words[i] ?? '';
    commas[i - from + 1] = (commas[i - from] as number) + (word === ',' ? 1 : 0);
    clause[i - from] = clauseStart;
    if (CLAUSE_ENDS.has(word) || quotes.marks[i] === 1) clauseStart = i + 1;
  }
  last = -1;
  for (let i = to - 1; i >= from; i--) {
    if ((sentenceEnd[i] as number) - 1 === i) last = -1;
    right[i - from] = last;
    if (isCue(i)) last = i;
  }
  return { left, right, commas, clause, count };
}
