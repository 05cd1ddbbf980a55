/** A calendar day, ISO 8601 (`2019-02-11`): days sort as their texts do. */
export type Day = string;

/** Inclusive days. Without `to` the window is open: nothing says until when. */
export type Window = { readonly from: Day; readonly to?: Day };

const milliseconds = 86_400_000;

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(Date.parse(text)) === text;
}

/** So many days later; earlier where the number is negative. */
export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * milliseconds);
}

/** How many days from one to the other; negative where the second is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / milliseconds);
}

/** 0 is Monday, as in ISO 8601. */
export function weekday(day: Day): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The ISO week (Monday to Sunday) so many weeks after that of a day. */
export function week(day: Day, after = 0): Required<Window> {
  const monday = addDays(day, after * 7 - weekday(day));
  return { from: monday, to: addDays(monday, 6) };
}

/** Whole months: `month` counts from 0 and may run over the year's end. */
export function months(year: number, month: number, count = 1): Required<Window> {
  return { from: dayOf(Date.UTC(year, month, 1)), to: dayOf(Date.UTC(year, month + count, 0)) };
}

/** A day of a month (`month` from 0), or undefined where that month has no such day. */
export function dayIn(year: number, month: number, day: number): Day | undefined {
  const at = new Date(Date.UTC(year, month, day));
  return at.getUTCMonth() === month && at.getUTCDate() === day ? dayOf(at.getTime()) : undefined;
}

/** Year and month (from 0) of a day. */
export function yearAndMonth(day: Day): { readonly year: number; readonly month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) - 1 };
}

function dayOf(time: number): Day {
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}
