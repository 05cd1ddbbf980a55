import { addDays, type Day, type Window } from '../calendar/day.ts';
import { parseDate } from './parse-date.ts';
import { amountOf, type Span, spanDays, spanOf } from './words.ts';

/** How sure who said it was: `stated` where nothing in the words takes back anything. */
export const likelihoods = ['stated', 'probable', 'possible', 'unlikely'] as const;
export type Likelihood = (typeof likelihoods)[number];

export type ParsedWindow = { readonly window: Window; readonly likelihood: Likelihood };

/** Longer texts are no phrase. */
const longest = 200;

/**
 * Reads an English phrase of time, said on a day, as a window of days: "sometime probably next week" said on 2019-02-06
 * is 2019-02-11 to 2019-02-17, probable. Undefined where the words name no time. `docs/commitments.md` says the rules.
 */
export function parseWindow(phrase: string, said: Day): ParsedWindow | undefined {
  if (phrase.length > longest) return undefined;
  const { words, likelihood, isAround } = withoutHedges(tidy(phrase));
  const window = readEnd(words, said);
  if (window === undefined || (window.to !== undefined && window.to < window.from)) return undefined;
  return { window: isAround ? widened(window) : window, likelihood };
}

function tidy(phrase: string): string {
  return phrase
    .toLowerCase()
    .replaceAll(/[–—]/g, '-')
    .replaceAll('’', "'")
    .replaceAll(/[,;!"“”]/g, ' ')
    .replaceAll(/\b([a-z]{3,4})\.(?=\s|$)/g, '$1')
    .replaceAll(/\.$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const unlikely = /\b(?:unlikely|probably not(?! until| before)|hardly)\b/g;
const possible =
  /\b(?:possibly|perhaps|maybe|may(?= (?:be|have|come|start|begin|happen|leave|end|well)\b)|might|could|hopefully|if possible|as early as|potentially)\b/g;
const probable = /\b(?:probably|likely|most likely|presumably|expected|we expect|should|tentatively|very)\b/g;
const around = /\b(?:around|about|approximately|roughly|circa|some time around|sometime around)\b/g;
const filler =
  /\b(?:sometime|some time|at some point|at some stage|will be|is|be|we think|i think|it is|at the latest|or so|formally|starting|beginning on)\b/g;

function withoutHedges(text: string): { words: string; likelihood: Likelihood; isAround: boolean } {
  const takes = (expression: RegExp, from: string): [boolean, string] => {
    const left = from.replaceAll(expression, ' ');
    return [left !== from, left];
  };
  const [isUnlikely, first] = takes(unlikely, text);
  const [isPossible, second] = takes(possible, first);
  const [isProbable, third] = takes(probable, second);
  const [isAround, fourth] = takes(around, third);
  const kept = fourth.replaceAll(/\s+/g, ' ').replaceAll(/\blater (?!than)(?:in )?/g, 'later_');
  const words = takes(filler, kept)[1].replaceAll(/\s+/g, ' ').trim();
  const likelihood = isUnlikely ? 'unlikely' : isPossible ? 'possible' : isProbable ? 'probable' : 'stated';
  return { words, likelihood, isAround };
}

/** The longest end of the words that names a time. Numbers are never passed over: "31 February 2019" is no year. */
function readEnd(text: string, said: Day): Window | undefined {
  const words = text.split(' ');
  for (let start = 0; start < words.length; start++) {
    const window = read(words.slice(start).join(' '), said);
    if (window !== undefined || /\d/.test(words[start] ?? '')) return window;
  }
  return undefined;
}

function read(text: string, said: Day): Window | undefined {
  return bounded(text, said) ?? within(text, said) ?? after(text, said) ?? soon(text, said) ?? parseDate(text, said);
}

/** Between, from … to, by, until, before, after, not before. */
function bounded(text: string, said: Day): Window | undefined {
  const pair =
    /^(?:between|from|either) (.+?) (?:and|to|until|till|through|or) (.+)$/.exec(text) ??
    /^(.{3,}?) (?:to|until|through|or) (.+)$/.exec(text);
  if (pair !== null) {
    const [, start = '', end = ''] = pair;
    const to = parseDate(end, said);
    const from =
      parseDate(start, said) ?? (to && parseDate(`${start} ${end.replace(/^\d+(?:st|nd|rd|th)? /, '')}`, said));
    // "Next Tuesday or Wednesday": the second is of the same week.
    const turned = from && to && to.to < from.from ? parseDate(`${start.split(' ')[0]} ${end}`, said) : to;
    if (from !== undefined && turned !== undefined) return { from: from.from, to: turned.to };
  }
  const operator =
    /^(not later than|no later than|not before|(?:no|not) (?:earlier|sooner) than|not until|by|until|till|before|prior to|after|from|since|as of|following) (.+)$/.exec(
      text,
    );
  if (operator === null) return undefined;
  const [, word = '', rest = ''] = operator;
  const date = read(rest, said);
  if (date === undefined) return undefined;
  switch (word) {
    case 'by':
    case 'until':
    case 'till':
    case 'not later than':
    case 'no later than':
      return date.to === undefined ? undefined : { from: said, to: date.to };
    case 'before':
    case 'prior to':
      // Before the end of April is any day of April, too.
      return {
        from: said,
        to: /^(?:the )?(?:very )?end of /.test(rest) ? (date.to ?? date.from) : addDays(date.from, -1),
      };
    case 'after':
    case 'following':
      return date.to === undefined ? undefined : { from: addDays(date.to, 1) };
    default:
      return { from: date.from };
  }
}

/** "within 30 days", "in the next two weeks", "over the coming months". */
function within(given: string, said: Day): Window | undefined {
  const text = given
    .replace(/^(?:in|within|inside) (?:less than|fewer than|under|no more than|at most) /, 'within ')
    .replace(/^in the (days|weeks|months|years) ahead$/, 'the coming $1')
    .replace(/^in the (week|month|year) ahead$/, 'within a $1');
  const hours = /^(?:within|in|over|during) (?:the )?(?:(?:next|coming|following) )?(\w+) hours?$/.exec(text);
  if (hours !== null) {
    const count = amountOf(hours[1] ?? '');
    return count === undefined ? undefined : { from: said, to: addDays(said, Math.ceil(count / 24)) };
  }
  const counted =
    /^(?:within|inside|in under|(?:in|over|during|within) the (?:next|coming|following)|over|(?:the )?(?:next|coming)) (?:the )?(.+?) (\w+)$/.exec(
      text,
    );
  const count = counted === null ? undefined : amountOf(counted[1] ?? '');
  const span = spanOf(counted?.[2] ?? '');
  if (count !== undefined && span !== undefined) return { from: said, to: later(said, count, span) };
  const range = countedRange(text, said);
  if (range !== undefined) return range;
  const uncounted = /^(?:in |over |within |during )?(?:the )?(?:next|coming) (days|weeks|months|years)$/.exec(text);
  const vague = uncounted === null ? undefined : spanOf(uncounted[1] ?? '');
  if (vague === undefined) return undefined;
  // "The coming days" are a week, weeks a month, months half a year, years three.
  const reach = { day: later(said, 7, 'day'), week: later(said, 4, 'week'), month: later(said, 6, 'month') };
  return { from: addDays(said, 1), to: vague === 'year' ? later(said, 3, 'year') : reach[vague] };
}

/** "in 60 to 100 days", "in a week or two"; "within" these it may be at once. */
function countedRange(text: string, said: Day): Window | undefined {
  const found =
    /^(?:(in|within|over|for|between) )?(?:the next )?(\w+)(?: to | or | and |-)(\w+) (\w+)$/.exec(text) ??
    /^(?:(in|within|over|for) )?(an?) (\w+) or (two|so)$/.exec(text);
  if (found === null) return undefined;
  const [, word, least = '', next = '', last = ''] = found;
  const isWordy = spanOf(next) !== undefined;
  const [most, span] = isWordy ? [amountOf(last), spanOf(next)] : [amountOf(next), spanOf(last)];
  const from = amountOf(least);
  if (from === undefined || most === undefined || span === undefined || most < from) return undefined;
  const isWithin = word === 'within' || word === 'over';
  return { from: isWithin ? said : later(said, from, span), to: later(said, most, span) };
}

/** "in two weeks", "two weeks from now", "in three months' time": so far on, and as far round it as the unit is rough. */
function after(text: string, said: Day): Window | undefined {
  const found =
    /^in (?:a |about )?(.+?) (\w+?)'?s?'?(?: time)?$/.exec(text) ??
    /^(.+?) (\w+) (?:from now|hence|on)$/.exec(text) ??
    /^in (an?) (\w+)$/.exec(text);
  if (found === null) return undefined;
  const count = amountOf(found[1] ?? '');
  const span = spanOf(found[2] ?? '');
  if (count === undefined || span === undefined) return undefined;
  const at = later(said, count, span);
  const slack = { day: 0, week: 3, month: 15, year: 91 }[span];
  return { from: addDays(at, -slack), to: addDays(at, slack) };
}

const promptness: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:immediately|overnight|at once|now|right away|right now|with immediate effect|forthwith|in the coming hours)$/,
    1,
  ],
  [
    /^(?:any day now|any day|(?:at )?any moment|momentarily|imminently|in days|within days|(?:with)?in a matter of days|a few days)$/,
    7,
  ],
  [
    /^(?:shortly|as soon as possible|very soon|before long|in short order|in weeks|within weeks|(?:with)?in a matter of weeks)$/,
    30,
  ],
  [/^(?:soon|sooner rather than later|in the near future|in due course|quickly|rapidly|within months)$/, 90],
];

function soon(text: string, said: Day): Window | undefined {
  const found = promptness.find(([expression]) => expression.test(text));
  return found && { from: said, to: addDays(said, found[1]) };
}

/** By a third of its length at either end, at least a day: "around Friday" is Thursday to Saturday. */
function widened({ from, to }: Window): Window {
  if (to === undefined) return { from: addDays(from, -7) };
  const slack = Math.max(1, Math.round(spanDays(from, to) / 3));
  return { from: addDays(from, -slack), to: addDays(to, slack) };
}

function later(said: Day, count: number, span: Span): Day {
  if (span === 'day') return addDays(said, Math.round(count));
  if (span === 'week') return addDays(said, Math.round(count * 7));
  const whole = Math.floor(count * (span === 'year' ? 12 : 1));
  const at = new Date(said);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + whole);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  const rest = Math.round((count * (span === 'year' ? 12 : 1) - whole) * 30);
  return addDays(at.toISOString().slice(0, 10), rest);
}
