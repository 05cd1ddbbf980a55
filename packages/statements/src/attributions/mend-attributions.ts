import { kindOfStem } from '../senses/kinds.ts';
import { isNoun, phraseAfter } from '../speakers/noun-phrases.ts';
import { isOffice } from '../speakers/offices.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

const LONGEST_SUBJECT = 9;

/** Puts right what the taggers are known to get wrong, and leaves out what is said about the speaker himself. */
export function mendAttributions(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  return found
    .filter((each) => !isAboutNaming(text, each.content) && !isQuestionPut(text, each))
    .map((each) => withoutNextClause(text, withoutMedium(text, withSayingCue(text, each))))
    .map((each) => withPlainSource(text, withWholeName(text, withWholeSubject(text, withTeller(text, each)))));
}

/** "asked not to be named" says nothing of what the report is about. */
function isAboutNaming({ a }: Prepared, [content]: readonly TokenRange[]): boolean {
  if (!content || content.to - content.from > 8) return false;
  const words = a.words.slice(content.from, content.to).join(' ');
  return /^not to be (?:named|identified|quoted)\b/i.test(words);
}

/** "Asked whether it would, she declined to say" is what she says. */
function isQuestionPut({ a }: Prepared, { cue, source }: TokenAttribution): boolean {
  return source.length === 0 && a.sentenceStart[cue.from] === cue.from && /^asked$/i.test(a.words[cue.from] ?? '');
}

/** "…, the minister told parliament on Friday, reversing her position" tells what stands before. */
function withSayingCue({ a }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const [source, ...others] = attribution.source;
  const { cue } = attribution;
  const first = source && (a.sentenceStart[source.from] as number);
  if (!source || first === undefined || others.length > 0 || source.to >= cue.from || first + 3 > source.from)
    return attribution;
  const isWord = a.attributes.slice(cue.from, cue.to).some(({ stem }) => kindOfStem(stem) !== undefined);
  const says = /^(?:said|told|announced|confirmed)$/.test(a.attributes[source.to]?.lower ?? '');
  if (isWord || !says || a.words[source.from - 1] !== ',' || a.words[cue.from - 1] !== ',') return attribution;
  return {
    ...attribution,
    cue: { from: source.to, to: source.to + 1 },
    content: [{ from: first, to: source.from - 1 }],
  };
}

/** "Wrote on social media": where it was written is not what was. */
function withoutMedium({ a }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { cue } = attribution;
  const content = attribution.content.filter(({ from, to }) => {
    const follows = from === cue.to || (from === cue.to + 1 && isPlaceWord(a.words[cue.to]));
    return !(follows && isPlaceWord(a.words[from - 1]) && MEDIUM.test(a.words.slice(from, to).join(' ')));
  });
  return content.length === 0 || content.length === attribution.content.length
    ? attribution
    : { ...attribution, content };
}

function isPlaceWord(word: string | undefined): boolean {
  return word === 'on' || word === 'to' || word === 'in';
}

const MEDIUM =
  /^(?:(?:his|her|its|their|the) )?(?:official )?(?:social media|social networks?|Twitter|X|Facebook|Telegram|Instagram|WhatsApp|television|radio|state (?:television|radio|media)|blog|website)$/i;

/** "… warns that it could return, and a detective called that premature": another begins to speak after the comma. */
function withoutNextClause(text: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { a, tags } = text;
  const [content, ...others] = attribution.content;
  if (!content || others.length > 0 || a.attributes[content.from]?.lower !== 'that') return attribution;
  for (let comma = content.from + 3; comma + 4 < content.to; comma++) {
    if (a.words[comma] !== ',' || !/^(?:and|but)$/.test(a.words[comma + 1] ?? '')) continue;
    const subject = phraseAfter(text, comma + 2);
    if (isAnswered(a, tags, subject?.to ?? comma + 3, content.to))
      return { ...attribution, content: [{ from: content.from, to: comma }] };
  }
  return attribution;
}

