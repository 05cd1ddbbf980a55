/**
 * Chooses among recipes inside the training articles: trains on two thirds, scores on the rest.
 *
 *     node packages/statements/train/cross-validate.ts [--folds=1] [--set=spans.dropout:0.4,folds:3] [--without=tags,cue-words]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { count, figures, noCounts } from '../eval/score.ts';
import { findAttributions } from '../src/attributions/find-attributions.ts';
import { unpackModel } from '../src/model/pack.ts';
import { taggerModel } from '../src/tagging/tagger.ts';
import { readArticles } from './articles.ts';
import { asModels, type Part, RECIPE, type Recipe, type TrainedStages, trainStages } from './train-stages.ts';

const { values } = parseArgs({
  options: {
    articles: {
      type: 'string',
      default: new URL('../../../../shared/data/polnear-train.ndjson.gz', import.meta.url).pathname,
    },
    folds: { type: 'string', default: '1' },
    set: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    decode: { type: 'string', default: '' },
    dump: { type: 'string' },
    // A folder that keeps the trained stages, to try decoding without training again.
    keep: { type: 'string' },
  },
});
const FOLDS = 3;
const THRESHOLDS = [0.5, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97];

const without = new Set(values.without.split(',').filter(Boolean)) as Set<Part>;
const recipe = settings(values.set);
const decoding = Object.fromEntries(
  values.decode
    .split(',')
    .filter(Boolean)
    .map((pair): [string, number] => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])]),
);
const articles = readArticles(values.articles);
const tagger = taggerModel(unpackModel(readFileSync(new URL('../src/weights/tagger.bin.gz', import.meta.url))));
const totals = THRESHOLDS.map(noCounts);
for (let fold = 0; fold < Number(values.folds); fold++) {
  const training = articles.filter((_, i) => i % FOLDS !== fold);
  const models = asModels(
    kept(fold, () => trainStages(training, tagger, recipe, without)),
    tagger,
  );
  const dump: unknown[] = [];
  for (const article of articles.filter((_, i) => i % FOLDS === fold)) {
    const { text, attributions } = findAttributions(article.text, models, {
      ...decoding,
      threshold: 0,
      without,
      possibleCue: recipe.possibleCue,
    });
    const spans = (ranges: readonly { from: number; to: number }[]) =>
      ranges.map(({ from, to }): [number, number] => [text.a.start[from] as number, text.a.end[to - 1] as number]);
    const found = attributions.map((x) => ({
      source: spans(x.source),
      cue: spans([x.cue]),
      content: spans(x.content),
      probability: x.probability,
    }));
    THRESHOLDS.forEach((threshold, k) => {
      const kept = found.filter((x) => x.probability >= threshold);
      count(totals[k] ?? noCounts(), article.attributions, kept);
    });
    dump.push({ ...article, found });
  }
  if (values.dump) writeFileSync(values.dump, JSON.stringify(dump));
}
console.log(values.set, values.without, values.decode);
THRESHOLDS.forEach((threshold, k) => {
  const f = figures(totals[k] ?? noCounts());
  const cells = Object.entries(f).map(([name, ratios]) => `${name} ${ratios.map((x) => x.toFixed(3)).join(' ')}`);
  console.log(`${threshold.toFixed(2)}  ${cells.join('  ')}`);
});

function kept(fold: number, train: () => TrainedStages): TrainedStages {
  const path = `${values.keep}.${fold}`;
  if (values.keep && existsSync(path)) return deserialize(readFileSync(path)) as TrainedStages;
  const stages = train();
  if (values.keep) writeFileSync(path, serialize(stages));
  return stages;
}

/** Reads `spans.dropout:0.4,folds:3` over the standing recipe. */
function settings(text: string): Recipe {
  const changed = structuredClone(RECIPE) as unknown as Record<string, number | Record<string, number>>;
  for (const pair of text.split(',').filter(Boolean)) {
    const [path = '', value = ''] = pair.split(':');
    const [first = '', second] = path.split('.');
    const group = changed[first];
    if (second === undefined) changed[first] = Number(value);
    else if (typeof group === 'object') group[second] = Number(value);
  }
  return changed as unknown as Recipe;
}
