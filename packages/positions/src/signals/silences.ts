import { daysBefore } from '../lines/cells.ts';
import { type ClaimSignal, type Picture, signal } from './signal.ts';

/** How long somebody who was asked may think, in days. */
const patienceDays = 7;

/** Those who were asked about a claim and have no position, and have not declined either. */
export function silences({ claims, cells, members, day }: Picture): ClaimSignal[] {
  return claims.flatMap((claim) => {
    const { id, askedBy, askedOn } = claim;
    if (askedBy === undefined || askedOn === undefined || askedOn > daysBefore(day, patienceDays)) return [];
    const asked = claim.askedOf.length > 0 ? claim.askedOf : members;
    const heard = new Set(cells.filter((cell) => cell.claim === id).map(({ principal }) => principal));
    const silent = asked.filter((each) => each !== askedBy && !heard.has(each)).toSorted();
    if (silent.length === 0) return [];
    const parties = silent.map((each) => ({ holder: each, principal: each }));
    return [signal('silence', id, [], parties, { day: askedOn, rests: [id, ...silent] })];
  });
}
