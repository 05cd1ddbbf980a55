import { addDays, type Day, dayIn, type Window, yearAndMonth } from '../calendar/day.ts';

/** Umm al-Qura, as Saudi Arabia publishes it: where the moon is looked for, a feast may be a day off. */
const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
const ramadan = 9;

/** The feast of a name that is not over yet on a day. */
export function feast(name: string, said: Day): Required<Window> | undefined {
  const { year } = yearAndMonth(said);
  const days = feasts.find(([names]) => names.test(name))?.[1];
  return [year - 1, year, year + 1].flatMap((each) => days?.(each) ?? []).find(({ to }) => to >= said);
}

type Days = (year: number) => readonly Required<Window>[];

const feasts: readonly (readonly [RegExp, Days])[] = [
  [/^christmas(?: day)?$/, fixed(11, 25)],
  [/^(?:the )?new year(?:'s(?: day)?)?$/, fixed(0, 1)],
  [/^(?:nowruz|nawroz|newroz|norooz)$/, fixed(2, 21)],
  [/^(?:the )?(?:holy )?(?:month of )?ramadan$/, fasts],
  [/^eid(?: al-fitr)?$/, (year) => fasts(year).map(({ to }) => ({ from: addDays(to, 1), to: addDays(to, 3) }))],
  [/^easter(?: sunday)?$/, (year) => [single(easter(year))]],
];

function fixed(month: number, day: number): Days {
  return (year) => {
    const found = dayIn(year, month, day);
    return found === undefined ? [] : [single(found)];
  };
}

/** The months of Ramadan that begin in a year: one, seldom two. */
function fasts(year: number): readonly Required<Window>[] {
  const found: Required<Window>[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); ) {
    const { month, date } = islamicDay(day);
    if (month === ramadan && date === 1) {
      const last = islamicDay(addDays(day, 29)).month === ramadan ? 29 : 28;
      found.push({ from: day, to: addDays(day, last) });
    }
    // To the first of the next month, which is 29 or 30 days after the first of this one.
    day = addDays(day, date === 1 ? 29 : date < 29 ? 29 - date : 1);
  }
  return found;
}

function islamicDay(day: Day): { readonly month: number; readonly date: number } {
  const parts = islamic.formatToParts(new Date(day));
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return { month: part('month'), date: part('day') };
}

/** The western date (the algorithm of Meeus, Jones and Butcher). */
function easter(year: number): Day {
  const [century, rest, golden] = [Math.floor(year / 100), year % 100, year % 19];
  const moved = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moved + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const since = epact + weekday - 7 * late + 114;
  return `${String(year).padStart(4, '0')}-0${Math.floor(since / 31)}-${String((since % 31) + 1).padStart(2, '0')}`;
}

function single(day: Day): Required<Window> {
  return { from: day, to: day };
}
