import { countryOf } from '../speakers/countries.ts';
import { isInsideOffice, isOffice } from '../speakers/offices.ts';
import { TAG } from '../tagging/tags.ts';
import type { Analysis } from '../text/analysis.ts';
import type { TokenRange } from '../text/segment.ts';
import type { TokenAttribution } from './relate.ts';
import type { Prepared } from './span-tagger.ts';

/** What one voice says under its name, as transcripts, interviews and threads have it ("De Wit: …", "A: …", "@handle …"). */
export interface Turn {
  /** The name, letter or handle, without what stands in brackets after it. */
  readonly label: TokenRange;
  /** What the brackets after it hold: who that is, or for whom he asks. */
  readonly role?: TokenRange;
  /** What stands between the two: a colon, or the number of a post. */
  readonly cue: TokenRange;
  readonly content: TokenRange;
  /** A letter or "Question" in place of a name: whom the interview is with, or who asks. */
  readonly part?: 'asks' | 'answers';
}

const LONGEST_LABEL = 24;
const LONGEST_NAME = 9;
const VERBS = new Set<number>([TAG.VBD, TAG.VB, TAG.VBZ, TAG.MD, TAG.BE, TAG.AUX]);
/** Heads of forms and letters: no voices. */
const FORM =
  /^(?:From|To|Cc|Date|Dated|Subject|Re|Sent|Period|Classification|Reference|Present|Absent|Place|Time|Contact|Status|Summary|Notes?|Updated?|Published|Source|Analysis|Opinion|Photo|Name|Background|Conclusion|Recommendation|Assessment|Remarks|Agenda|Annex|Item|Still|Continued)$/i;

/** The turns of a text; none where nobody has two of them, as a name and a colon can begin much else. */
export function findTurns(text: Prepared): readonly Turn[] {
  const { a } = text;
  const turns = a.paragraphs.flatMap((paragraph) => turnOf(text, paragraph) ?? []);
  const voices = turns.map(({ label, role, part }) => {
    const named = (role ?? label).to - 1;
    return part ?? (a.words[label.from] === '@' ? '@' : (a.words[isCapital(a, named) ? named : label.to - 1] ?? ''));
  });
  // A handle and a colon begin nothing else.
  const isSure = new Set(voices).size < voices.length || voices.includes('@');
  const spoken = isSure ? turns : [];
  return [...spoken, ...postsOf(text, spoken)].toSorted((x, y) => x.content.from - y.content.from);
}

