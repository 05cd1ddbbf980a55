import type { Analysis } from '../text/analysis.ts';
import type { TokenRange } from '../text/segment.ts';
import type { SpanMap } from './span-tagger.ts';

// Below this a token is not worth asking about.
const POSSIBLE_CUE = 0.05;
// A paragraph has a handful of cues; more than this is not prose, and would make the second stage quadratic.
const MOST_CUES = 25;
const LONGEST_REGION = 500;

/** A possible cue and the stretch of text its source and content are looked for in. */
export interface CandidateCue extends TokenRange {
  readonly region: TokenRange;
}

/** Runs of tokens that may be cues, with the paragraph around each (and the quotation after a closing colon). */
export function candidateCues(a: Analysis, map: SpanMap, possible = POSSIBLE_CUE): CandidateCue[] {
  const cues: CandidateCue[] = [];
  a.paragraphs.forEach((paragraph, index) => {
    const region = { from: paragraph.from, to: regionEnd(a, index) };
    let found = 0;
    for (let i = paragraph.from; i < paragraph.to && found < MOST_CUES; i++) {
      if ((map.cueProbability[i] as number) < possible) continue;
      let to = i + 1;
      while (to < paragraph.to && (map.cueProbability[to] as number) >= possible && map.path[to] !== 1) to++;
      cues.push({ from: i, to, region });
      found++;
      i = to - 1;
    }
  });
  return cues;
}

function regionEnd(a: Analysis, index: number): number {
  const paragraph = a.paragraphs[index];
  const next = a.paragraphs[index + 1];
  if (!paragraph) return 0;
  if (!next || next.to - paragraph.from > LONGEST_REGION) return paragraph.to;
  const colon = a.words[paragraph.to - 1] === ':' || a.words[paragraph.to - 2] === ':';
  return colon && a.quotes.open[next.from] === next.from ? next.to : paragraph.to;
}
