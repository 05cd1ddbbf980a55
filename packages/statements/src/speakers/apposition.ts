import type { Prepared } from '../attributions/span-tagger.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { headNoun, isNoun, phraseBefore } from './noun-phrases.ts';
import { isOffice } from './offices.ts';

/** An office told before a name ("Iceland's fisheries minister, Birna Jonsdottir"), and whose it is. */
export interface Apposition {
  readonly office: TokenRange;
  /** Whom the office belongs to: "Iceland", "its", "the World Health Organization". */
  readonly of?: TokenRange;
}

const AFTER_NAME = new Set<number | undefined>([TAG.VBD, TAG.VBZ, TAG.BE, TAG.MD, TAG.AUX, TAG.WH, TAG.RB]);
const LONGEST_NAME = 5;

/** The office that stands before a name and a comma, where a name of a person can follow. */
export function appositionBefore(text: Prepared, name: TokenRange): Apposition | undefined {
  const { a, tags } = text;
  if (a.words[name.from - 1] !== ',' || name.to - name.from > LONGEST_NAME) return undefined;
  // "the minister, Germany and France" is a list: the name must end a clause or go on with a verb.
  if (!/^[,.;:)]$/.test(a.words[name.to] ?? '.') && !AFTER_NAME.has(tags[name.to])) return undefined;
  const phrase = withAccreditation(text, phraseBefore(text, name.from));
  if (!phrase || phrase.to !== name.from - 1) return undefined;
  const head = headNoun(text, phrase);
  if (head < 0 || !isSingularOffice(text, phrase, head)) return undefined;
  let { from } = phrase;
  if (isOwner(text, from - 1)) from--;
  if (isOwner(text, from)) return { office: { from: from + 1, to: phrase.to }, of: { from, to: from + 1 } };
  const owned = lastPossessive(tags, from, head);
  if (owned > from) return { office: { from: owned + 1, to: phrase.to }, of: { from, to: owned } };
  return { office: { from: tags[from] === TAG.DT ? from + 1 : from, to: phrase.to } };
}

/** "its ambassador to NATO": elsewhere "to" begins something else. */
function withAccreditation(text: Prepared, phrase: TokenRange | undefined): TokenRange | undefined {
  const { a } = text;
  const to = phrase === undefined ? -1 : phrase.from - 1;
  if (phrase === undefined || a.attributes[to]?.lower !== 'to' || !isOffice(a.words[to - 1] ?? '')) return phrase;
  return { from: phraseBefore(text, to)?.from ?? phrase.from, to: phrase.to };
}

/** By the word: the tagger takes some for pronouns of their own. */
function isOwner({ a }: Prepared, at: number): boolean {
  return /^(?:his|her|its|their)$/.test(a.attributes[at]?.lower ?? '');
}

function isSingularOffice({ a, tags }: Prepared, { from }: TokenRange, head: number): boolean {
  if (tags[head] === TAG.NNS || tags[head] === TAG.ACTS) return false;
  for (let i = from; i <= head; i++) if (isNoun(tags[i]) && isOffice(a.words[i] ?? '')) return true;
  return isOffice(a.words[head] ?? '');
}

function lastPossessive(tags: Uint8Array, from: number, to: number): number {
  for (let i = to; i > from; i--) if (tags[i] === TAG.POS) return i;
  return -1;
}
