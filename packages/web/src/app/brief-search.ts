import { type BriefSearch, briefSubjects, takenAway } from '../api/briefs.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What a brief is about, whatever somebody has typed into the address. */
export function readBriefSearch(given: Record<string, unknown>): BriefSearch {
  const { about, of, asOf, known, audience } = given;
  const taken = takenAway.flatMap((part) => {
    const value = given[part];
    return about === 'what-if' && typeof value === 'string' && value !== '' ? [[part, value.slice(0, 2000)]] : [];
  });
  return {
    ...Object.fromEntries(taken),
    about: briefSubjects.find((each) => each === about) ?? 'day',
    ...(typeof of === 'string' && of !== '' ? { of: of.slice(0, 300) } : {}),
    ...(typeof asOf === 'string' && day.test(asOf) ? { asOf } : {}),
    ...(typeof known === 'string' && day.test(known) ? { known } : {}),
    ...(typeof audience === 'string' && audience !== '' ? { audience: audience.slice(0, 300) } : {}),
  };
}
