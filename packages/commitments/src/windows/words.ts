import { type Day, daysBetween } from '../calendar/day.ts';

export type Span = 'day' | 'week' | 'month' | 'year';

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 4,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};

/** The number that a word or two mean ("two", "a few", "couple of", "120", "half a"), at most 10,000. */
export function amountOf(text: string): number | undefined {
  const words = text
    .replace(/^(?:a|the) (?=few|couple|hundred)/, '')
    .replace(/ of$/, '')
    .trim();
  if (words === 'half a' || words === 'half') return 0.5;
  if (words === 'one and a half' || words === 'a and a half') return 1.5;
  if (/^\d{1,5}$/.test(words)) return Number(words) > 10_000 ? undefined : Number(words);
  return Object.hasOwn(numbers, words) ? numbers[words] : undefined;
}

/** The span that a word names, also in the plural or genitive ("weeks", "week's"). */
export function spanOf(word: string): Span | undefined {
  const found = /^(day|week|month|year)s?'?$/.exec(word);
  return found?.[1] as Span | undefined;
}

/** How many days a window has. */
export function spanDays(from: Day, to: Day): number {
  return daysBetween(from, to) + 1;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const wholeMonth =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const wholeWeekday =
  /^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r?s(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)$/;

/** A month's name as a number from 0. */
export function monthOf(word: string): number | undefined {
  return wholeMonth.test(word) ? monthNames.indexOf(word.slice(0, 3)) : undefined;
}

/** A weekday's name as a number; 0 is Monday. */
export function weekdayOf(word: string): number | undefined {
  return wholeWeekday.test(word) ? weekdayNames.indexOf(word.slice(0, 3)) : undefined;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'last'];

/** "first" and "1st" are 0; "last" is 4. */
export function ordinalOf(word: string): number | undefined {
  const digits = /^([1-4])(?:st|nd|rd|th)$/.exec(word);
  if (digits !== null) return Number(digits[1]) - 1;
  const place = ordinals.indexOf(word);
  return place < 0 ? undefined : place;
}
