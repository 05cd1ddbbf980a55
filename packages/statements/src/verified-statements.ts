import type { ExtractOptions } from './extract-statements.ts';
import { findDates, firstFullDate } from './senses/dates.ts';
import { findNumbers } from './senses/numbers.ts';
import { stanceOf } from './senses/stance.ts';
import { memberOf } from './speakers/member-of.ts';
import type { Span, Speaker, Statement, StatementKind } from './statement.ts';

/** What somebody else's extractor says of a text, in words of the text. Nothing of it is believed before it is found there. */
export interface QuotedStatement {
  /** What is said, exactly as in the text; parts that stand apart each by itself. */
  readonly content: readonly string[];
  readonly source?: string | undefined;
  readonly cue?: string | undefined;
  readonly speaker?: string | undefined;
  readonly office?: string | undefined;
  readonly kind: StatementKind;
  readonly negated: boolean;
}

/** Nothing here is computed, so nothing is known of how sure it is. */
const CONFIDENCE = 0.5;
/** Source and cue stand in the paragraph of what is said, or close to it. */
const NEAR = 2000;

/**
 * The statements of which every quoted part stands in the text, with their places; the others are dropped. Names that
 * the text does not have are dropped too. Numbers, dates and hedges are read by rule. Pure.
 */
export function verifiedStatements(
  text: string,
  quoted: readonly QuotedStatement[],
  { date, members = [] }: ExtractOptions = {},
): Statement[] {
  const today = date ?? firstFullDate(text);
  const taken: Span[] = [];
  const found: Statement[] = [];
  for (const each of quoted) {
    const content = locate(text, each.content, taken);
    if (content === undefined) continue;
    taken.push(...content);
    const [first] = content as [Span, ...Span[]];
    const around = Math.max(0, first[0] - NEAR);
    const near = text.slice(around, first[0] + NEAR);
    const place = (words: string | undefined): Span[] => {
      const at = words === undefined || words.trim() === '' ? -1 : near.indexOf(words);
      return at < 0 || words === undefined ? [] : [[around + at, around + at + words.length]];
    };
    const words = content.map(([from, to]) => text.slice(from, to)).join(' … ');
    const stance = stanceOf(each.cue ?? '', words);
    const speaker = speakerOf(text, each);
    const member = speaker && memberOf(speaker, members);
    found.push({
      source: place(each.source),
      cue: place(each.cue),
      content,
      kind: each.kind,
      form: formOf(words),
      negated: each.negated,
      hedged: stance.hedges.length > 0,
      hedges: stance.hedges,
      ...(speaker ? { speaker, holder: speaker.name } : {}),
      ...(member === undefined ? {} : { member }),
      numbers: content.flatMap(([from, to]) => findNumbers(text.slice(from, to), from)),
      dates: content.flatMap(([from, to]) => findDates(text.slice(from, to), from, today)),
      confidence: CONFIDENCE,
    });
  }
  return found.sort((x, y) => (x.content[0]?.[0] ?? 0) - (y.content[0]?.[0] ?? 0));
}

function formOf(words: string): Statement['form'] {
  if (/^["“”'‘]/.test(words)) return 'direct';
  return /["“”]/.test(words) ? 'mixed' : 'indirect';
}

/** Where all parts stand, in order, apart from what other statements have; undefined where one of them does not. */
function locate(text: string, parts: readonly string[], taken: readonly Span[]): Span[] | undefined {
  const spans: Span[] = [];
  let from = 0;
  for (const part of parts) {
    const words = part.trim();
    if (words === '') return undefined;
    let at = text.indexOf(words, from);
    while (at >= 0 && taken.some(([start, end]) => at < end && at + words.length > start)) {
      at = text.indexOf(words, at + 1);
    }
    if (at < 0) return undefined;
    from = at + words.length;
    spans.push([at, from]);
  }
  return spans.length === 0 ? undefined : spans;
}

function speakerOf(text: string, { speaker, office }: QuotedStatement): Speaker | undefined {
  const name = speaker?.trim() ?? '';
  if (name === '' || !text.includes(name)) return undefined;
  const known = office !== undefined && office.trim() !== '' && text.includes(office.trim());
  return { name, kind: 'unknown', ...(known ? { office: office.trim() } : {}) };
}
