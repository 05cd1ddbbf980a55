import { fixedTag, tagFeatures } from '../src/tagging/tagger.ts';
import { TAGS } from '../src/tagging/tags.ts';
import type { Analysis } from '../src/text/analysis.ts';

/** Averaged perceptron over greedy decisions, as the tagger makes them; `gold` are the teacher's tags. */
export function trainTagger(
  texts: readonly { readonly a: Analysis; readonly gold: Uint8Array }[],
  epochs: number,
  minArticles: number,
): { hashes: Int32Array; weights: Float32Array } {
  const rows = frequent(texts, minArticles);
  const n = TAGS.length;
  const weights = new Float32Array(rows.size * n);
  const totals = new Float64Array(rows.size * n);
  const since = new Int32Array(rows.size * n);
  const scores = new Float64Array(n);
  let step = 0;
  const features: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    let wrong = 0;
    let all = 0;
    for (const { a, gold } of texts) {
      const tags = new Uint8Array(gold.length);
      for (let i = 0; i < gold.length; i++) {
        const fixed = fixedTag(a, tags, i);
        if (fixed !== undefined) {
          tags[i] = fixed;
          continue;
        }
        step++;
        all++;
        features.length = 0;
        tagFeatures(a, tags, i, features);
        scores.fill(0);
        const active: number[] = [];
        for (const hash of features) {
          const row = rows.get(hash);
          if (row === undefined) continue;
          active.push(row * n);
          for (let t = 0; t < n; t++) scores[t] = (scores[t] as number) + (weights[row * n + t] as number);
        }
        let best = 2;
        for (let t = 2; t < n; t++) if ((scores[t] as number) > (scores[best] as number)) best = t;
        const right = gold[i] as number;
        if (best !== right) {
          wrong++;
          for (const row of active)
            for (const [t, by] of [
              [right, 1],
              [best, -1],
            ] as const) {
              const k = row + t;
              totals[k] = (totals[k] as number) + (step - (since[k] as number)) * (weights[k] as number);
              since[k] = step;
              weights[k] = (weights[k] as number) + by;
            }
        }
        tags[i] = best;
      }
    }
    process.stderr.write(
      `  tagger epoch ${epoch + 1}: ${((100 * wrong) / all).toFixed(2)} % differ from the teacher\n`,
    );
  }
  const averaged = new Float32Array(weights.length);
  for (let k = 0; k < weights.length; k++)
    averaged[k] = ((totals[k] as number) + (step - (since[k] as number)) * (weights[k] as number)) / step;
  const hashes = new Int32Array(rows.size);
  for (const [hash, row] of rows) hashes[row] = hash;
  return { hashes, weights: averaged };
}

function frequent(texts: readonly { a: Analysis; gold: Uint8Array }[], minArticles: number): Map<number, number> {
  const seen = new Map<number, [number, number]>();
  const features: number[] = [];
  texts.forEach(({ a, gold }, article) => {
    for (let i = 0; i < gold.length; i++) {
      features.length = 0;
      tagFeatures(a, gold, i, features);
      for (const hash of features) {
        const entry = seen.get(hash);
        if (!entry) seen.set(hash, [1, article]);
        else if (entry[1] !== article) {
          entry[0]++;
          entry[1] = article;
        }
      }
    }
  });
  const rows = new Map<number, number>();
  for (const [hash, [articles]] of seen) if (articles >= minArticles) rows.set(hash, rows.size);
  return rows;
}
