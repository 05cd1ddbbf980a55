import {
  addDays,
  type Day,
  dayIn,
  daysBetween,
  isDay,
  months,
  type Window,
  week,
  weekday,
  yearAndMonth,
} from '../calendar/day.ts';
import { feast } from './feasts.ts';
import { amountOf, monthOf, ordinalOf, weekdayOf } from './words.ts';

/** Reads words that name a stretch of the calendar: a day, week, month, season, year or a part of one. */
export function parseDate(text: string, said: Day): Required<Window> | undefined {
  const words = text
    .replace(/^(?:on|in|during|at|for|over) /, '')
    .replace(
      /^the (?!week after|day after|end|middle|beginning|start|first|second|third|fourth|last|following|coming|next|\d)/,
      '',
    )
    .trim();
  return (
    part(words, said) ?? weeksAfter(words, said) ?? near(words, said) ?? calendar(words, said) ?? period(words, said)
  );
}

/** "early March", "the end of next month", "the first half of 2019", "mid-April". */
function part(text: string, said: Day): Required<Window> | undefined {
  const found =
    /^(early|mid|middle|late)[ -](?:in )?(.+)$/.exec(text) ??
    /^(?:the )?(?:very )?(beginning|start|middle|end) (?:of )?(.+)$/.exec(text) ??
    /^(later)_(.+)$/.exec(text);
  if (found !== null) {
    const whole = parseDate(found[2] ?? '', said);
    if (whole === undefined) return undefined;
    if (found[1] === 'later')
      return said >= whole.from && said < whole.to ? { from: addDays(said, 1), to: whole.to } : whole;
    return third(whole, found[1] ?? '');
  }
  const half = /^(?:the )?(first|second|last|latter|1st|2nd) half (?:of )?(.+)$/.exec(text);
  const whole = half === null ? undefined : parseDate(half[2] ?? '', said);
  if (whole === undefined) return undefined;
  const middle = addDays(whole.from, Math.ceil((daysBetween(whole.from, whole.to) + 1) / 2) - 1);
  return half?.[1] === 'first' || half?.[1] === '1st'
    ? { from: whole.from, to: middle }
    : { from: addDays(middle, 1), to: whole.to };
}

function third({ from, to }: Required<Window>, which: string): Required<Window> {
  const length = daysBetween(from, to) + 1;
  const cut = Math.max(1, Math.round(length / 3));
  if (which === 'early' || which === 'beginning' || which === 'start') return { from, to: addDays(from, cut - 1) };
  if (which === 'late' || which === 'end') return { from: addDays(to, 1 - cut), to };
  return { from: addDays(from, cut), to: addDays(to, -cut) };
}

/** "Friday week", "a week from Friday": so many weeks after a day. */
function weeksAfter(text: string, said: Day): Required<Window> | undefined {
  const found = /^(\w+) weeks? (?:from|after) (.+)$/.exec(text);
  const [count, rest] = found === null ? [1, /^(\w+) week$/.exec(text)?.[1]] : [amountOf(found[1] ?? ''), found[2]];
  if (rest === undefined || count === undefined || (found === null && weekdayOf(rest) === undefined)) return undefined;
  const date = parseDate(rest, said);
  return date && { from: addDays(date.from, Math.round(count * 7)), to: addDays(date.to, Math.round(count * 7)) };
}

/** Counted from the day it was said. */
function near(text: string, said: Day): Required<Window> | undefined {
  const days: Readonly<Record<string, number>> = {
    today: 0,
    tonight: 0,
    'this morning': 0,
    'this afternoon': 0,
    'this evening': 0,
    tomorrow: 1,
    'tomorrow morning': 1,
    'tomorrow night': 1,
    'day after tomorrow': 2,
    'the day after tomorrow': 2,
    yesterday: -1,
  };
  if (Object.hasOwn(days, text)) return single(addDays(said, days[text] ?? 0));
  const distant = /^(?:the )?(week|month|year) after next$/.exec(text);
  if (distant !== null) return unit(distant[1] ?? '', 2, said);
  const found = /^(?:the )?(this|the current|current|next|coming|following|last|past|previous) (.+)$/.exec(text);
  if (found === null) {
    const bare = weekdayOf(text);
    return bare === undefined ? unitWord(text, said) : single(comingWeekday(said, bare));
  }
  const [, which = '', what = ''] = found;
  const step = /this|current/.test(which) ? 0 : /last|past|previous/.test(which) ? -1 : 1;
  const day = weekdayOf(what);
  if (day !== undefined) return single(namedWeekday(said, day, step, which));
  return unit(what, step, said) ?? seasonOrMonth(what, step, said);
}

/** "the week", "the month", "the year": the one it is said in. */
function unitWord(text: string, said: Day): Required<Window> | undefined {
  return /^(?:the )?(week|month|quarter|year)$/.test(text) ? unit(text.replace('the ', ''), 0, said) : undefined;
}

