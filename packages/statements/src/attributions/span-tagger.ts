import { bestPath, marginals } from '../model/crf.ts';
import { FeatureList } from '../model/feature-list.ts';
import type { PackedModel } from '../model/pack.ts';
import type { SpanGuess } from '../model/relation-features.ts';
import { spanFeatures } from '../model/span-features.ts';
import { type Weights, WeightTable } from '../model/weight-table.ts';
import type { Analysis } from '../text/analysis.ts';

/** Labels of the first stage: outside, then begin and inside of cue, source and content. */
export const SPAN_LABELS = 7;

/** A text with everything the first stage reads. */
export interface Prepared {
  readonly a: Analysis;
  readonly tags: Uint8Array;
  readonly cueSteps: Uint8Array;
}

/** What the first stage knows, with the cue probability itself. */
export interface SpanMap extends SpanGuess {
  readonly cueProbability: Float32Array;
}

/** A model as the stages use it, packed or fresh from training. */
export interface ChainModel {
  readonly weights: Weights;
  /** What one unit of weight is worth. */
  readonly scale: number;
  readonly transitions: Float32Array;
}

/** A packed model, ready to score. */
export function chainModel({ hashes, weights, labels, scale, transitions }: PackedModel): ChainModel {
  return { weights: new WeightTable(hashes, weights, labels), scale, transitions };
}

/** Adds up the label scores of every position of a feature list, row-major. */
export function scoreFeatures(model: ChainModel, labels: number, list: FeatureList): Float32Array {
  const { weights, scale } = model;
  const scores = new Float32Array(list.ends.length * labels);
  const sums = new Float64Array(SPAN_LABELS);
  let at = 0;
  for (let i = 0; i < list.ends.length; i++) {
    sums.fill(0);
    for (const end = list.ends[i] as number; at < end; at++) weights.add(list.hashes[at] as number, sums);
    for (let y = 0; y < labels; y++) scores[i * labels + y] = (sums[y] as number) * scale;
  }
  return scores;
}

/** First stage: where cues, sources and contents probably are, paragraph by paragraph. */
export function mapSpans(text: Prepared, model: ChainModel, without?: ReadonlySet<string>): SpanMap {
  const n = text.tags.length;
  const map = {
    content: new Uint8Array(n),
    source: new Uint8Array(n),
    cue: new Uint8Array(n),
    path: new Uint8Array(n),
    cueProbability: new Float32Array(n),
  };
  const list = new FeatureList();
  text.a.paragraphs.forEach((paragraph, index) => {
    list.clear();
    spanFeatures(text.a, text.tags, text.cueSteps, paragraph, index, list);
    const length = paragraph.to - paragraph.from;
    const scores = scoreFeatures(model, SPAN_LABELS, list);
    map.path.set(bestPath(scores, model.transitions, SPAN_LABELS, length), paragraph.from);
    const chance = marginals(scores, model.transitions, SPAN_LABELS, length).marginals;
    for (let k = 0; k < length; k++) {
      const at = k * SPAN_LABELS;
      const sum = (label: number) => (chance[at + label] as number) + (chance[at + label + 1] as number);
      map.cueProbability[paragraph.from + k] = sum(1);
      map.cue[paragraph.from + k] = probabilityStep(sum(1));
      map.source[paragraph.from + k] = probabilityStep(sum(3));
      map.content[paragraph.from + k] = probabilityStep(sum(5));
    }
  });
  if (without?.has('guesses')) for (const list of [map.content, map.source, map.cue, map.path]) list.fill(0);
  return map;
}

function probabilityStep(p: number): number {
  return p > 0.95 ? 7 : p > 0.8 ? 6 : p > 0.6 ? 5 : p > 0.4 ? 4 : p > 0.2 ? 3 : p > 0.07 ? 2 : p > 0.02 ? 1 : 0;
}
