import type { DateMention, DateWindow } from '../statement.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTH_NAME =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b';
const MONTH = `${MONTH_NAME}\\.?`;
const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const DATE = new RegExp(
  [
    `\\b(?<iso>\\d{4}-\\d{2}-\\d{2})\\b`,
    `\\b(?<month>${MONTH})\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,\\s?(?<year>\\d{4}))?(?!\\d)`,
    `\\b(?<day2>\\d{1,2})(?:st|nd|rd|th)?\\s(?<month2>${MONTH})(?:,?\\s(?<year2>\\d{4}))?(?!\\d)`,
    `\\b(?<month3>${MONTH})\\s(?<year3>(?:19|20)\\d\\d)\\b`,
    `\\b(?<towards>in|since|until|by|during)\\s(?:early\\s|mid-|late\\s|the\\send\\sof\\s)?(?<bare>${MONTH_NAME})(?!\\.?\\s\\d)`,
    `\\b(?<which>next|last|this|coming|past)\\s(?<unit>week|weekend|month|year|${WEEKDAY})\\b`,
    `\\b(?<near>today|tonight|yesterday|tomorrow|(?:this|on)\\s(?:morning|afternoon|evening))\\b`,
    `\\b(?:in|within|over|for)\\sthe\\s(?:next|coming)\\s(?<count>\\w{1,8})\\s(?<span>days|weeks|months|years)\\b`,
    `\\b(?:with)?in\\s(?<within>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a\\s)?few)(?:\\s(?:to|or)\\s(?<most>\\d{1,3}|\\w{3,8}))?\\s(?<withinunit>days?|weeks?|months?|years?)\\b`,
    `\\b(?:by|before|at)\\sthe\\send\\sof\\s(?:the|this)\\s(?<endof>week|month|year)\\b`,
    `\\b(?<ago>\\w{1,8})\\s(?<agounit>days?|weeks?|months?|years?)\\sago\\b`,
    `\\b(?<weekday>${WEEKDAY})\\b`,
    `\\b(?:in|since|by|during)\\s(?<plain>(?:19|20)\\d\\d)\\b`,
  ].join('|'),
  'giu',
);
const SMALL: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  few: 3,
  several: 3,
  couple: 2,
};
const DAY = 86_400_000;
/** What announces: the day after it in the sentence is one to come. */
const AHEAD = /(?:^to|\b(?:will|would|shall))\b(?! (?:not )?have\b)[^.;!?]*$/i;

/** Dates of a stretch of text as windows of days, counted from `today` (ISO) where they are relative. */
export function findDates(text: string, offset: number, today: string | undefined): DateMention[] {
  const found: DateMention[] = [];
  for (const match of text.matchAll(DATE)) {
    const window = windowOf(match.groups ?? {}, today, AHEAD.test(text.slice(0, match.index)));
    const span: DateMention['span'] = [offset + match.index, offset + match.index + match[0].length];
    found.push({ span, text: match[0], ...(window ? { window } : {}) });
  }
  return found;
}

