const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';

/** Full dates as newspapers write them: "Feb. 6, 2019", "6 February 2019", "2019-02-06". */
const forms: readonly { readonly find: RegExp; readonly order: readonly [year: number, month: number, day: number] }[] =
  [
    { find: new RegExp(`\\b(${month})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i'), order: [3, 1, 2] },
    { find: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(${month}),?\\s+(\\d{4})\\b`, 'i'), order: [3, 2, 1] },
    { find: /\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b/, order: [1, 2, 3] },
  ];
const dayOnly = [new RegExp(`\\b(${month})\\s+(\\d{1,2})\\b`, 'i'), new RegExp(`\\b(\\d{1,2})\\s+(${month})`, 'i')];

/** The first full date in a text, as a day. */
export function dayIn(text: string): string | undefined {
  for (const { find, order } of forms) {
    const found = find.exec(text);
    if (found === null) continue;
    const [year, monthName, day] = order.map((group) => found[group] ?? '') as [string, string, string];
    const date = dayOf(Number(year), monthName, Number(day));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The day of a date without a year ("Feb 6"), in the year that puts it nearest to another day. */
export function dayNear(text: string, near: string): string | undefined {
  const [monthFirst, dayFirst] = dayOnly.map((form) => form.exec(text));
  const [name, day] = monthFirst ? [monthFirst[1], monthFirst[2]] : [dayFirst?.[2], dayFirst?.[1]];
  if (name === undefined) return undefined;
  const year = Number(near.slice(0, 4));
  const candidates = [year - 1, year, year + 1].flatMap((each) => dayOf(each, name, Number(day)) ?? []);
  const distance = (each: string): number => Math.abs(Date.parse(each) - Date.parse(near.slice(0, 10)));
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** A declared date in its standard form: a moment where the zone is told, else a day. Undefined for what is none. */
export function declaredDate(text: string): string | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim());
  if (iso) return iso[2] === undefined ? validDay(iso[1] ?? '') : moment(text);
  // As mail and RSS write it (RFC 5322), which names a zone too.
  if (
    /^(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)/i.test(
      text.trim(),
    )
  )
    return moment(text);
  return dayIn(text);
}

/** Whether a text says nothing but when: "Updated 4:32 PM ET, Wed February 6, 2019", "6 Feb 2019 17.02 GMT". */
export function isOnlyDate(text: string): boolean {
  if (dayIn(text) === undefined || text.length > 120) return false;
  const rest = text
    .replace(new RegExp(month, 'gi'), '')
    .replace(
      /\b(?:first |last )?(?:published|updated|modified|posted|issued|created|date|dated|on|at|by|am|pm|a\.m\.|p\.m\.|e[sd]?t|[cmp][sd]t|gmt|bst|utc|cet|cest|msk|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|ago|hours?|minutes?|local time)\b/gi,
      '',
    )
    .replace(/\d+(?:st|nd|rd|th)?/g, '');
  return !/\p{L}{2}/u.test(rest);
}

function moment(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function dayOf(year: number, monthText: string, day: number): string | undefined {
  const number = /^\d+$/.test(monthText) ? Number(monthText) : months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1;
  return validDay(`${year}-${String(number).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function validDay(day: string): string | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}
