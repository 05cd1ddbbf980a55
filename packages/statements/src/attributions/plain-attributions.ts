import { kindOfStem } from '../senses/kinds.ts';
import { isNoun, phraseBefore } from '../speakers/noun-phrases.ts';
import type { StatementKind } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

// A rule knows no probability; these are right more often than not.
const PROBABILITY = 0.6;
const SAYING: ReadonlySet<StatementKind> = new Set([
  'said',
  'thinks',
  'expects',
  'fears',
  'warned',
  'denied',
  'argued',
  'announced',
  'assessed',
  'clarified',
  'reported',
  'promised',
]);
const PUTTING = new Set(['put', 'puts']);
const GIVING = new Set(['pledg', 'promis']);
const TELLING = new Set(['say', 'announc', 'tell', 'confirm']);
/** These tell what stands before them only where nothing but a day or place follows: "…, the minister complained on Monday". */
const REMARKING = new Set(['complain', 'insist', 'claim', 'warn', 'lament', 'argu', 'caution', 'acknowledg', 'conced']);
/** Before a verb, all that may stand between it and its subject. */
const AUXILIARIES = new Set<number | undefined>([TAG.AUX, TAG.RB, TAG.NOT]);
const FINITE = new Set<number | undefined>([TAG.VBD, TAG.VB, TAG.VBZ, TAG.VBN]);
const LONGEST_TAIL = 14;
const LONGEST_RECIPIENT = 5;

/**
 * The plainest forms, where the taggers left a whole sentence free: "X assessed that …", "X said …", "X pledged $5
 * million" and "…, X announced on Friday". Advisories and short notices are full of them and newspapers, from which
 * the taggers learned, less so.
 */
export function plainAttributions(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  const { a, tags } = text;
  const taken = new Uint8Array(tags.length);
  for (const { cue, source, content } of found)
    for (const { from, to } of [cue, ...source, ...content]) taken.fill(1, from, to);
  const added: TokenAttribution[] = [];
  for (let i = 1; i + 1 < tags.length; i++) {
    if (taken[i] || !FINITE.has(tags[i]) || (a.quotes.open[i] as number) >= 0) continue;
    const kind = kindOfStem(a.attributes[i]?.stem ?? '');
    const puts = PUTTING.has(a.attributes[i]?.lower ?? '');
    const remarks = REMARKING.has(a.attributes[i]?.stem ?? '');
    if (!puts && !remarks && (kind === undefined || !SAYING.has(kind))) continue;
    const subject = subjectOf(text, i);
    const after = subject && (puts ? figurePut(text, i) : contentAfter(text, i, subject));
    const content = subject && (untaken(text, taken, after) ?? contentBefore(text, i, subject));
    if (!content || isTaken(taken, subject) || isTaken(taken, content)) continue;
    added.push({
      cue: { from: subject.to, to: i + 1 },
      source: [subject],
      content: [content],
      probability: PROBABILITY,
    });
    taken.fill(1, content.from, content.to);
  }
  return added;
}

/** The noun phrase just before a verb and its auxiliaries. */
function subjectOf(text: Prepared, verb: number): TokenRange | undefined {
  const { a, tags } = text;
  const first = a.sentenceStart[verb] as number;
  let end = verb;
  while (end > first && verb - end < 3 && AUXILIARIES.has(tags[end - 1])) end--;
  if (a.words[end - 1] === ',') return apposedSubject(text, end);
  const phrase = end > first && isNoun(tags[end - 1]) ? phraseBefore(text, end) : undefined;
  return phrase && phrase.to === end ? phrase : undefined;
}

/** "A rebel commander, Abdi Nur, put …": a phrase at the beginning of a sentence or after a comma, and who that is. */
function apposedSubject(text: Prepared, end: number): TokenRange | undefined {
  const { a } = text;
  const name = phraseBefore(text, end);
  const phrase = name && a.words[name.from - 1] === ',' ? phraseBefore(text, name.from) : undefined;
  const begins = phrase && (phrase.from === a.sentenceStart[end] || a.words[phrase.from - 1] === ',');
  return phrase && begins ? { from: phrase.from, to: end } : undefined;
}

