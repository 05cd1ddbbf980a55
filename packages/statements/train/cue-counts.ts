import { type CueWords, cueStep } from '../src/model/cue-words.ts';
import type { Analysis } from '../src/text/analysis.ts';

interface Use {
  uses: number;
  cues: number;
  articles: number;
}

/** Counts how often each stem stands in a cue, and can leave one article out again. */
export class CueCounts {
  readonly #all = new Map<string, Use>();
  readonly #byArticle: Map<string, Use>[] = [];

  constructor(articles: readonly { readonly a: Analysis; readonly gold: Uint8Array }[]) {
    for (const { a, gold } of articles) {
      const own = new Map<string, Use>();
      for (let i = 0; i < gold.length; i++) {
        if ((a.quotes.open[i] as number) >= 0) continue;
        const stem = a.attributes[i]?.stem ?? '';
        const use = own.get(stem) ?? { uses: 0, cues: 0, articles: 0 };
        use.uses++;
        if (gold[i] === 1 || gold[i] === 2) use.cues++;
        own.set(stem, use);
      }
      for (const [stem, { uses, cues }] of own) {
        const all = this.#all.get(stem) ?? { uses: 0, cues: 0, articles: 0 };
        all.uses += uses;
        all.cues += cues;
        if (cues > 0) all.articles++;
        this.#all.set(stem, all);
      }
      this.#byArticle.push(own);
    }
  }

  /** The step of a stem as if `article` had never been seen. */
  stepWithout(article: number, stem: string): number {
    const all = this.#all.get(stem);
    if (!all) return 0;
    const own = this.#byArticle[article]?.get(stem) ?? { uses: 0, cues: 0 };
    const articles = all.articles - (own.cues > 0 ? 1 : 0);
    return articles < 2 ? 0 : cueStep(all.uses - own.uses, all.cues - own.cues);
  }

  /** The finished list; `\p{L}` stems seen as cues in at least three articles. */
  words(): CueWords {
    const words = new Map<string, number>();
    for (const [stem, { uses, cues, articles }] of this.#all)
      if (articles >= 3 && /^\p{L}[\p{L}'-]*$/u.test(stem) && cueStep(uses, cues) > 0)
        words.set(stem, cueStep(uses, cues));
    return words;
  }
}
