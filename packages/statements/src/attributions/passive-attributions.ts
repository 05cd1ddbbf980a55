import { isRefusal } from '../senses/kinds.ts';
import { isNoun, phraseAfter, phraseBefore } from '../speakers/noun-phrases.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

// A rule knows no probability; this one is right about as often as not.
const PROBABILITY = 0.5;

/**
 * "A suggestion rejected by the Taliban": refusals told in the passive, which are too rare in the training articles to
 * be learned. Only what `found` leaves free is looked at.
 */
export function passiveAttributions(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  const { a, tags } = text;
  const taken = new Uint8Array(tags.length);
  for (const { cue, content } of found) for (const { from, to } of [cue, ...content]) taken.fill(1, from, to);
  const added: TokenAttribution[] = [];
  for (let i = 1; i + 2 < tags.length; i++) {
    if (tags[i] !== TAG.VBN && tags[i] !== TAG.VBD) continue;
    if (a.attributes[i + 1]?.lower !== 'by' || taken[i] || (a.quotes.open[i] as number) >= 0) continue;
    if (!isRefusal(a.attributes[i]?.stem ?? '')) continue;
    const cueFrom = auxiliariesBefore(text, i);
    const content = phraseBefore(text, cueFrom);
    const source = phraseAfter(text, i + 2);
    if (!content || !source || a.words[cueFrom - 1] === ',') continue;
    if (!isNoun(tags[content.to - 1]) || someTaken(taken, content) || someTaken(taken, source)) continue;
    added.push({ cue: { from: cueFrom, to: i + 2 }, source: [source], content: [content], probability: PROBABILITY });
  }
  return added;
}

function auxiliariesBefore({ tags }: Prepared, at: number): number {
  let from = at;
  const part = (tag: number | undefined) =>
    tag === TAG.BE || tag === TAG.AUX || tag === TAG.MD || tag === TAG.RB || tag === TAG.NOT;
  while (from > 0 && at - from < 5 && part(tags[from - 1])) from--;
  return from;
}

function someTaken(taken: Uint8Array, { from, to }: TokenRange): boolean {
  return taken.subarray(from, to).includes(1);
}
