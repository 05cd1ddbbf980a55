import type { Analysis } from '../src/text/analysis.ts';
import type { Article, Span } from './articles.ts';

/** The first stage's labels of an annotated article: outside, then begin and inside of cue, source and content. */
export function goldLabels(article: Article, a: Analysis): Uint8Array {
  const labels = new Uint8Array(a.words.length);
  const paint = (spans: readonly Span[], begin: number) => {
    for (const span of spans) paintSpan(labels, a, span, begin, 0);
  };
  for (const attribution of article.attributions) {
    paint(attribution.cue, 1);
    paint(attribution.source, 3);
    paint(attribution.content, 5);
  }
  return labels;
}

/** Labels the tokens of one span; `offset` is the token that labels[0] stands for. */
export function paintSpan(labels: Uint8Array, a: Analysis, [from, to]: Span, begin: number, offset: number): void {
  let first = true;
  for (let i = tokenAt(a, from); i < a.words.length && (a.start[i] as number) < to; i++) {
    if (i < offset || i >= offset + labels.length) continue;
    labels[i - offset] = first ? begin : begin + 1;
    first = false;
  }
}

/** The first token that starts at or after an offset. */
function tokenAt(a: Analysis, offset: number): number {
  let low = 0;
  let high = a.start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((a.start[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
