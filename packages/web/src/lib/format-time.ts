const dateOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const timeOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [604_800, 'day', 86_400],
];

function parse(timestamp: string): Date | undefined {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `6 Feb 2019`; the text itself where it is no timestamp. Dates are in UTC, as STIX has them. */
export function formatDate(timestamp: string): string {
  const date = parse(timestamp);
  return date ? dateOnly.format(date) : timestamp;
}

/** `6 Feb 2019, 14:05 UTC`. */
export function formatDateTime(timestamp: string): string {
  const date = parse(timestamp);
  return date ? `${dateOnly.format(date)}, ${timeOnly.format(date)} UTC` : timestamp;
}

/** `5 minutes ago` within a week of `now`, the date beyond it. */
export function formatRelative(timestamp: string, now: Date): string {
  const date = parse(timestamp);
  if (!date) return timestamp;
  const seconds = (date.getTime() - now.getTime()) / 1000;
  for (const [limit, unit, size] of steps) {
    if (Math.abs(seconds) < limit) return relative.format(Math.round(seconds / size), unit);
  }
  return dateOnly.format(date);
}
