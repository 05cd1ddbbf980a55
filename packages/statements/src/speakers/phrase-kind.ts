import type { Prepared } from '../attributions/span-tagger.ts';
import type { SpeakerKind } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { phrase } from './cast.ts';
import { headNoun } from './noun-phrases.ts';
import { isOffice } from './offices.ts';

const DETERMINER =
  /^(?:the|a|an|this|that|these|those|its|my|our|your|(?:some|many|several|most|one|another|other|both|all|each)(?!\s+of\b))\s+/i;
const DOCUMENT =
  /\b(?:polls?|report|survey|study|statement|records?|data|documents?|article|letter|email|e-mail|tweet|memo|book|ad|video|files?|figures|statistics|analysis|headline|transcript|bill|law|rule|plan|proposal|message)$/i;
const BODY =
  /\b(?:campaign|team|government|ministry|department|agency|committee|panel|group|party|administration|office|court|company|police|coalition|council|union|board|embassy|opposition|alliance|commission|federation|authority|programme|program|centre|center|bank|bureau|mission|army|military|navy|service|institute|hospital|university|parliament|regulator|cell|unit|section|branch|brigade|directorate|secretariat|delegation|presidency|cabinet)$/i;

/** A phrase without its article and without a comma at its end. */
export function withoutDeterminer(words: string): string {
  return words.replace(DETERMINER, '').replace(/[,;]$/, '');
}

/** What kind of speaker a noun phrase names, by its head. */
export function kindOfPhrase(text: Prepared, range: TokenRange): SpeakerKind {
  const head = headNoun(text, range);
  if (head < 0) return 'unknown';
  const words = phrase(text, { from: range.from, to: head + 1 });
  if (DOCUMENT.test(words)) return 'document';
  const tag = text.tags[head];
  if (tag === TAG.NNS || tag === TAG.ACTS) return 'group';
  if (tag === TAG.ACT || isOffice(text.a.words[head] ?? '')) return 'person';
  return /\p{Lu}/u.test(withoutDeterminer(words)) || BODY.test(words) ? 'organisation' : 'unknown';
}

/** Whether the head of a phrase, or what "of" hangs on before it, is an office that one person holds. */
export function isOfficePhrase({ a, tags }: Prepared, range: TokenRange, head: number): boolean {
  if (tags[head] === TAG.NNS || tags[head] === TAG.ACTS) return false;
  for (let i = range.from; i < head; i++) if (isOffice(a.words[i] ?? '') && a.words[i + 1] === 'of') return true;
  return isOffice(a.words[head] ?? '');
}
