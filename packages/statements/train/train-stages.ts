import { candidateCues } from '../src/attributions/candidate-cues.ts';
import { prepare } from '../src/attributions/find-attributions.ts';
import type { Models } from '../src/attributions/load-models.ts';
import { RELATION_LABELS } from '../src/attributions/relate.ts';
import {
  type ChainModel,
  chainModel,
  mapSpans,
  type Prepared,
  SPAN_LABELS,
  type SpanMap,
} from '../src/attributions/span-tagger.ts';
import { type CueWords, cueSteps } from '../src/model/cue-words.ts';
import { FeatureList } from '../src/model/feature-list.ts';
import { packModel, unpackModel } from '../src/model/pack.ts';
import { relationFeatures } from '../src/model/relation-features.ts';
import { spanFeatures } from '../src/model/span-features.ts';
import type { Article } from './articles.ts';
import { CueCounts } from './cue-counts.ts';
import { goldLabels, paintSpan } from './gold-labels.ts';
import { type Sequence, type TrainedChain, trainChain } from './train-chain.ts';

/** What can be turned in training; the defaults were chosen by cross-validation (docs/statements.md). */
export interface Recipe {
  readonly spans: {
    readonly epochs: number;
    readonly rate: number;
    readonly minArticles: number;
    readonly dropout: number;
  };
  readonly relations: Recipe['spans'];
  /** What a token must reach to be asked about in the second stage. */
  readonly possibleCue: number;
  /** The first stage is trained this many times on parts, so that the second learns from honest guesses. */
  readonly folds: number;
  /** Weights below this are dropped. */
  readonly smallest: number;
  /** Features whose weights are all below this are dropped: they cost memory and decide nothing. */
  readonly smallestRow: number;
}

export const RECIPE: Recipe = {
  spans: { epochs: 6, rate: 0.02, minArticles: 6, dropout: 0.5 },
  relations: { epochs: 5, rate: 0.02, minArticles: 6, dropout: 0.5 },
  possibleCue: 0.05,
  folds: 4,
  smallest: 0.02,
  smallestRow: 0.075,
};

export interface TrainedStages {
  readonly cueWords: CueWords;
  readonly spans: Uint8Array;
  readonly relations: Uint8Array;
}

interface Lesson extends Prepared {
  readonly article: Article;
  readonly gold: Uint8Array;
}

/** What an ablation leaves out: word classes, the list of cue words, the first stage's guesses. */
export type Part = 'tags' | 'cue-words' | 'guesses';

const L2 = 1e-5;

/** Trains both stages on annotated articles. */
export function trainStages(
  articles: readonly Article[],
  tagger: Models['tagger'],
  recipe = RECIPE,
  without: ReadonlySet<Part> = new Set(),
): TrainedStages {
  const plain = articles.map((article) => {
    const { a, tags } = prepare(article.text, { tagger, cueWords: new Map() }, without);
    return { article, a, tags, gold: goldLabels(article, a) };
  });
  const counts = new CueCounts(plain);
  const lessons: Lesson[] = plain.map((p, k) => ({
    ...p,
    cueSteps: cueSteps(p.a, p.tags, (stem) => (without.has('cue-words') ? 0 : counts.stepWithout(k, stem))),
  }));
  const sequences = lessons.flatMap(spanSequences);
  const options = { ...recipe.spans, labels: SPAN_LABELS, l2: L2 };
  const spans = trainChain(sequences, options);
  const maps: SpanMap[] = [];
  for (let fold = 0; fold < recipe.folds; fold++) {
    const model = asModel(
      trainChain(
        sequences.filter((s) => s.article % recipe.folds !== fold),
        options,
      ),
    );
    lessons.forEach((lesson, k) => {
      if (k % recipe.folds === fold) maps[k] = mapSpans(lesson, model, without);
    });
  }
  const relations = trainChain(
    lessons.flatMap((lesson, k) => relationSequences(lesson, maps[k] as SpanMap, k, recipe.possibleCue)),
    { ...recipe.relations, labels: RELATION_LABELS, l2: L2 },
  );
  const pack = ({ hashes, weights, transitions }: TrainedChain, labels: number) =>
    packModel(hashes, weights, labels, transitions, recipe.smallest, recipe.smallestRow);
  return {
    cueWords: counts.words(),
    spans: pack(spans, SPAN_LABELS),
    relations: pack(relations, RELATION_LABELS),
  };
}

/** The stages as the extractor uses them. */
export function asModels(stages: TrainedStages, tagger: Models['tagger']): Models {
  return {
    tagger,
    cueWords: stages.cueWords,
    spans: chainModel(unpackModel(stages.spans)),
    relations: chainModel(unpackModel(stages.relations)),
  };
}

function asModel({ rows, weights, transitions }: TrainedChain): ChainModel {
  const add = (hash: number, sums: Float64Array) => {
    const row = rows.get(hash);
    if (row === undefined) return;
    for (let y = 0; y < SPAN_LABELS; y++) sums[y] = (sums[y] as number) + (weights[row * SPAN_LABELS + y] as number);
  };
  return { weights: { add }, scale: 1, transitions };
}

function spanSequences(lesson: Lesson, article: number): Sequence[] {
  const list = new FeatureList();
  return lesson.a.paragraphs.map((paragraph, index) => {
    list.clear();
    spanFeatures(lesson.a, lesson.tags, lesson.cueSteps, paragraph, index, list);
    return { article, ...sequenceOf(list), gold: lesson.gold.slice(paragraph.from, paragraph.to) };
  });
}

function relationSequences(lesson: Lesson, map: SpanMap, article: number, possibleCue: number): Sequence[] {
  const list = new FeatureList();
  const owner = new Int32Array(lesson.a.text.length).fill(-1);
  lesson.article.attributions.forEach(({ cue }, k) => {
    for (const [from, to] of cue) owner.fill(k, from, to);
  });
  const taught = new Set<number>();
  const cues = candidateCues(lesson.a, map, possibleCue);
  return cues.map((cue, which) => {
    list.clear();
    relationFeatures(lesson.a, lesson.tags, lesson.cueSteps, map, cues, which, cue.region, list);
    const gold = new Uint8Array(cue.region.to - cue.region.from);
    const votes = new Map<number, number>();
    for (let i = cue.from; i < cue.to; i++) {
      const k = owner[lesson.a.start[i] as number] as number;
      if (k >= 0) votes.set(k, (votes.get(k) ?? 0) + 1);
    }
    const best = [...votes].sort((x, y) => y[1] - x[1])[0]?.[0];
    const attribution = best === undefined || taught.has(best) ? undefined : lesson.article.attributions[best];
    if (attribution && best !== undefined) {
      taught.add(best);
      for (const span of attribution.source) paintSpan(gold, lesson.a, span, 1, cue.region.from);
      for (const span of attribution.content) paintSpan(gold, lesson.a, span, 3, cue.region.from);
    }
    return { article, ...sequenceOf(list), gold };
  });
}

function sequenceOf(list: FeatureList): Pick<Sequence, 'features' | 'ends'> {
  return { features: list.hashes.slice(0, list.size), ends: Int32Array.from(list.ends) };
}
