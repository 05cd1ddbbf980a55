const LAST_SECOND = 253_402_300_799;

const DATE_TIME =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d:\d\d)(?<fraction>\.\d+)?\s*(?<zone>Z|[+-]\d\d:?\d\d)?)?$/i;

/** The STIX timestamp for seconds since 1970, a number or its digits as MISP writes them. Undefined for anything else. */
export function timeOfEpoch(value: unknown): string | undefined {
  if (typeof value !== 'number' && !(typeof value === 'string' && /^\d{1,12}$/.test(value))) return undefined;
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= LAST_SECOND)) return undefined;
  return new Date(seconds * 1000).toISOString();
}

/**
 * The STIX timestamp for a date, or date and time, as MISP writes them (`2020-10-25`, `2020-10-25T16:22:00.123456+0000`).
 * One without a time zone is taken as UTC. Fractions keep their digits. Undefined for anything else.
 */
export function timeOfText(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? DATE_TIME.exec(value.trim())?.groups : undefined;
  if (parts?.date === undefined) return undefined;
  const zone = (parts.zone ?? 'Z').toUpperCase().replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const instant = new Date(`${parts.date}T${parts.time ?? '00:00:00'}${zone}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  // Date.parse turns 31 February into 2 March.
  if (/^(?:Z|[+-]00:00)$/.test(zone) && instant.toISOString().slice(0, 10) !== parts.date) return undefined;
  const text = instant.toISOString();
  if (text.length !== 24) return undefined;
  return parts.fraction === undefined ? text : `${text.slice(0, 19)}${parts.fraction}Z`;
}