/** What follows the verb: a clause with "that", a clause without it after "said", or what is pledged. */
function contentAfter({ a, tags }: Prepared, verb: number, subject: TokenRange): TokenRange | undefined {
  // Elsewhere in a sentence, the phrase before a verb is too often the object of something else.
  if (subject.from !== a.sentenceStart[verb]) return undefined;
  const end = endOfSentence(a, verb);
  const from = afterDay(a, afterRecipient(a, tags, verb + 1, end));
  const word = a.attributes[from]?.lower ?? '';
  const stem = a.attributes[verb]?.stem ?? '';
  const tag = tags[from];
  if (end - from < 3 && !GIVING.has(stem)) return undefined;
  if (word === 'that') return { from, to: end };
  const startsNoun = tag === TAG.DT || tag === TAG.PRP || tag === TAG.CD || tag === TAG.PRP$ || isNoun(tag);
  if (!startsNoun) return undefined;
  if (stem === 'say' && hasVerb(tags, from, end) && tag !== TAG.DATE) return { from, to: end };
  if (!GIVING.has(stem)) return undefined;
  let to = from;
  while (to < end && tags[to] !== TAG.PUNCT && tags[to] !== TAG.CC && !a.attributes[to]?.lower.startsWith('that')) to++;
  return to > from ? { from, to } : undefined;
}

/** "Told reporters that": where to whom is over; the verb's end, where no clause follows. */
function afterRecipient({ attributes }: Prepared['a'], tags: Uint8Array, at: number, end: number): number {
  for (let that = at; that < Math.min(end, at + LONGEST_RECIPIENT); that++) {
    if (attributes[that]?.lower === 'that') return that;
    if (!isNoun(tags[that]) && tags[that] !== TAG.DT && tags[that] !== TAG.PRP && tags[that] !== TAG.PRP$) break;
  }
  return at;
}

/** "Said on Monday it would": where the day is over. */
function afterDay({ attributes }: Prepared['a'], at: number): number {
  const day = attributes[at]?.lower === 'on' ? at + 1 : at;
  return /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/.test(attributes[day]?.lower ?? '') ? day + 1 : at;
}

/** "Put the number of dead at seven": a figure for something. */
function figurePut({ a, tags }: Prepared, verb: number): TokenRange | undefined {
  const end = endOfSentence(a, verb);
  for (let at = verb + 2; at + 1 < Math.min(end, verb + LONGEST_TAIL); at++) {
    if (tags[at] === TAG.PUNCT) return undefined;
    if (a.attributes[at]?.lower !== 'at') continue;
    return [at + 1, at + 2, at + 3].some((place) => tags[place] === TAG.CD) ? { from: verb + 1, to: end } : undefined;
  }
  return undefined;
}

/** A content up to the clause ("…, while Italy ruled out …") in which another is told. */
function untaken({ a }: Prepared, taken: Uint8Array, content: TokenRange | undefined): TokenRange | undefined {
  const at = content === undefined ? -1 : taken.subarray(content.from, content.to).indexOf(1);
  if (content === undefined || at < 0) return content;
  let to = content.from + at;
  while (to > content.from && a.words[to - 1] !== ',') to--;
  return to - 1 > content.from ? { from: content.from, to: to - 1 } : undefined;
}

/** "…, X announced on Friday.": all of the sentence before the comma. */
function contentBefore({ a, tags }: Prepared, verb: number, subject: TokenRange): TokenRange | undefined {
  const first = a.sentenceStart[verb] as number;
  const comma = subject.from - 1;
  const stem = a.attributes[verb]?.stem ?? '';
  const tells = TELLING.has(stem) || (REMARKING.has(stem) && isOver(a, verb + 1));
  if (!tells || a.words[comma] !== ',' || comma - first < 4) return undefined;
  if (endOfSentence(a, verb) - verb > LONGEST_TAIL || a.attributes[verb + 1]?.lower === 'that') return undefined;
  return hasVerb(tags, first, comma) && !a.quotes.marks.subarray(first, comma).includes(1)
    ? { from: first, to: comma }
    : undefined;
}

/** Whether nothing follows but when or where. */
function isOver({ words, attributes }: Prepared['a'], at: number): boolean {
  return /^[.!?]$/.test(words[at] ?? '') || /^(?:on|in|at|last|this|earlier|later)$/.test(attributes[at]?.lower ?? '');
}

function hasVerb(tags: Uint8Array, from: number, to: number): boolean {
  return tags.subarray(from, to).some((tag) => tag === TAG.VBD || tag === TAG.BE || tag === TAG.MD || tag === TAG.VBZ);
}

/** Where a sentence ends, its full stop left out. */
function endOfSentence({ words, sentenceEnd }: Prepared['a'], at: number): number {
  const end = sentenceEnd[at] as number;
  return /^[.!?]$/.test(words[end - 1] ?? '') ? end - 1 : end;
}

function isTaken(taken: Uint8Array, { from, to }: TokenRange): boolean {
  return taken.subarray(from, to).includes(1);
}
