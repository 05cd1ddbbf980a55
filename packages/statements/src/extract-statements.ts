import { findAttributions } from './attributions/find-attributions.ts';
import { loadModels } from './attributions/load-models.ts';
import type { TokenAttribution } from './attributions/relate.ts';
import type { Prepared } from './attributions/span-tagger.ts';
import { headOf } from './model/relation-features.ts';
import { findDates, firstFullDate } from './senses/dates.ts';
import { declinesByNot, isNoComment, kindOf } from './senses/kinds.ts';
import { findNumbers } from './senses/numbers.ts';
import { stanceOf } from './senses/stance.ts';
import { phrase, readCast } from './speakers/cast.ts';
import { atHome, giveCountry, homeOf } from './speakers/home.ts';
import { type MemberName, memberOf } from './speakers/member-of.ts';
import { speaksForAnother } from './speakers/offices.ts';
import { SpeakerResolver } from './speakers/resolve-speaker.ts';
import type { Span, Speaker, Statement, StatementForm } from './statement.ts';
import type { TokenRange } from './text/segment.ts';

const LONGEST_OPENING = 7;

/** What is known about a text beside itself. */
export interface ExtractOptions {
  /** The day the text is dated, ISO 8601; without it, the first full date in the text counts. */
  readonly date?: string;
  /** The place of the date line; without it, one that the text begins with in capitals. */
  readonly place?: string;
  /** Who wrote the text, where it is known: "I" and "we" are his words. */
  readonly author?: string;
  /** The members of the coalition, to say which of them a speaker belongs to. */
  readonly members?: readonly MemberName[];
}

/**
 * Every attribution of an English text: who said, thought, wanted or did what with which words. Pure and deterministic
 * (the weights are read once); linear in the text's length; never throws, whatever the text.
 */
export function extractStatements(text: string, options: ExtractOptions = {}): Statement[] {
  const { text: prepared, attributions, turns } = findAttributions(text, loadModels());
  if (attributions.length === 0) return [];
  const cast = readCast(prepared);
  const home = homeOf(text, options.place, cast);
  if (home !== undefined) for (const person of cast.people) giveCountry(person, home);
  // Twice: what a later description tells of an office ("the U.S. President") holds for the whole text.
  const learning = new SpeakerResolver(prepared, cast, turns, options.author);
  for (const { source, cue } of attributions) learning.resolve(source[0], cue);
  const resolver = new SpeakerResolver(prepared, cast, turns, options.author);
  const today = options.date ?? firstFullDate(text);
  const speakerOf = ({ source, cue }: TokenAttribution): Speaker | undefined => {
    const speaker = resolver.resolve(source[0], cue);
    return speaker && home !== undefined ? atHome(speaker, home) : speaker;
  };
  const members = options.members ?? [];
  const known = new Map<string, string>();
  const countries = new Map(cast.people.map(({ name, country }) => [name, country]));
  return attributions.map((each) => {
    const speaker = speakerOf(each);
    const principal = speaker?.spokenFor ?? '';
    const member = speaker && (memberOf(speaker, members, countries.get(principal)) ?? known.get(principal));
    if (speaker && member !== undefined) known.set(speaker.name, member);
    return { ...statementOf(prepared, each, speaker, today), ...(member === undefined ? {} : { member }) };
  });
}