function turnOf(text: Prepared, paragraph: TokenRange): Turn | undefined {
  const { a, tags } = text;
  const { from, to } = paragraph;
  let colon = from + 1;
  while (colon < Math.min(to, from + LONGEST_LABEL) && a.words[colon] !== ':') colon++;
  if (a.words[colon] !== ':' || colon + 2 > to) return undefined;
  const isOver = /^[.?!"”'’)…]|^\.\.\.$/.test(a.words[to - 1] ?? '');
  if (!isOver && a.words[from] !== '@') return undefined;
  const { label, role } = labelOf(a, { from, to: colon });
  const part = partOf(a.words.slice(label.from, label.to).join(' '));
  if (part === undefined && !isVoice(a, label)) return undefined;
  // "Norway: no change" is a heading; who speaks begins a sentence.
  if (!isCapital(a, colon + 1) && !/^["“”'‘`\d[]|^``$/.test(a.words[colon + 1] ?? '')) return undefined;
  if (part === undefined && !tags.subarray(colon + 1, to).some((tag) => VERBS.has(tag))) return undefined;
  return {
    label,
    ...(role ? { role } : {}),
    cue: { from: colon, to: colon + 1 },
    content: { from: colon + 1, to },
    ...(part ? { part } : {}),
  };
}

/** "Question (AP)", "The Secretary of State (Mr Whitlow)": what names the voice, and what the brackets hold. */
function labelOf({ words }: Analysis, { from, to }: TokenRange): { label: TokenRange; role?: TokenRange } {
  const opens = words.slice(from, to).indexOf('(');
  return opens > 0 && words[to - 1] === ')'
    ? { label: { from, to: from + opens }, role: { from: from + opens + 1, to: to - 1 } }
    : { label: { from, to } };
}

function partOf(label: string): Turn['part'] {
  return /^Q(?:uestion)?$/i.test(label) ? 'asks' : /^A(?:nswer)?$/i.test(label) ? 'answers' : undefined;
}

function isVoice(a: Analysis, { from, to }: TokenRange): boolean {
  const words = a.words.slice(from, to);
  if (words[0] === '@') return words.length === 2;
  return (
    words.length <= LONGEST_NAME &&
    isCapital(a, from) &&
    !words.some((word) => FORM.test(word)) &&
    countryOf(words.join(' ')) === undefined &&
    words.every(
      (word, i) =>
        isCapital(a, from + i) || isOffice(word) || isInsideOffice(word) || /^(?:de|van|von|al|\.)$/.test(word),
    )
  );
}

function isCapital({ attributes }: Analysis, at: number): boolean {
  const shape = attributes[at]?.shape ?? 0;
  return shape >= 3 && shape <= 6;
}

/** The numbered posts of a thread ("2/4 …"), which are of the handle named last before them. */
function postsOf({ a }: Prepared, turns: readonly Turn[]): Turn[] {
  const spoken = new Set(turns.map(({ label }) => label.from));
  let by: Pick<Turn, 'label' | 'role'> | undefined;
  return a.paragraphs.flatMap(({ from, to }, index) => {
    const handle = a.words.slice(from, Math.min(to, from + LONGEST_LABEL)).indexOf('@');
    if (handle >= 0 && !isPost(a, from)) {
      const opens = from + handle + 2;
      const closes = a.words[opens] === '(' ? a.words.slice(opens, to).indexOf(')') : -1;
      const role = closes > 1 ? { role: { from: opens + 1, to: opens + closes } } : {};
      by = { label: { from: from + handle, to: from + handle + 2 }, ...role };
    }
    const post = a.paragraphs[index + 1];
    if (by === undefined || post === undefined || !isPost(a, from) || spoken.has(post.from)) return [];
    return [{ ...by, cue: { from, to }, content: { from: post.from, to: post.to } }];
  });
}

function isPost({ words }: Analysis, at: number): boolean {
  return words[at + 1] === '/' && /^\d\d?$/.test(words[at] ?? '') && /^\d\d?$/.test(words[at + 2] ?? '');
}

/**
 * The turns as attributions, in place of what was found of them. What is told inside a turn stays beside it, and in place
 * of a post that is nothing else. Whoever asks only leads to what is said.
 */
export function withTurns(found: readonly TokenAttribution[], turns: readonly Turn[]): readonly TokenAttribution[] {
  if (turns.length === 0) return found;
  const colons = new Set(turns.map(({ cue }) => cue.to));
  const labels = new Set(turns.map(({ label }) => label.from));
  const told = found.filter(
    ({ cue, source }) => !colons.has(cue.to) && !colons.has(cue.from + 1) && !labels.has(source[0]?.from ?? -1),
  );
  const ends = new Map(told.flatMap(({ content: [first] }) => (first ? [[first.from, first.to] as const] : [])));
  const isTold = ({ from, to }: TokenRange) => {
    for (let at = from; at * 2 < from + to; at++) if (((ends.get(at) ?? at) - at) * 2 > to - from) return true;
    return false;
  };
  const spoken = turns.filter(
    ({ part, cue, content }) => part !== 'asks' && (colons.has(cue.from + 1) || !isTold(content)),
  );
  return [
    ...told,
    ...spoken.map(({ label, cue, content }) => ({ source: [label], cue, content: [content], probability: 1 })),
  ];
}
