/**
 * The training recipe: `node packages/statements/train/train.ts [articles.ndjson.gz]` writes src/weights.
 * Deterministic: the same articles give the same files.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeCueWords } from '../src/model/cue-words.ts';
import { packModel, unpackModel } from '../src/model/pack.ts';
import { taggerModel } from '../src/tagging/tagger.ts';
import { TAGS } from '../src/tagging/tags.ts';
import { analyse } from '../src/text/analysis.ts';
import { readArticles } from './articles.ts';
import { teach } from './compromise-tags.ts';
import { trainStages } from './train-stages.ts';
import { trainTagger } from './train-tagger.ts';

const path = process.argv[2] ?? new URL('../../../../shared/data/polnear-train.ndjson.gz', import.meta.url).pathname;
if (!existsSync(path)) throw new Error(`no training articles at ${path}`);
const out = new URL('../src/weights/', import.meta.url);
mkdirSync(out, { recursive: true });
const save = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(new URL(name, out), bytes);
  console.log(`${name}: ${(bytes.length / 1e6).toFixed(2)} MB`);
};

const articles = readArticles(path);
const lessons = articles.map(({ text }) => {
  const a = analyse(text);
  return { a, gold: teach(a) };
});
const tagger = trainTagger(lessons, 5, 5);
const packedTagger = packModel(tagger.hashes, tagger.weights, TAGS.length, new Float32Array(0), 0.25);
save('tagger.bin.gz', packedTagger);

const stages = trainStages(articles, taggerModel(unpackModel(packedTagger)));
save('cue-words.txt', writeCueWords(stages.cueWords));
save('spans.bin.gz', stages.spans);
save('relations.bin.gz', stages.relations);
