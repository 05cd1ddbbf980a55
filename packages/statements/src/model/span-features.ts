import type { Analysis } from '../text/analysis.ts';
import type { Paragraph } from '../text/segment.ts';
import { distanceBin } from './distance-bin.ts';
import type { FeatureList } from './feature-list.ts';
import { hashText, mix } from './hash.ts';
import { nearestCues } from './nearest-cues.ts';

const OUTSIDE = hashText('<outside>');

/** Features of every token of a paragraph for the span tagger. */
export function spanFeatures(
  a: Analysis,
  tags: Uint8Array,
  cueBins: Uint8Array,
  paragraph: Paragraph,
  index: number,
  out: FeatureList,
): void {
  const { from, to, sentences } = paragraph;
  const { attributes, quotes, sentenceStart, sentenceEnd } = a;
  const lower = (i: number) => (i >= from && i < to ? (attributes[i]?.lowerHash ?? 0) : OUTSIDE);
  const stem = (i: number) => (i >= from && i < to ? (attributes[i]?.stemHash ?? 0) : OUTSIDE);
  const tag = (i: number) => (i >= from && i < to ? (tags[i] as number) + 1 : 0);
  const { left, right, commas, clause, count } = nearestCues(a, cueBins, paragraph);
  const firstQuoted = quotes.marks[from] === 1 ? 1 : 0;
  const length = Math.min(sentences.length, 3);
  const place = index === 0 ? 0 : index === 1 ? 1 : 2;
  const paragraphShape = firstQuoted * 2 + (count > 0 ? 1 : 0);
  let sentence = -1;
  let k = 0;
  const add1 = (x: number) => out.add(mix(k++, x));
  const add2 = (x: number, y: number) => out.add(mix(mix(k++, x), y));
  const add3 = (x: number, y: number, z: number) => out.add(mix(mix(mix(k++, x), y), z));
  for (let i = from; i < to; i++) {
    const w = attributes[i];
    if (!w) continue;
    if (sentenceStart[i] === i) sentence++;
    const t0 = tag(i);
    const t1 = tag(i + 1);
    const tm1 = tag(i - 1);
    const t2 = tag(i + 2);
    const tm2 = tag(i - 2);
    const w0 = w.lowerHash;
    const wm1 = lower(i - 1);
    const w1 = lower(i + 1);
    const open = quotes.open[i] as number;
    const close = quotes.close[i] as number;
    const quoted = open < 0 ? 0 : i === open ? 1 : i === close ? 2 : close - open < 8 ? 3 : 4;
    k = 0;
    // words around
    add1(w0);
    add1(wm1);
    add1(w1);
    add1(lower(i - 2));
    add1(lower(i + 2));
    add1(lower(i - 3));
    add1(lower(i + 3));
    add1(w.stemHash);
    add1(w.suffix3);
    add1(w.suffix2);
    add1(w.prefix3);
    add2(w.shape, i === sentenceStart[i] ? 1 : 0);
    add2(wm1, w0);
    add2(w0, w1);
    add2(lower(i - 2), wm1);
    add2(w1, lower(i + 2));
    add2(stem(i - 1), w.stemHash);
    add2(w.stemHash, stem(i + 1));
    // tags around
    add1(t0);
    add2(tm1, t0);
    add2(t0, t1);
    add3(tm2, tm1, t0);
    add3(tm1, t0, t1);
    add3(t0, t1, t2);
    add2(tm2, tm1);
    add2(t1, t2);
    add3(tag(i - 3), tm2, tm1);
    add3(t1, t2, tag(i + 3));
    add2(wm1, t0);
    add2(w0, t1);
    add2(w0, tm1);
    add3(w.stemHash, t1, t2);
    add3(w.stemHash, tm1, tm2);
    // quotation
    add2(quoted, paragraphShape);
    add2(quoted, t0);
    add2(quoted, wm1);
    add3(quoted, quotes.open[i - 1] === undefined || i === from ? 9 : (quotes.open[i - 1] as number) >= 0 ? 1 : 0, t0);
    const sinceQuote = quoteBefore(a, i, from);
    const toQuote = quoteAfter(a, i, to);
    add2(distanceBin(sinceQuote), distanceBin(toQuote));
    add3(Math.min(sinceQuote, 8), Math.min(toQuote, 8), t0);
    // place
    add3(place, Math.min(sentence, 2), quoted > 0 ? 1 : 0);
    add3(place, length, t0);
    const s0 = sentenceStart[i] as number;
    add2(lower(s0), quoted > 0 ? 1 : 0);
    add3(tag(s0), tag(s0 + 1), quoted > 0 ? 1 : 0);
    const sentenceQuoted = (quotes.open[s0] as number) >= 0 ? 1 : 0;
    add3(sentenceQuoted, quoted, distanceBin(i - s0));
    add2(lower((sentenceEnd[i] as number) - 1), quoted > 0 ? 1 : 0);
    // clause
    const c0 = clause[i - from] as number;
    add2(lower(c0), quoted > 0 ? 1 : 0);
    add3(tag(c0), tag(c0 + 1), distanceBin(i - c0));
    add3(lower(c0 - 1), tag(c0), t0);
    // nearest cues
    const l = left[i - from] as number;
    const r = right[i - from] as number;
    const lBin = l < 0 ? 9 : (cueBins[l] as number);
    const rBin = r < 0 ? 9 : (cueBins[r] as number);
    const lDist = l < 0 ? 9 : distanceBin(i - l);
    const rDist = r < 0 ? 9 : distanceBin(r - i);
    const lCommas = l < 0 ? 0 : Math.min(3, (commas[i - from] as number) - (commas[l - from] as number));
    const rCommas = r < 0 ? 0 : Math.min(3, (commas[r - from] as number) - (commas[i - from] as number));
    const own = cueBins[i] as number;
    add2(own, t0);
    add3(own, tm1, t1);
    add3(own, wm1, w1);
    add3(lBin, lDist, lCommas);
    add3(rBin, rDist, rCommas);
    add3(lBin * 10 + rBin, lCommas * 4 + rCommas, quoted > 0 ? 1 : 0);
    if (l >= 0) {
      add2(stem(l), lCommas);
      add3(stem(l), lower(l + 1), lCommas);
      add3(lower(l + 1), tag(l + 1), lDist);
      add3(lBin, lDist, t0);
      add3(stem(l), tag(l), t0);
      add3(lCommas, lBin, wm1);
      add3(lBin * 10 + lCommas, lower(c0), quoted);
      add3(tag(l), tag(l - 1), lCommas);
    } else k += 8;
    if (r >= 0) {
      add2(stem(r), rCommas);
      add3(stem(r), tag(r), rDist);
      add3(rBin, rDist, t0);
      add3(stem(r), tag(r), t0);
      add3(rBin, tag(r - 1), rCommas);
      add3(rBin * 10 + rCommas, lower(c0), quoted);
      add3(lower(r - 1), lower(r + 1), rCommas);
    } else k += 7;
    out.endPosition();
  }
}

function quoteBefore(a: Analysis, i: number, from: number): number {
  for (let j = i - 1, n = 0; j >= from && n < 12; j--, n++) if (a.quotes.marks[j] === 1) return n;
  return 12;
}

function quoteAfter(a: Analysis, i: number, to: number): number {
  for (let j = i + 1, n = 0; j < to && n < 12; j++, n++) if (a.quotes.marks[j] === 1) return n;
  return 12;
}