function unit(what: string, step: number, said: Day): Required<Window> | undefined {
  const { year, month } = yearAndMonth(said);
  switch (what) {
    case 'week':
      return week(said, step);
    case 'weekend':
      return { from: addDays(week(said, step).from, 5), to: week(said, step).to };
    case 'month':
      return months(year, month + step);
    case 'quarter':
      return months(year, (Math.floor(month / 3) + step) * 3, 3);
    case 'year':
      return months(year + step, 0, 12);
    default:
      return undefined;
  }
}

/** "On Wednesday" said of what is to come: the next such day, that day itself included. */
function comingWeekday(said: Day, day: number): Day {
  return addDays(said, (day - weekday(said) + 7) % 7);
}

/** "Next Friday" is that of the next week; "this Friday" that of this week; "the coming Friday" whichever comes first. */
function namedWeekday(said: Day, day: number, step: number, which: string): Day {
  if (which === 'coming' || which === 'following') return addDays(said, ((day - weekday(said) + 6) % 7) + 1);
  return addDays(week(said, step).from, day);
}

/** Northern, by whole months: spring is March to May. */
const seasons: Readonly<Record<string, number>> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };

function seasonOrMonth(what: string, step: number, said: Day): Required<Window> | undefined {
  const { year } = yearAndMonth(said);
  const start = Object.hasOwn(seasons, what) ? seasons[what] : undefined;
  if (start !== undefined) {
    const coming = [year - 1, year, year + 1].map((each) => months(each, start, 3)).filter(({ to }) => to >= said);
    const [first, second] = coming;
    return step < 0 ? months(year - 1, start, 3) : step > 0 && first && first.from <= said ? second : first;
  }
  const month = monthOf(what);
  if (month === undefined) return undefined;
  const coming = months(year, month).to >= said ? year : year + 1;
  return months(step < 0 ? coming - 1 : coming, month);
}

/** Days and months by name or number; without a year the next such one. */
function calendar(text: string, said: Day): Required<Window> | undefined {
  if (isDay(text)) return single(text);
  const { year, month: monthSaid } = yearAndMonth(said);
  const dayFirst = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}))?$/.exec(text);
  const monthFirst = /^([a-z]+) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text);
  const [day, name, written] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = monthOf(name ?? '');
  if (day !== undefined && month !== undefined) {
    if (written !== undefined) return single(dayIn(Number(written), month, Number(day)));
    const here = dayIn(year, month, Number(day));
    return single(here !== undefined && here >= said ? here : dayIn(year + 1, month, Number(day)));
  }
  const only = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/.exec(text);
  if (only !== null) {
    const here = dayIn(year, monthSaid, Number(only[1]));
    return single(here !== undefined && here >= said ? here : (dayIn(year, monthSaid + 1, Number(only[1])) ?? here));
  }
  if (/^(?:19|20)\d\d$/.test(text)) return months(Number(text), 0, 12);
  const named = /^([a-z]+)(?: (?:of )?(\d{4}))?$/.exec(text);
  const whole = monthOf(named?.[1] ?? '');
  if (whole === undefined) return undefined;
  if (named?.[2] !== undefined) return months(Number(named[2]), whole);
  return seasonOrMonth(named?.[1] ?? '', 0, said);
}

/** Quarters, seasons of a year, feasts. */
function period(text: string, said: Day): Required<Window> | undefined {
  const { year } = yearAndMonth(said);
  const quarter = /^(?:the )?(?:q([1-4])|(\w+) quarter)(?: (?:of )?(?:the year )?(\d{4})?)?$/.exec(text.trim());
  if (quarter !== null) {
    const place = quarter[1] === undefined ? ordinalOf(quarter[2] ?? '') : Number(quarter[1]) - 1;
    if (place !== undefined)
      return months(quarter[3] === undefined ? year : Number(quarter[3]), Math.min(place, 3) * 3, 3);
  }
  const season = /^(spring|summer|autumn|fall|winter)(?: (?:of )?(\d{4}))?$/.exec(text);
  if (season !== null) {
    const start = seasons[season[1] ?? ''] ?? 0;
    return season[2] === undefined ? seasonOrMonth(season[1] ?? '', 0, said) : months(Number(season[2]), start, 3);
  }
  const named = feast(text, said);
  if (named !== undefined) return named;
  const weekOf = /^(?:the )?week (?:of|beginning|starting) (.+)$/.exec(text);
  const inside = weekOf === null ? undefined : parseDate(weekOf[1] ?? '', said);
  if (inside !== undefined) return week(inside.from);
  const weekOfMonth = /^(?:the )?(first|second|third|fourth|last) week (?:of|in) (.+)$/.exec(text);
  const whole = weekOfMonth === null ? undefined : parseDate(weekOfMonth[2] ?? '', said);
  const place = ordinalOf(weekOfMonth?.[1] ?? '');
  if (whole === undefined || place === undefined) return undefined;
  return place === 4
    ? { from: addDays(whole.to, -6), to: whole.to }
    : { from: addDays(whole.from, place * 7), to: addDays(whole.from, place * 7 + 6) };
}

function single(day: Day | undefined): Required<Window> | undefined {
  return day === undefined ? undefined : { from: day, to: day };
}