/** The first full date of a text (day, month and year), as ISO: its date line where nothing better is known. */
export function firstFullDate(text: string): string | undefined {
  for (const match of text.slice(0, 4000).matchAll(DATE)) {
    const { iso, year, year2 } = match.groups ?? {};
    if (iso || year || year2) return windowOf(match.groups ?? {}, undefined)?.from;
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function windowOf(g: Groups, today: string | undefined, isAhead = false): DateWindow | undefined {
  const now = today === undefined ? Number.NaN : Date.parse(today.slice(0, 10));
  if (g.iso) return Number.isNaN(Date.parse(g.iso)) ? undefined : { from: g.iso, to: g.iso };
  if (g.bare !== undefined) {
    const isToCome = isAhead || /^(?:until|by)$/i.test(g.towards ?? '');
    return monthNear(MONTHS.indexOf(g.bare.slice(0, 3).toLowerCase()), now, isToCome);
  }
  const monthName = g.month ?? g.month2 ?? g.month3;
  if (monthName !== undefined) return calendar(g, MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()), now);
  if (g.plain) return { from: `${g.plain}-01-01`, to: `${g.plain}-12-31` };
  return Number.isNaN(now) ? undefined : relative(g, now, isAhead);
}

/** "In June" is the one just past, or under way; "will … in June" the one to come. */
function monthNear(month: number, now: number, isAhead: boolean): DateWindow | undefined {
  if (Number.isNaN(now)) return undefined;
  const today = new Date(now);
  const away = month - today.getUTCMonth();
  const year = today.getUTCFullYear() + (isAhead ? (away < 0 ? 1 : 0) : away > 0 ? -1 : 0);
  return days(Date.UTC(year, month, 1), Date.UTC(year, month + 1, 0));
}

function calendar(g: Groups, month: number, now: number): DateWindow | undefined {
  const written = g.year ?? g.year2 ?? g.year3;
  if (written === undefined && Number.isNaN(now)) return undefined;
  let year = written === undefined ? new Date(now).getUTCFullYear() : Number(written);
  const day = g.day ?? g.day2;
  if (day === undefined) return days(Date.UTC(year, month, 1), Date.UTC(year, month + 1, 0));
  // A date without a year is the nearest such day to the date line.
  if (written === undefined && Date.UTC(year, month, Number(day)) - now > 183 * DAY) year--;
  else if (written === undefined && now - Date.UTC(year, month, Number(day)) > 183 * DAY) year++;
  const at = Date.UTC(year, month, Number(day));
  return new Date(at).getUTCMonth() === month ? days(at, at) : undefined;
}

function relative(g: Groups, now: number, isAhead: boolean): DateWindow | undefined {
  const weekday = new Date(now).getUTCDay();
  const monday = now - ((weekday + 6) % 7) * DAY;
  const year = new Date(now).getUTCFullYear();
  const month = new Date(now).getUTCMonth();
  if (g.near) {
    const near = g.near.toLowerCase();
    const at = near === 'yesterday' ? now - DAY : near === 'tomorrow' ? now + DAY : now;
    return days(at, at);
  }
  if (g.weekday) {
    // Reports say "on Wednesday" of the day itself or the one just past, and "will … on Wednesday" of the one to come.
    const away = WEEKDAYS.indexOf(g.weekday.toLowerCase()) - weekday;
    const at = now + (isAhead ? (away + 7) % 7 : -((7 - away) % 7)) * DAY;
    return days(at, at);
  }
  if (g.count) return days(now, now + amount(g.count) * unitDays(g.span ?? '') * DAY);
  if (g.ago) {
    const at = now - amount(g.ago) * unitDays(g.agounit ?? '') * DAY;
    const slack = unitDays(g.agounit ?? '') >= 28 ? 15 * DAY : 0;
    return days(at - slack, at + slack);
  }
  if (g.within) return days(now, now + amount(g.most ?? g.within) * unitDays(g.withinunit ?? '') * DAY);
  if (g.endof) return untilEndOf(g.endof.toLowerCase(), now, monday);
  if (!g.which) return undefined;
  const which = g.which.toLowerCase();
  const step = which === 'next' || which === 'coming' ? 1 : which === 'last' || which === 'past' ? -1 : 0;
  const unit = (g.unit ?? '').toLowerCase();
  if (unit === 'week') return days(monday + step * 7 * DAY, monday + (step * 7 + 6) * DAY);
  if (unit === 'weekend') return days(monday + (step * 7 + 5) * DAY, monday + (step * 7 + 6) * DAY);
  if (unit === 'month') return days(Date.UTC(year, month + step, 1), Date.UTC(year, month + step + 1, 0));
  if (unit === 'year') return days(Date.UTC(year + step, 0, 1), Date.UTC(year + step, 11, 31));
  const inWeek = monday + ((WEEKDAYS.indexOf(unit) + 6) % 7) * DAY;
  if (step > 0) return days(inWeek + 7 * DAY, inWeek + 7 * DAY);
  const past = inWeek < now ? inWeek : inWeek - 7 * DAY;
  return step < 0 ? days(past, past) : days(inWeek, inWeek);
}

/** From the day itself to the last day of its week, month or year. */
function untilEndOf(unit: string, now: number, monday: number): DateWindow {
  const date = new Date(now);
  if (unit === 'week') return days(now, monday + 6 * DAY);
  if (unit === 'year') return days(now, Date.UTC(date.getUTCFullYear(), 11, 31));
  return days(now, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
}

function amount(word: string): number {
  const digits = Number(word.replace(/^a\s(?=few)/i, ''));
  return Number.isNaN(digits) ? (SMALL[word.toLowerCase()] ?? 1) : digits;
}

function unitDays(unit: string): number {
  return unit.startsWith('day') ? 1 : unit.startsWith('week') ? 7 : unit.startsWith('month') ? 30 : 365;
}

function days(from: number, to: number): DateWindow {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: iso(from), to: iso(to) };
}
