import { kindOfStem } from '../senses/kinds.ts';
import { countryOf } from '../speakers/countries.ts';
import { isNoun, phraseAfter } from '../speakers/noun-phrases.ts';
import { isOffice } from '../speakers/offices.ts';
import type { StatementKind } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

// A rule knows no probability; these are right more often than not.
const PROBABILITY = 0.6;
/** What members do in minutes and communiqués with what others said. */
const STANCES: ReadonlySet<StatementKind> = new Set([
  'supported',
  'rejected',
  'denied',
  'agreed',
  'praised',
  'criticised',
  'accused',
  'urged',
  'promised',
  'suggested',
]);
const FINITE = new Set<number | undefined>([TAG.VBD, TAG.VBZ, TAG.VBN]);
/** Having no position, or saying none; the first group is the cue, what follows is the content. */
const SILENT =
  /^(?:(reserve[sd]?) (?:his|her|its|their) (?:position|judge?ment|view|vote|opinion)|(abstain(?:ed|s)?)|(took|takes?|has taken|have taken|had taken|gave|gives?|expressed|expresses) no (?:position|sides?|stand|view|opinion)|((?:did|does|has|have|had) (?:not|n['’]t)(?: yet)?) (?:taken? (?:sides|a position|a stand)|repl(?:y|ied)|respond(?:ed)?|answer(?:ed)?)|(was|were|is|are|remain(?:ed|s)?|stay(?:ed|s)?|kept|keeps?|fell) (?:largely |completely )?silent|(said|says|saying) nothing)\b/i;
const STANDS =
  /^((?:is|are|was|were|remain(?:ed|s)?)(?: (?:still|also|now|not|strongly|firmly|in principle))?) (?:against|opposed to|in favou?r|for it|(?:prepared|ready|willing|unwilling) to)\b/i;

/**
 * In sentences that the taggers leave free: "Italy seconded the proposal", "Belgium is against", "France reserved its
 * position", "Denmark was silent". Minutes and communiqués are full of them.
 */
export function stanceAttributions(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  const { a } = text;
  const taken = new Uint8Array(a.words.length);
  for (const { cue, content } of found) for (const { from, to } of [cue, ...content]) taken.fill(1, from, to);
  const added: TokenAttribution[] = [];
  for (let i = 0; i < a.words.length; i++) {
    if (taken[i] || !beginsClause(text, i)) continue;
    const subject = phraseAfter(text, i);
    const verb = subject && pastAside(text, subject.to);
    if (!subject || verb === undefined || taken[verb]) continue;
    const spans = silenceAt(text, subject, verb) ?? stanceAt(text, subject, verb);
    const content = spans && untaken(text, taken, spans.content);
    if (!spans || !content || taken.subarray(spans.cue.from, spans.cue.to).includes(1)) continue;
    added.push({ source: [subject], cue: spans.cue, content: [content], probability: PROBABILITY });
    i = content.to - 1;
  }
  return added;
}

type Spans = { readonly cue: TokenRange; readonly content: TokenRange };

/** A sentence's first word, or one after a semicolon. */
function beginsClause({ a }: Prepared, at: number): boolean {
  return (a.sentenceStart[at] === at || a.words[at - 1] === ';') && (a.quotes.open[at] as number) < 0;
}

/** "Uganda, which last month vowed to go on, said": the verb after what stands between commas. */
function pastAside({ a }: Prepared, at: number): number {
  if (a.words[at] !== ',') return at;
  const end = Math.min(a.sentenceEnd[at] as number, at + 16);
  for (let i = at + 2; i < end; i++) if (a.words[i] === ',') return i + 1;
  return at;
}

function silenceAt(text: Prepared, subject: TokenRange, verb: number): Spans | undefined {
  const { a } = text;
  const rest = a.words.slice(verb, Math.min(a.sentenceEnd[verb] as number, verb + 8)).join(' ');
  // "Did n't" are two words of the text.
  const silent = SILENT.exec(rest);
  const match = silent ?? (isPrincipal(text, subject) ? STANDS.exec(rest) : null);
  const cue = match?.slice(1).find((group) => group !== undefined);
  return cue === undefined ? undefined : spansAfter(text, verb, verb + cue.split(' ').length);
}

function stanceAt(text: Prepared, subject: TokenRange, at: number): Spans | undefined {
  const { a, tags } = text;
  const verb = tags[at] === TAG.RB ? at + 1 : at;
  const kind = FINITE.has(tags[verb]) ? kindOfStem(a.attributes[verb]?.stem ?? '') : undefined;
  if (kind === undefined || !STANCES.has(kind) || !isPrincipal(text, subject)) return undefined;
  return spansAfter(text, at, verb + 1);
}

function spansAfter({ a, tags }: Prepared, from: number, cueTo: number): Spans | undefined {
  const end = a.sentenceEnd[from] as number;
  let to = cueTo;
  while (to < end && tags[to] !== TAG.PUNCT && tags[to] !== TAG.QUOTE) to++;
  return to > cueTo ? { cue: { from, to: cueTo }, content: { from: cueTo, to } } : undefined;
}

/** Whether a phrase is a country, an organisation of countries, or who holds an office. */
function isPrincipal({ a, tags }: Prepared, { from, to }: TokenRange): boolean {
  const words = a.words.slice(from, to);
  const last = words.at(-1) ?? '';
  return (
    countryOf(words.join(' ')) !== undefined ||
    (isNoun(tags[to - 1]) &&
      (isOffice(last) || /^(?:ministers|delegates|ambassadors|delegations?|secretariat|chair)$/i.test(last)))
  );
}

/** What is left before the clause that is known already ("… the attack and stressed that …"). */
function untaken({ a }: Prepared, taken: Uint8Array, content: TokenRange): TokenRange | undefined {
  const at = taken.subarray(content.from, content.to).indexOf(1);
  const and = content.from + at - 1;
  if (at < 0) return content;
  return at > 1 && /^(?:and|but)$/.test(a.words[and] ?? '') ? { from: content.from, to: and } : undefined;
}
