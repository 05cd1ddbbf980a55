import type { Prepared } from '../attributions/span-tagger.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { isOffice } from './offices.ts';

const LONGEST = 16;
const NOUNS = new Set<number>([
  TAG.NN,
  TAG.NNS,
  TAG.ACT,
  TAG.ACTS,
  TAG.NNP,
  TAG.PER,
  TAG.HON,
  TAG.LOC,
  TAG.ORG,
  TAG.DEM,
]);
const BEFORE_NOUN = new Set<number>([TAG.DT, TAG.JJ, TAG.JJR, TAG.CD, TAG.PRP$, TAG.POS, TAG.VBN, TAG.DATE]);
const BOUNDARY_WORDS = new Set([
  'by',
  'to',
  'from',
  'that',
  'than',
  'as',
  'but',
  'because',
  'when',
  'while',
  'if',
  'said',
  'says',
  'told',
]);
const VERBS = new Set<number>([TAG.MD, TAG.BE, TAG.AUX, TAG.VBD, TAG.VBZ]);

/** Whether a token is a noun or a name. */
export function isNoun(tag: number | undefined): boolean {
  return tag !== undefined && NOUNS.has(tag);
}

/**
 * The noun phrase that ends just before token `end` (a comma is skipped), as a relative pronoun's antecedent: back to
 * the verb, mark or preposition of motion or agency that starts it.
 */
export function phraseBefore({ a, tags }: Prepared, end: number): TokenRange | undefined {
  const to = a.words[end - 1] === ',' ? end - 1 : end;
  const first = a.sentenceStart[Math.max(0, to - 1)] as number;
  let from = to;
  while (from > first && to - from < LONGEST) {
    const word = a.attributes[from - 1]?.lower ?? '';
    const tag = tags[from - 1] as number;
    if (BOUNDARY_WORDS.has(word) || VERBS.has(tag) || tag === TAG.QUOTE || (tag === TAG.PUNCT && word !== '-')) break;
    if (tag === TAG.CC || tag === TAG.PRP || tag === TAG.WH) break;
    from--;
    if (word === 'the' || word === 'a' || word === 'an') {
      // "the general in charge of the campaign": go on only where a preposition ties this to a noun before it.
      const before = tags[from - 1];
      if (
        from > first &&
        (before !== TAG.IN || !isNoun(tags[from - 2]) || BOUNDARY_WORDS.has(a.attributes[from - 1]?.lower ?? ''))
      )
        break;
    }
  }
  while (from < to && !NOUNS.has(tags[from] as number) && !BEFORE_NOUN.has(tags[from] as number)) from++;
  return from < to ? { from, to } : undefined;
}

/** The noun phrase that starts at `from`, with what hangs on it by "of". */
export function phraseAfter({ a, tags }: Prepared, from: number): TokenRange | undefined {
  const end = Math.min(a.sentenceEnd[from] ?? from, from + LONGEST);
  let to = from;
  let last = from;
  while (to < end) {
    const tag = tags[to] as number;
    if (NOUNS.has(tag)) last = to + 1;
    else if (!BEFORE_NOUN.has(tag) && !(a.attributes[to]?.lower === 'of' && last === to)) break;
    to++;
  }
  return last > from ? { from, to: last } : undefined;
}

/** "An official from the ministry": a word for an office that no noun follows is one, whatever its class. */
function isBareOffice(word: string | undefined, tags: Uint8Array, at: number): boolean {
  return tags[at] === TAG.JJ && isOffice(word ?? '') && (tags[at + 1] === TAG.IN || tags[at + 1] === TAG.PUNCT);
}

/** The head noun of a phrase: the last noun before its first preposition, relative or comma. */
export function headNoun({ a, tags }: Prepared, { from, to }: TokenRange): number {
  let head = -1;
  for (let i = from; i < to; i++) {
    const tag = tags[i] as number;
    if (NOUNS.has(tag) || isBareOffice(a.words[i], tags, i)) head = i;
    else if (
      head >= 0 &&
      (tag === TAG.IN || tag === TAG.WH || tag === TAG.PUNCT || tag === TAG.VBN || tag === TAG.VBG)
    ) {
      // "Secretary of State" and "head of the party" go on being led by their first noun
      break;
    } else if (head >= 0 && a.attributes[i]?.lower === 'of') break;
  }
  return head;
}

/** The subject of the clause around `at`: the first noun phrase of the sentence that a verb follows, before `at`. */
export function subjectBefore(text: Prepared, at: number): TokenRange | undefined {
  const { a, tags } = text;
  const first = a.sentenceStart[at] as number;
  for (let i = at - 1; i > first; i--) {
    const tag = tags[i] as number;
    if (!VERBS.has(tag)) continue;
    const pronoun = tags[i - 1];
    if (pronoun === TAG.PRP || pronoun === TAG.WH) return { from: i - 1, to: i };
    if (!isNoun(pronoun)) continue;
    const found = phraseBefore(text, i);
    if (found) return found;
  }
  const opening = tags[first];
  return opening === TAG.PRP && first < at ? { from: first, to: first + 1 } : undefined;
}
