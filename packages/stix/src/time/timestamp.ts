/** A STIX timestamp (section 2.16) that names a real moment. */
export type ParsedTimestamp = {
  /** Text that sorts as the moments do, whatever their precision: no `Z`, no trailing zeros of the fraction. */
  readonly key: string;
};

const ZERO = 0x30;
const DOT = 0x2e;
const SECONDS_END = 'YYYY-MM-DDTHH:mm:ss'.length;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads `YYYY-MM-DDTHH:mm:ss[.s+]Z`; undefined if the text has another form or names no real moment. */
export function parseTimestamp(text: string): ParsedTimestamp | undefined {
  return isTimestamp(text) ? { key: timestampKey(text) } : undefined;
}

/** Whether the text is an RFC 3339 timestamp in UTC as STIX writes it, with a day and time that exist. */
export function isTimestamp(text: string): boolean {
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(10) !== 0x54) return false;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a || !hasValidEnd(text)) return false;
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (century < 0 || yearOfCentury < 0 || hour < 0 || minute < 0 || second < 0) return false;
  if (day < 1 || day > daysOfMonth(century * 100 + yearOfCentury, month) || hour > 23 || minute > 59) return false;
  return second < 60 || (second === 60 && mayBeLeapSecond(month, day, hour, minute));
}

/** The sort key of a timestamp that is known to be valid. */
export function timestampKey(text: string): string {
  let end = text.length - 1;
  if (end === SECONDS_END) return text.slice(0, end);
  while (text.charCodeAt(end - 1) === ZERO) end -= 1;
  return text.slice(0, text.charCodeAt(end - 1) === DOT ? SECONDS_END : end);
}

/** Negative, zero or positive as the first of two valid timestamps is earlier, the same moment or later. */
export function compareTimestamps(a: string, b: string): number {
  if (a === b) return 0;
  const first = timestampKey(a);
  const second = timestampKey(b);
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/**
 * Writes microseconds since 1970 (a safe integer) as `YYYY-MM-DDTHH:mm:ss.ffffffZ`, the form that TAXII 2.1 demands
 * (section 1.5).
 */
export function formatMicroseconds(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = microseconds - milliseconds * 1000;
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/**
 * Microseconds since 1970 of a timestamp with any number of fraction digits; undefined if it is not valid.
 *
 * Digits after the sixth are cut off, which rounds down: for stored whole microseconds `m`, `m > parsed` says the same
 * as `m > text`. A leap second counts as the last microsecond before it, and moments that no safe integer can hold (before
 * 1684, after 2255) as the nearest that one can, so `added_after` never skips anything.
 */
export function parseMicroseconds(text: string): number | undefined {
  if (!isTimestamp(text)) return undefined;
  const isLeapSecond = twoDigits(text, 17) === 60;
  const seconds = Date.parse(`${text.slice(0, 17)}${isLeapSecond ? '59' : text.slice(17, SECONDS_END)}Z`) / 1000;
  const fraction = isLeapSecond
    ? 999_999
    : Number(
        text
          .slice(SECONDS_END + 1, -1)
          .slice(0, 6)
          .padEnd(6, '0'),
      );
  const total = seconds * 1_000_000 + fraction;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, total));
}

/** Whether what follows the seconds is `Z`, or a dot, digits and `Z`. */
function hasValidEnd(text: string): boolean {
  const last = text.length - 1;
  if (last < SECONDS_END || text.charCodeAt(last) !== 0x5a) return false;
  if (last === SECONDS_END) return true;
  if (text.charCodeAt(SECONDS_END) !== DOT || last === SECONDS_END + 1) return false;
  for (let i = SECONDS_END + 1; i < last; i += 1) {
    if (!isDigit(text.charCodeAt(i))) return false;
  }
  return true;
}

/** The number written at an index, or -1 if it is not two digits. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index);
  const ones = text.charCodeAt(index + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return DAYS[month - 1] ?? 0;
}

/** RFC 3339 section 5.7: to date, a minute of 61 seconds ends June or December. */
function mayBeLeapSecond(month: number, day: number, hour: number, minute: number): boolean {
  return hour === 23 && minute === 59 && ((month === 6 && day === 30) || (month === 12 && day === 31));
}
