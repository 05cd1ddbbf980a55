import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

// A speech goes on for a few paragraphs; a page of opening marks is no speech.
const MOST_PARAGRAPHS = 5;

/**
 * A quotation that runs over several paragraphs opens in each and closes in the last: all of it belongs to whom one of
 * its paragraphs names.
 */
export function withLongQuotations(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  const { a } = text;
  const taken = new Uint8Array(a.words.length);
  for (const { cue, content } of found) for (const { from, to } of [cue, ...content]) taken.fill(1, from, to);
  return found.map((each) => {
    const content = [...each.content];
    for (let more = 0; more < MOST_PARAGRAPHS; more++) {
      const before = runsInto(text, content[0]?.from ?? 0);
      if (!before || taken.subarray(before.from, before.to).includes(1)) break;
      taken.fill(1, before.from, before.to);
      content.unshift(before);
    }
    return content.length === each.content.length ? each : { ...each, content };
  });
}

/** The paragraph before, where it is an open quotation and a paragraph that begins with one starts at `at`. */
function runsInto({ a }: Prepared, at: number): TokenRange | undefined {
  if (at === 0 || a.quotes.marks[at] !== 1 || a.quotes.open[at] !== at) return undefined;
  const here = paragraphOf(a, at);
  const before = a.paragraphs[here - 1];
  if (a.paragraphs[here]?.from !== at || !before || a.quotes.open[before.from] !== before.from) return undefined;
  const isOpen = a.quotes.close[before.from] === before.to - 1 && a.quotes.marks[before.to - 1] !== 1;
  return isOpen ? { from: before.from, to: before.to } : undefined;
}

function paragraphOf({ paragraphs }: Prepared['a'], at: number): number {
  let [low, high] = [0, paragraphs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