/** Whether the next finite verb, past a clause about the subject, judges what somebody else said. */
function isAnswered(a: Prepared['a'], tags: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, from + LONGEST_SUBJECT); at++) {
    if (tags[at] === TAG.PUNCT) return false;
    if (/^(?:called|rejected|dismissed|denied|disputed|criticised|criticized)$/.test(a.attributes[at]?.lower ?? ''))
      return true;
  }
  return false;
}

/** Of several sources the one beside the cue, without the day after it and with the rest of a name that fell to the cue. */
function withPlainSource(text: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { a } = text;
  let { cue, source, content } = attribution;
  const beside = source.find(({ to }) => to === cue.from);
  // "Doyle neither confirmed nor denied": the word belongs to what he did.
  if (beside && source.length > 1 && a.attributes[beside.from]?.lower === 'neither') {
    source = source.filter((each) => each !== beside);
    cue = { from: beside.from, to: cue.to };
  }
  if (
    source.length > 1 &&
    beside &&
    source.some((each) => content.some(({ from, to }) => from < each.to && each.from < to))
  ) {
    source = [beside];
    content = content.flatMap((each) => without(a, each, beside));
  }
  const [only, ...others] = source;
  if (!only || others.length > 0) return { ...attribution, source, content };
  let { from, to } = only;
  if (to === cue.from) {
    while (cue.to - cue.from > 1 && isCapital(a, cue.from) && isCapital(a, cue.from - 1)) {
      cue = { from: cue.from + 1, to: cue.to };
      to++;
    }
  }
  const day = to - 1;
  if (isWeekday(a.words[day])) to = a.attributes[day - 1]?.lower === 'on' ? day - 1 : day;
  return { ...attribution, cue, source: to > from ? [{ from, to }] : source, content };
}

/** What is left of a content where its source, and the comma before it, were taken for the end of it. */
function without({ words }: Prepared['a'], content: TokenRange, source: TokenRange): TokenRange[] {
  if (content.to <= source.from || content.from >= source.to) return [content];
  const to = words[source.from - 1] === ',' ? source.from - 1 : source.from;
  return to > content.from ? [{ from: content.from, to }] : [content];
}

function isWeekday(word: string | undefined): boolean {
  return /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/.test(word ?? '');
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
  const first = a.sentenceStart[source.from] as number;
  while (from > first && isCapital(a, from - 1) && isNoun(tags[from - 1])) from--;
  // "The Chief of the Defence Staff"
  const of = a.attributes[from - 1]?.lower === 'the' ? from - 2 : from - 1;
  if (
    of > first &&
    a.attributes[of]?.lower === 'of' &&
    isOffice(a.words[of - 1] ?? '') &&
    source.to === attribution.cue.from
  )
    from = of - 1 > first && tags[of - 2] === TAG.DT ? of - 2 : of - 1;
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
  if (!source || others.length > 0 || !last) return attribution;
  const isBetween = last.to === source.from && source.to === attribution.cue.from;
  const isInside = last.to === attribution.cue.from && source.from >= last.from && source.to <= last.to;
  if (!isBetween && !isInside) return attribution;
  let comma = last.to - 1;
  while (comma > last.from && last.to - comma < LONGEST_SUBJECT && a.words[comma] !== ',') comma--;
  if (a.words[comma] !== ',' || comma <= last.from || tags.subarray(comma + 1, last.to).some(isNoSubject))
    return attribution;
  return {
    ...attribution,
    source: [{ from: comma + 1, to: attribution.cue.from }],
    content: [...attribution.content.slice(0, -1), { from: last.from, to: comma }],
  };
}

/** What no subject has inside: marks, quotation marks, verbs, clauses. */
function isNoSubject(tag: number): boolean {
  return [TAG.PUNCT, TAG.QUOTE, TAG.MD, TAG.BE, TAG.AUX, TAG.VBD, TAG.VBZ, TAG.WH].some((each) => each === tag);
}
