import { FeatureTable } from '../model/feature-table.ts';
import { hashText, mix } from '../model/hash.ts';
import type { PackedModel } from '../model/pack.ts';
import type { Analysis } from '../text/analysis.ts';
import { TAG, TAGS, type Tag } from './tags.ts';

const NONE = hashText('<none>');
const CLITICS: Readonly<Record<string, Tag>> = {
  "n't": 'NOT',
  "'re": 'BE',
  "'m": 'BE',
  "'ve": 'AUX',
  "'d": 'AUX',
  "'ll": 'MD',
};

/** A word-class tagger: greedy, left to right. Few of a feature's weights are not zero, so only those are kept. */
export interface TaggerModel {
  readonly table: FeatureTable;
  /** Where each row's entries start; one more than there are rows. */
  readonly starts: Int32Array;
  /** A tag and its weight, as tag * 256 + weight + 128. */
  readonly entries: Uint16Array;
}

/** A packed tagger, ready to use. */
export function taggerModel({ hashes, weights }: PackedModel): TaggerModel {
  const starts = new Int32Array(hashes.length + 1);
  let count = 0;
  for (const weight of weights) if (weight !== 0) count++;
  const entries = new Uint16Array(count);
  let size = 0;
  for (let row = 0; row < hashes.length; row++) {
    for (let tag = 0; tag < TAGS.length; tag++) {
      const weight = weights[row * TAGS.length + tag] as number;
      if (weight !== 0) entries[size++] = tag * 256 + weight + 128;
    }
    starts[row + 1] = size;
  }
  return { table: new FeatureTable(hashes), starts, entries };
}

/** The word class of every token. */
export function tagWords(a: Analysis, model: TaggerModel): Uint8Array {
  const tags = new Uint8Array(a.words.length);
  const scores = new Int32Array(TAGS.length);
  const features: number[] = [];
  for (let i = 0; i < tags.length; i++) {
    const fixed = fixedTag(a, tags, i);
    if (fixed !== undefined) {
      tags[i] = fixed;
      continue;
    }
    features.length = 0;
    tagFeatures(a, tags, i, features);
    scores.fill(0);
    for (const hash of features) {
      const row = model.table.row(hash);
      if (row < 0) continue;
      for (let k = model.starts[row] as number; k < (model.starts[row + 1] as number); k++) {
        const entry = model.entries[k] as number;
        scores[entry >> 8] = (scores[entry >> 8] as number) + (entry & 255) - 128;
      }
    }
    let best = TAG.DT;
    for (let t = best; t < TAGS.length; t++) if ((scores[t] as number) > (scores[best] as number)) best = t;
    tags[i] = best;
  }
  return tags;
}

/** The tag of marks and clitics, which needs no model. */
export function fixedTag(a: Analysis, tags: Uint8Array, i: number): number | undefined {
  const word = a.words[i] ?? '';
  const lower = a.attributes[i]?.lower ?? '';
  if (a.quotes.marks[i] === 1) return TAG.QUOTE;
  if (a.attributes[i]?.shape === 1 && !/\p{L}/u.test(word)) return TAG.PUNCT;
  if (lower === "'s") {
    const before = tags[i - 1];
    return before === TAG.PRP || before === TAG.EX || before === TAG.WH ? TAG.BE : TAG.POS;
  }
  const clitic = CLITICS[lower];
  return clitic === undefined ? undefined : TAG[clitic];
}

/** Features of token `i`, given the tags of the tokens before it. */
export function tagFeatures(a: Analysis, tags: Uint8Array, i: number, out: number[]): void {
  const { attributes, sentenceStart } = a;
  const w = attributes[i];
  if (!w) return;
  const at = (j: number) => attributes[j]?.lowerHash ?? NONE;
  const first = sentenceStart[i] === i;
  const t1 = first ? 99 : (tags[i - 1] ?? 99);
  const t2 = first ? 99 : (tags[i - 2] ?? 99);
  const next = attributes[i + 1];
  let k = 2000;
  const add1 = (x: number) => out.push(mix(k++, x));
  const add2 = (x: number, y: number) => out.push(mix(mix(k++, x), y));
  add1(w.lowerHash);
  add1(w.suffix3);
  add1(w.suffix2);
  add1(w.prefix3);
  add1(w.stemHash);
  add2(w.shape, first ? 1 : 0);
  add2(w.shape, t1);
  add2(w.suffix3, w.shape);
  add1(t1);
  add2(t1, t2);
  add2(t1, w.lowerHash);
  add2(t1, w.suffix2);
  add1(at(i - 1));
  add1(at(i + 1));
  add1(at(i - 2));
  add1(at(i + 2));
  add2(at(i - 1), w.lowerHash);
  add2(w.lowerHash, at(i + 1));
  add2(next?.suffix3 ?? 0, next?.shape ?? 0);
  add2(t1, next?.suffix2 ?? 0);
  add2(w.shape, next?.shape ?? 0);
  add1(0);
}
