import { bestPath, logPartition } from '../model/crf.ts';
import { FeatureList } from '../model/feature-list.ts';
import { relationFeatures } from '../model/relation-features.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { CandidateCue } from './candidate-cues.ts';
import { type ChainModel, type Prepared, type SpanMap, scoreFeatures } from './span-tagger.ts';

/** Labels of the second stage: outside, then begin and inside of source and content. */
export const RELATION_LABELS = 5;

const IMPOSSIBLE = -100;

/** A found attribution, in tokens. */
export interface TokenAttribution {
  readonly cue: TokenRange;
  readonly source: readonly TokenRange[];
  readonly content: readonly TokenRange[];
  readonly probability: number;
}

/** How scores become attributions. */
export interface Decoding {
  /** The least probability that a cue has any source or content at all. */
  readonly threshold: number;
  /** Added to the score of a content's beginning: more recall, less precision. */
  readonly contentBias: number;
  /** The most that is added to a source's beginning where the best labelling has none. */
  readonly sourceBias: number;
  /** What emission scores are multiplied with. */
  readonly sharpness: number;
}

/** Second stage: for each possible cue, whose it is and what it introduces; the likelier of two that overlap stays. */
export function relate(
  text: Prepared,
  map: SpanMap,
  cues: readonly CandidateCue[],
  model: ChainModel,
  decoding: Decoding,
): TokenAttribution[] {
  const list = new FeatureList();
  const found: TokenAttribution[] = [];
  cues.forEach((cue, which) => {
    list.clear();
    relationFeatures(text.a, text.tags, text.cueSteps, map, cues, which, cue.region, list);
    const attribution = decode(cue, scoreFeatures(model, RELATION_LABELS, list), model, decoding, text.tags);
    if (attribution) found.push(attribution);
  });
  return withoutOverlaps(text, found);
}

function decode(
  cue: CandidateCue,
  scores: Float32Array,
  model: ChainModel,
  decoding: Decoding,
  tags: Uint8Array,
): TokenAttribution | undefined {
  const length = cue.region.to - cue.region.from;
  const { transitions } = model;
  if (decoding.sharpness !== 1)
    for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) * decoding.sharpness;
  // A cue is never part of what it introduces.
  for (let i = cue.from - cue.region.from; i < cue.to - cue.region.from; i++)
    for (let label = 1; label < RELATION_LABELS; label++) scores[i * RELATION_LABELS + label] = IMPOSSIBLE;
  const total = logPartition(scores, transitions, RELATION_LABELS, length);
  let nothing = (transitions[RELATION_LABELS * RELATION_LABELS] as number) + (scores[0] as number);
  for (let i = 1; i < length; i++) nothing += (transitions[0] as number) + (scores[i * RELATION_LABELS] as number);
  const probability = 1 - Math.exp(nothing - total);
  if (probability < decoding.threshold) return undefined;
  lift(scores, 3, decoding.contentBias);
  let path = bestPath(scores, transitions, RELATION_LABELS, length);
  const content = runs(path, 3, cue.region.from);
  if (content.length === 0) return undefined;
  for (let bias = 0; bias < decoding.sourceBias && !path.some((label) => label === 1); bias += 0.5) {
    lift(scores, 1, 0.5);
    path = bestPath(scores, transitions, RELATION_LABELS, length);
  }
  const source = runs(path, 1, cue.region.from).map((range) => withoutClause(range, tags));
  return { cue, source, content, probability };
}

function lift(scores: Float32Array, label: number, by: number): void {
  for (let k = label; k < scores.length; k += RELATION_LABELS) scores[k] = (scores[k] as number) + by;
}

/** "Those allies were in town" as a source is its subject: cut at a finite verb that no relative clause or aside explains. */
function withoutClause({ from, to }: TokenRange, tags: Uint8Array): TokenRange {
  for (let i = from + 1; i < to - 1; i++) {
    const tag = tags[i] as number;
    if (tag === TAG.WH || tag === TAG.PUNCT || tag === TAG.DT || tag === TAG.IN) break;
    if (tag === TAG.BE || tag === TAG.MD || tag === TAG.AUX) return { from, to: i };
  }
  return { from, to };
}

/** The runs of a begin label and the inside label after it. */
function runs(path: Uint8Array, begin: number, offset: number): TokenRange[] {
  const ranges: TokenRange[] = [];
  for (let i = 0; i < path.length; i++) {
    if (path[i] !== begin) continue;
    let to = i + 1;
    while (to < path.length && path[to] === begin + 1) to++;
    ranges.push({ from: offset + i, to: offset + to });
  }
  return ranges;
}

function withoutOverlaps(text: Prepared, found: TokenAttribution[]): TokenAttribution[] {
  const taken = new Uint8Array(text.tags.length);
  const kept: TokenAttribution[] = [];
  for (const attribution of found.toSorted((x, y) => y.probability - x.probability)) {
    let total = 0;
    let shared = 0;
    for (const { from, to } of attribution.content)
      for (let i = from; i < to; i++) {
        total++;
        shared += taken[i] as number;
      }
    if (shared > total * 0.4 && !makeRoom(text, kept, attribution)) continue;
    for (const { from, to } of attribution.content) taken.fill(1, from, to);
    kept.push(attribution);
  }
  return kept.toSorted((x, y) => x.cue.from - y.cue.from);
}

/** "France said it would, while Italy ruled it out": what one says ends where the other is set against him. */
function makeRoom({ a }: Prepared, kept: TokenAttribution[], { source, cue }: TokenAttribution): boolean {
  const from = source[0]?.from ?? 0;
  if (from < 2 || from > cue.from || !/^(?:while|whereas)$/.test(a.attributes[from - 1]?.lower ?? '')) return false;
  if (a.words[from - 2] !== ',') return false;
  const at = kept.findIndex(({ content }) => content.some((each) => each.from < from - 2 && cue.from < each.to));
  const longer = kept[at];
  if (longer === undefined || longer.cue.from > from) return false;
  const content = longer.content.flatMap((each) =>
    each.from >= from ? [] : [{ from: each.from, to: Math.min(each.to, from - 2) }],
  );
  kept[at] = { ...longer, content };
  return true;
}
