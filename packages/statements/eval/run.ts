/** `npm run eval:statements [-- articles.ndjson.gz …]`: scores the extractor on annotated articles. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { extractStatements } from '../src/index.ts';
import { type Article, readArticles } from '../train/articles.ts';
import { count, figures, noCounts } from './score.ts';

const DEFAULTS = ['polnear-train.ndjson.gz', 'polnear-dev.ndjson.gz'].map(
  (name) => new URL(`../../../../shared/data/${name}`, import.meta.url).pathname,
);
// Training articles only show how much the model leans on what it has seen: one in ten is enough for that.
const TRAIN_STEP = 10;

const given = process.argv.slice(2);
const paths = (given.length > 0 ? given : DEFAULTS).filter((path) => existsSync(path));
if (paths.length === 0) console.log('No annotated articles here: give files of NDJSON (text, attributions), gzipped.');

extractStatements('Loaded, she said.');
for (const path of paths) {
  const all = readArticles(path);
  const sampled = /train/.test(basename(path)) ? all.filter((_, i) => i % TRAIN_STEP === 0) : all;
  report(basename(path), sampled);
}

function report(name: string, articles: readonly Article[]): void {
  const counts = noCounts();
  let milliseconds = 0;
  // A busy machine slows the clock's figure, not this one.
  let processorTime = 0;
  for (const { text, attributions } of articles) {
    const before = performance.now();
    const processor = process.cpuUsage();
    const found = extractStatements(text);
    const { user, system } = process.cpuUsage(processor);
    milliseconds += performance.now() - before;
    processorTime += (user + system) / 1000;
    count(counts, attributions, found);
  }
  console.log(`\n${name}: ${articles.length} articles, ${counts.gold} attributions, ${counts.predicted} found`);
  console.log(`${''.padEnd(44)}precision  recall      F1  target`);
  const f = figures(counts);
  line('content characters', f.content, 0.7);
  line('source characters of matched attributions', f.source, 0.75);
  line('attributions (half of the longer content)', f.attribution, 0.6);
  line('attributions (half of the gold content)', f.loose);
  const rate = (time: number) => `${((1000 * articles.length) / time).toFixed(0)} articles a second`;
  console.log(`speed: ${rate(milliseconds)} by the clock, ${rate(processorTime)} of processor time (target 50)`);
}

function line(label: string, [precision, recall, f1]: readonly number[], target?: number): void {
  const cells = [precision, recall, f1].map((x) => (x ?? 0).toFixed(3).padStart(8)).join('');
  console.log(
    `${label.padEnd(44)} ${cells}  ${target === undefined ? '' : `${target.toFixed(2)} ${(f1 ?? 0) >= target ? 'met' : 'MISSED'}`}`,
  );
}
