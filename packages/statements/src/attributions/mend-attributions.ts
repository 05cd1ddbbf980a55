import { isNoun, phraseAfter } from '../speakers/noun-phrases.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

const LONGEST_SUBJECT = 9;

/** Puts right what the taggers are known to get wrong, and leaves out what is said about the speaker himself. */
export function mendAttributions(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  return found
    .filter(({ content }) => !isAboutNaming(text, content))
    .map((each) => withWholeName(text, withWholeSubject(text, withTeller(text, each))));
}

/** "asked not to be named" says nothing of what the report is about. */
function isAboutNaming({ a }: Prepared, [content]: readonly TokenRange[]): boolean {
  if (!content || content.to - content.from > 8) return false;
  const words = a.words.slice(content.from, content.to).join(' ');
  return /^not to be (?:named|identified|quoted)\b/i.test(words);
}

/** "She was told by the chairman that …" is what the chairman says. */
function withTeller(text: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { a } = text;
  const { cue } = attribution;
  const words = a.words.slice(cue.from, cue.to).join(' ');
  if (!/\b(?:was|were|been|is|are) (?:told|informed|warned|advised|assured)(?: by)?$/i.test(words)) return attribution;
  const by = a.words[cue.to - 1] === 'by' ? cue.to : a.words[cue.to] === 'by' ? cue.to + 1 : undefined;
  const teller = by === undefined ? undefined : phraseAfter(text, by);
  if (teller === undefined) return attribution;
  // "that" of the clause can look like one of a noun's.
  const end = attribution.content.find(({ from }) => from > teller.from)?.from ?? teller.to;
  return { ...attribution, source: [{ from: teller.from, to: Math.min(teller.to, end) }] };
}

/** A name is taken whole: "the International Criminal Court" where only "Court" was found. */
function withWholeName({ a, tags }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const [source, ...others] = attribution.source;
  if (!source || others.length > 0 || !isCapital(a, source.from)) return attribution;
  let { from } = source;
  while (from > (a.sentenceStart[source.from] as number) && isCapital(a, from - 1) && isNoun(tags[from - 1])) from--;
  const overlaps = [attribution.cue, ...attribution.content].some((each) => each.from < source.to && each.to > from);
  return overlaps ? attribution : { ...attribution, source: [{ from, to: source.to }] };
}

function isCapital(a: Prepared['a'], at: number): boolean {
  const shape = a.attributes[at]?.shape ?? 0;
  return shape >= 3 && shape <= 6;
}

/** In "Italy will stay out, its envoy to the alliance said" the subject reaches back to the comma. */
function withWholeSubject({ a, tags }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const [source, ...others] = attribution.source;
  const last = attribution.content.at(-1);
  if (!source || others.length > 0 || !last || last.to !== source.from || source.to !== attribution.cue.from)
    return attribution;
  let comma = last.to - 1;
  while (comma > last.from && last.to - comma < LONGEST_SUBJECT && a.words[comma] !== ',') comma--;
  if (a.words[comma] !== ',' || comma <= last.from || tags.subarray(comma + 1, last.to).some(isNoSubject))
    return attribution;
  return {
    ...attribution,
    source: [{ from: comma + 1, to: source.to }],
    content: [...attribution.content.slice(0, -1), { from: last.from, to: comma }],
  };
}

/** What no subject has inside: marks, quotation marks, verbs, clauses. */
function isNoSubject(tag: number): boolean {
  return [TAG.PUNCT, TAG.QUOTE, TAG.MD, TAG.BE, TAG.AUX, TAG.VBD, TAG.VBZ, TAG.WH].some((each) => each === tag);
}
