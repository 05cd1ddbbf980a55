import type { GoldAttribution, Span } from '../train/articles.ts';

/** The counts behind every figure; add them over articles, then take `figures`. */
export interface Counts {
  content: Overlap;
  source: Overlap;
  matched: number;
  matchedLoosely: number;
  predicted: number;
  gold: number;
}

interface Overlap {
  both: number;
  predicted: number;
  gold: number;
}

export type Predicted = Pick<GoldAttribution, 'source' | 'content'>;

export function noCounts(): Counts {
  const none = () => ({ both: 0, predicted: 0, gold: 0 });
  return { content: none(), source: none(), matched: 0, matchedLoosely: 0, predicted: 0, gold: 0 };
}

/**
 * Counts one article. Content: characters in any content span, gold and predicted. A predicted and a gold attribution
 * match where their contents share at least half of the characters of either (so of the longer one) and their sources
 * overlap, or both have none; loosely, where they share half of the gold content. Each takes part in one match, the
 * largest overlap first. Source: characters of the sources of pairs whose contents match, right source or wrong.
 */
export function count(counts: Counts, gold: readonly GoldAttribution[], predicted: readonly Predicted[]): void {
  addOverlap(counts.content, union(gold.map((g) => g.content)), union(predicted.map((p) => p.content)));
  counts.gold += gold.length;
  counts.predicted += predicted.length;
  const pairs: { g: number; p: number; strict: boolean; shared: number }[] = [];
  const goldContent = gold.map((g) => union([g.content]));
  const predictedContent = predicted.map((p) => union([p.content]));
  for (const [g, wanted] of goldContent.entries())
    for (const [p, found] of predictedContent.entries()) {
      const shared = sharedLength(wanted, found);
      if (shared === 0 || shared * 2 < spanLength(wanted)) continue;
      pairs.push({ g, p, shared, strict: shared * 2 >= spanLength(found) });
    }
  pairs.sort((x, y) => Number(y.strict) - Number(x.strict) || y.shared - x.shared);
  const takenGold = new Set<number>();
  const takenPredicted = new Set<number>();
  for (const { g, p, strict } of pairs) {
    if (takenGold.has(g) || takenPredicted.has(p)) continue;
    takenGold.add(g);
    takenPredicted.add(p);
    const wanted = union([gold[g]?.source ?? []]);
    const found = union([predicted[p]?.source ?? []]);
    const sources = wanted.length === 0 ? found.length === 0 : sharedLength(wanted, found) > 0;
    if (strict) addOverlap(counts.source, wanted, found);
    if (sources) {
      counts.matchedLoosely++;
      if (strict) counts.matched++;
    }
  }
}

/** Precision, recall and F1 of each measure. */
export function figures(c: Counts): Record<'content' | 'source' | 'attribution' | 'loose', [number, number, number]> {
  return {
    content: ratios(c.content.both, c.content.predicted, c.content.gold),
    source: ratios(c.source.both, c.source.predicted, c.source.gold),
    attribution: ratios(c.matched, c.predicted, c.gold),
    loose: ratios(c.matchedLoosely, c.predicted, c.gold),
  };
}

function ratios(both: number, predicted: number, gold: number): [number, number, number] {
  return [both / Math.max(1, predicted), both / Math.max(1, gold), (2 * both) / Math.max(1, predicted + gold)];
}

function addOverlap(total: Overlap, gold: readonly Span[], predicted: readonly Span[]): void {
  total.both += sharedLength(gold, predicted);
  total.gold += spanLength(gold);
  total.predicted += spanLength(predicted);
}

function spanLength(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** Sorted, disjoint spans that cover the same characters. */
function union(lists: readonly (readonly Span[])[]): Span[] {
  const result: [number, number][] = [];
  for (const [from, to] of lists.flat().toSorted((x, y) => x[0] - y[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function sharedLength(x: readonly Span[], y: readonly Span[]): number {
  let shared = 0;
  for (const [from, to] of x)
    for (const [start, end] of y) shared += Math.max(0, Math.min(to, end) - Math.max(from, start));
  return shared;
}
