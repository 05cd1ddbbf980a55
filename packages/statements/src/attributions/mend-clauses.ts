import { kindOfStem } from '../senses/kinds.ts';
import { isNoun, phraseBefore } from '../speakers/noun-phrases.ts';
import { isOffice } from '../speakers/offices.ts';
import { TAG } from '../tagging/tags.ts';
import type { Analysis } from '../text/analysis.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

const LONGEST_RECIPIENT = 9;

/** Puts right where source, cue and content of one attribution meet. */
export function mendClauses(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  return found
    .filter((each) => !isAgainstSomebody(text, each) && !isOwnDoing(text, each, found))
    .map((each) => withPlainCue(text, withNameOutOfCue(text, each)))
    .map((each) => withoutAddressee(text, withSubject(text, each)))
    .map((each) => withCondition(text, withoutRecipient(text, each)));
}

/** One can deny what is said, not who says it: "contradicting her own coast guard" tells of two, and says nothing. */
function isAgainstSomebody(text: Prepared, { cue, content }: TokenAttribution): boolean {
  const { a, tags } = text;
  const [only, ...others] = content;
  if (
    !only ||
    others.length > 0 ||
    !/^(?:contradict|refut|rebut|defi|defy|echo)/.test(a.attributes[cue.to - 1]?.lower ?? '')
  )
    return false;
  if (only.to - only.from > LONGEST_RECIPIENT) return false;
  const words = a.words.slice(only.from, only.to);
  const isClause = tags.subarray(only.from, only.to).some((tag) => tag === TAG.VBD || tag === TAG.BE || tag === TAG.MD);
  const last = tags[only.to - 1];
  const isNamed =
    last === TAG.PER ||
    last === TAG.ORG ||
    last === TAG.NNP ||
    last === TAG.LOC ||
    last === TAG.ACT ||
    last === TAG.ACTS;
  return !isClause && (isNamed || words.some(isOffice) || BODIES.test(words.at(-1) ?? ''));
}

const BODIES =
  /^(?:guard|government|ministry|department|army|navy|military|police|force|office|agency|council|commission|cabinet|party|allies|ally|colleagues?|predecessor|boss|superiors?|him|her|them)$/i;

/** "Appeared to go further, saying that …": what he says comes after. */
function isOwnDoing({ a }: Prepared, { cue, content }: TokenAttribution, found: readonly TokenAttribution[]): boolean {
  const last = content.at(-1)?.to ?? 0;
  const isSeeming = cue.to - cue.from === 1 && /^(?:appear|seem)(?:s|ed)?$/.test(a.attributes[cue.from]?.lower ?? '');
  return isSeeming && a.words[last] === ',' && found.some((other) => other.cue.from === last + 1);
}

/** "Italy informed" is a name and a cue. */
function withNameOutOfCue({ a, tags }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { cue, source } = attribution;
  let from = cue.from;
  while (from < cue.to - 1 && isNoun(tags[from]) && isCapital(a, from)) from++;
  if (source.length > 0 || from === cue.from || tags[from] !== TAG.VBD) return attribution;
  return { ...attribution, source: [{ from: cue.from, to: from }], cue: { from, to: cue.to } };
}

/** Where it was said is no part of saying: "said on television". */
function withPlainCue({ a }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { cue } = attribution;
  const on = cue.to - 2;
  const isMedium = on > cue.from && /^(?:on|in)$/.test(a.words[on] ?? '') && MEDIA.test(a.words[cue.to - 1] ?? '');
  return isMedium ? { ...attribution, cue: { from: cue.from, to: on } } : attribution;
}

const MEDIA = /^(?:television|TV|radio|Twitter|X|Facebook|Telegram|Instagram|parliament|Parliament)$/;

/** "Italy disputed the figure, stating that …": who states it is the subject of the sentence. */
function withSubject(text: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { a, tags } = text;
  const { cue, source, content } = attribution;
  if (source.length > 0 || a.words[cue.from - 1] !== ',' || !/ing$/.test(a.words[cue.from] ?? '')) return attribution;
  if (kindOfStem(a.attributes[cue.from]?.stem ?? '') === undefined) return attribution;
  const first = a.sentenceStart[cue.from] as number;
  let verb = first + 1;
  while (verb < cue.from && !FINITE.has(tags[verb])) verb++;
  const subject = verb < cue.from ? phraseBefore(text, verb) : undefined;
  const isTaken = content.some(({ from, to }) => subject !== undefined && from < subject.to && subject.from < to);
  return subject?.from === first && !isTaken ? { ...attribution, source: [subject] } : attribution;
}

