import { timeOfEpoch } from './misp-time.ts';

/**
 * The date of things that MISP gives none: organisations, and the galaxy clusters that come with it. They are the same in
 * every event, so their text must not depend on one: otherwise each event would bring a new version of them, and tell
 * when it was written.
 */
export const UNDATED = '2015-09-14T00:00:00.000Z';

/** A count of versions (`17`) or a time (seconds since 1970), as the date of a version: more is later. */
export function timeOfVersion(version: unknown): string {
  const time = timeOfEpoch(version);
  if (time === undefined || time > UNDATED) return time ?? UNDATED;
  return new Date(Date.parse(UNDATED) + Date.parse(time)).toISOString();
}
