import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export type Span = readonly [number, number];

export interface GoldAttribution {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

export interface Article {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly GoldAttribution[];
}

/** Reads a gzipped NDJSON file of annotated articles; attributions without content are dropped. */
export function readArticles(path: string): Article[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const article = JSON.parse(line) as Article;
      return { ...article, attributions: article.attributions.filter((a) => a.content.length > 0) };
    });
}