const FINITE = new Set<number | undefined>([TAG.VBD, TAG.VBZ, TAG.BE, TAG.MD, TAG.AUX]);

/** "Anyone with information is asked to call": who is asked asks nobody. */
function withoutAddressee({ a }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { cue, source } = attribution;
  const words = a.words.slice(cue.from, cue.to).join(' ');
  const isPassive =
    /^(?:is|are|was|were|has been|have been|will be) (?:also )?(?:asked|urged|advised|requested|ordered|reminded|warned)$/i.test(
      words,
    );
  if (!isPassive || a.words[cue.to] === 'by' || source.at(-1)?.to !== cue.from) return attribution;
  return a.attributes[attribution.content[0]?.from ?? -1]?.lower === 'to'
    ? { ...attribution, source: [] }
    : attribution;
}

/** "Assured the President that …": to whom is no part of what. */
function withoutRecipient({ a, tags }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const { cue, content } = attribution;
  const [first, ...others] = content;
  const told = /^(?:assured?|inform(?:ed|s)?|told|tells?|advised?|notif(?:ied|ies)|remind(?:ed|s)?|warn(?:ed|s)?)$/;
  if (!first || !told.test(a.attributes[cue.to - 1]?.lower ?? '') || first.from !== cue.to) return attribution;
  for (let that = first.from + 1; that < Math.min(first.to - 2, first.from + LONGEST_RECIPIENT); that++) {
    if (tags[that] === TAG.PUNCT || tags[that] === TAG.VBD || tags[that] === TAG.MD) return attribution;
    if (a.attributes[that]?.lower === 'that')
      return { ...attribution, content: [{ from: that, to: first.to }, ...others] };
  }
  return attribution;
}

/** "…, but only if the others come along": what is said holds under its condition only. */
function withCondition({ a }: Prepared, attribution: TokenAttribution): TokenAttribution {
  const last = attribution.content.at(-1);
  const source = attribution.source[0];
  if (!last || !source || source.from > last.from || last.from < attribution.cue.to) return attribution;
  const end = a.sentenceEnd[last.to - 1] as number;
  const rest = a.words.slice(last.to, Math.min(end, last.to + 5)).join(' ');
  if (
    !/^(?:, )?(?:but )?(?:only if|provided(?: that)?|on condition that|on the condition that|as long as|unless)\b/i.test(
      rest,
    )
  )
    return attribution;
  const to = /^[.!?]$/.test(a.words[end - 1] ?? '') ? end - 1 : end;
  return { ...attribution, content: [...attribution.content.slice(0, -1), { from: last.from, to }] };
}

function isCapital({ attributes }: Analysis, at: number): boolean {
  const shape = attributes[at]?.shape ?? 0;
  return shape >= 3 && shape <= 6;
}

/** Where "and strongly recommends that …" begins, another content of the same speaker does. */
export function withSecondVerbs(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  return found.flatMap((each) => secondVerb(text, each));
}

function secondVerb({ a, tags }: Prepared, attribution: TokenAttribution): TokenAttribution[] {
  const { cue, source, content } = attribution;
  const [only, ...others] = content;
  if (!only || others.length > 0 || only.from < cue.to || source.length === 0) return [attribution];
  const tense = tags[cue.to - 1];
  if (tense !== TAG.VBZ) return [attribution];
  for (let and = only.from + 3; and + 3 < only.to; and++) {
    if (!/^(?:and|but)$/.test(a.words[and] ?? '') || (a.quotes.open[and] as number) >= 0) continue;
    const verb = tags[and + 1] === TAG.RB ? and + 2 : and + 1;
    const isSaying = tags[verb] === tense && kindOfStem(a.attributes[verb]?.stem ?? '') !== undefined;
    const opens = a.attributes[verb + 1]?.lower;
    if (!isSaying || !(opens === 'that' || opens === 'on' || opens === 'for')) continue;
    const to = a.words[and - 1] === ',' ? and - 1 : and;
    const cueTo = opens === 'that' ? verb + 1 : verb + 2;
    return [
      { ...attribution, content: [{ from: only.from, to }] },
      { ...attribution, cue: { from: and + 1, to: cueTo }, content: [{ from: cueTo, to: only.to }] },
    ];
  }
  return [attribution];
}