function statementOf(
  text: Prepared,
  attribution: TokenAttribution,
  speaker: Speaker | undefined,
  today: string | undefined,
): Statement {
  const { cue, source, content } = attribution;
  const holder = holderOf(speaker);
  const contentSpans = content.map((range) => spanOf(text, range));
  const contentText = content.map((range) => phrase(text, range)).join(' … ');
  const wide = phrase(text, widened(text, cue));
  const stance = stanceOf(wide, contentText);
  // "has not said whether": what it is not said of tells that somebody kept silent.
  const opening = contentText.split(' ', 2).join(' ');
  const kind = isNoComment(contentText) ? 'declined' : kindOf(`${wide} ${opening}`, cueStems(text, cue));
  const said = [around(text, cue, content), before(text, source[0] ?? cue)]
    .flatMap((range) => findDates(phrase(text, range), 0, today))
    .find((date) => date.window)?.window;
  const dates = contentSpans.flatMap(([from, to]) => findDates(text.a.text.slice(from, to), from, today));
  return {
    source: source.map((range) => spanOf(text, range)),
    cue: [spanOf(text, cue)],
    content: contentSpans,
    kind,
    form: formOf(text, content),
    negated: stance.negated && !(kind === 'declined' && declinesByNot(wide)),
    hedged: stance.hedges.length > 0,
    hedges: stance.hedges,
    ...(speaker ? { speaker } : {}),
    ...(holder === undefined ? {} : { holder }),
    ...(said ? { said } : {}),
    numbers: contentSpans
      .flatMap(([from, to]) => findNumbers(text.a.text.slice(from, to), from))
      // "within ten days" counts no days.
      .filter(({ span: [from, to] }) => !dates.some(({ span }) => span[0] <= from && to <= span[1])),
    dates,
    confidence: Math.round(attribution.probability * 1000) / 1000,
  };
}

/** "Her office", "the president's press service". */
function isMouthpiece(name: string): boolean {
  return /[’']s? (?:\w+ )?(?:office|press (?:office|service|team)|campaign|spokes(?:man|woman|person))$/i.test(name);
}

/** A spokesperson's words are the principal's position; everybody else holds his own. */
function holderOf(speaker: Speaker | undefined): string | undefined {
  if (!speaker) return undefined;
  const speaksFor = speaker.office ? speaksForAnother(speaker.office) : isMouthpiece(speaker.name);
  return speaker.spokenFor && speaksFor ? speaker.spokenFor : speaker.name;
}

function formOf({ a }: Prepared, content: readonly TokenRange[]): StatementForm {
  let quoted = 0;
  let all = 0;
  for (const { from, to } of content)
    for (let i = from; i < to; i++) {
      all++;
      if ((a.quotes.open[i] as number) >= 0) quoted++;
    }
  return quoted === 0 ? 'indirect' : quoted >= all * 0.95 ? 'direct' : 'mixed';
}

function cueStems(text: Prepared, cue: TokenRange): string[] {
  const head = headOf(cue, text.cueSteps, text.tags);
  const stems = text.a.attributes.slice(cue.from, cue.to).map(({ stem }) => stem);
  return [text.a.attributes[head]?.stem ?? '', ...stems];
}

/** The cue with the auxiliaries and negations just before it, which are sometimes left out of it. */
function widened({ a, tags }: Prepared, cue: TokenRange): TokenRange {
  let { from } = cue;
  while (
    from > (a.sentenceStart[cue.from] as number) &&
    cue.from - from < 3 &&
    /^(?:not|never|n't|n’t|do|does|did|has|have|had|reportedly)$/.test(a.attributes[from - 1]?.lower ?? '')
  )
    from--;
  return tags.length > 0 ? { from, to: cue.to } : cue;
}

/** The cue and a few words after it, where reports say when something was said ("warned its members on Wednesday"). */
function around({ a }: Prepared, cue: TokenRange, content: readonly TokenRange[]): TokenRange {
  const end = a.sentenceEnd[cue.from] as number;
  const next = content.find(({ from }) => from >= cue.to)?.from;
  return { from: cue.from, to: Math.min(next ?? cue.to + 3, cue.to + 10, end) };
}

/** What a clause begins with before its subject, where that tells when ("On Tuesday the commander had said"). */
function before({ a }: Prepared, { from }: TokenRange): TokenRange {
  const none = { from, to: from };
  const first = a.sentenceStart[from] as number;
  if (from - first > LONGEST_OPENING) return none;
  const isWhen = /^(?:on|in|last|yesterday|earlier|this|today|late|early)$/.test(a.attributes[first]?.lower ?? '');
  return isWhen ? { from: first, to: from } : none;
}

function spanOf({ a }: Prepared, { from, to }: TokenRange): Span {
  return [a.start[from] as number, a.end[to - 1] as number];
}
